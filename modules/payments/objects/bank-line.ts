import { choice, day, defineObject, integer, link, money, text } from '#kernel/model'
import { bankStatement } from './bank-statement.ts'
import { receipt } from './receipt.ts'

/** One line of the bank, as the bank wrote it, and what became of it. */
export const bankLine = defineObject('bankLine', {
  plural: 'bankLines',
  title: 'party',
  follows: 'statement',
  listedFor: 'editors',
  icon: 'list',
  search: ['party', 'reference', 'purpose'],
  fields: {
    statement: link(bankStatement, { required: true, reverse: 'bankLines', onRemove: 'follow', readOnly: true }),
    place: integer({ required: true, min: 1, readOnly: true, total: false }),
    on: day({ required: true, readOnly: true, indexed: true }),
    /** Below zero for what went out. */
    amount: money({ required: true, readOnly: true }),
    result: choice(
      [
        { key: 'new', color: 'green' },
        { key: 'known', color: 'grey' },
        { key: 'outgoing', color: 'amber' },
      ],
      { required: true, readOnly: true, indexed: true },
    ),
    receipt: link(receipt, { reverse: 'bankLines', onRemove: 'clear', readOnly: true }),
    party: text({ max: 200, readOnly: true }),
    partyAccount: text({ max: 60, readOnly: true }),
    reference: text({ max: 100, readOnly: true, indexed: true }),
    purpose: text({ max: 500, readOnly: true }),
  },
  views: {
    list: { columns: ['on', 'party', 'amount', 'result', 'receipt', 'purpose', 'reference'], sort: 'place' },
    facts: ['statement', 'on', 'amount', 'result'],
    form: [
      {
        section: 'basic',
        rows: [
          ['statement', 'place'],
          ['on', 'amount'],
          ['result', 'receipt'],
          ['party', 'partyAccount'],
          ['reference', 'purpose'],
        ],
      },
    ],
  },
})
