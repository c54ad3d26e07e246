import { defineObject, link, text } from '#kernel/model'
import { bankAccount } from '#objects/company'

const column = () => text({ max: 200 })

/** Which columns of a bank's tables hold what, for one of our accounts: learned from the first file that is understood, to be set right where it is not. */
export const bankMap = defineObject('bankMap', {
  plural: 'bankMaps',
  title: 'remark',
  listedFor: 'editors',
  icon: 'columns-3',
  search: [],
  unique: [['bankAccount']],
  fields: {
    bankAccount: link(bankAccount, { required: true, reverse: 'bankMap', onRemove: 'follow' }),
    day: text({ required: true, max: 200 }),
    /** Either what came and what went in columns of their own, or one sum with its sign or a column that says where it went. */
    credit: column(),
    debit: column(),
    amount: column(),
    direction: column(),
    currency: column(),
    party: column(),
    partyAccount: column(),
    reference: column(),
    /** Several columns with a bar between them. */
    purpose: text({ max: 500 }),
    remark: text({ max: 200 }),
  },
  views: {
    list: { columns: ['bankAccount', 'day', 'credit', 'debit', 'amount', 'party', 'reference', 'updatedAt'], sort: '-updatedAt' },
    form: [
      {
        section: 'basic',
        rows: [
          ['bankAccount', 'day'],
          ['credit', 'debit'],
          ['amount', 'direction'],
          ['currency', 'reference'],
          ['party', 'partyAccount'],
          ['purpose', 'remark'],
        ],
      },
    ],
  },
})
