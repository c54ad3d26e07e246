import { choice, defineObject, link, longText, phone, text, yesNo } from '#kernel/model'
import { account } from './account.ts'

/** To whom and with which numbers a customer wants to be invoiced. One of a customer's is the default. */
export const billingTitle = defineObject('billingTitle', {
  plural: 'billingTitles',
  title: 'name',
  follows: 'account',
  listedFor: 'nobody',
  icon: 'banknote',
  search: ['name', 'taxNumber'],
  duplicates: [{ by: ['taxNumber'], sure: true }],
  fields: {
    account: link(account, { required: true, reverse: 'billingTitles', onRemove: 'follow' }),
    kind: choice([{ key: 'company' }, { key: 'person' }], { default: 'company', required: true }),
    name: text({ required: true, max: 200, copyable: true }),
    taxNumber: text({ max: 30, copyable: true }),
    bank: text({ max: 200, copyable: true }),
    bankAccount: text({ max: 50, copyable: true }),
    address: text({ max: 300, copyable: true }),
    phone: phone(),
    /** It stands on a paper that went out: what it says stays as it is. */
    isFrozen: yesNo({ default: false }),
    remark: longText(),
  },
  views: {
    list: { columns: ['name', 'account', 'kind', 'taxNumber', 'bank', 'bankAccount', 'isFrozen', 'updatedAt'], sort: 'name' },
    facts: ['account', 'taxNumber', 'bank'],
    form: [
      {
        section: 'basic',
        rows: [['account', 'kind'], ['name', 'taxNumber'], ['bank', 'bankAccount'], ['address', 'phone'], ['isFrozen'], ['remark']],
      },
    ],
  },
})
