import { autoNumber, choice, day, defineObject, file, integer, link, rollUp, text } from '#kernel/model'
import { bankAccount } from '#objects/company'

/** A file from the bank, read when it is uploaded: each line becomes money that nobody has claimed yet, is known already, or went out. */
export const bankStatement = defineObject('bankStatement', {
  plural: 'bankStatements',
  title: 'number',
  owned: true,
  icon: 'landmark',
  search: ['number'],
  fields: {
    number: autoNumber({ pattern: 'DZ-{yyyy}-{00000}', readOnly: true }),
    bankAccount: link(bankAccount, { required: true, reverse: 'bankStatements', onRemove: 'forbid' }),
    file: file({ required: true }),
    format: choice(['table', 'camt', 'mt940'], { readOnly: true }),
    firstDay: day({ readOnly: true, indexed: true }),
    lastDay: day({ readOnly: true }),
    /** Rows that hold no day or no sum: heads, totals, blanks. */
    skipped: integer({ readOnly: true, min: 0, total: false }),
    came: rollUp({ of: 'bankLines', measure: 'sum', field: 'amount', filter: { result: 'new' } }),
    newLines: rollUp({ of: 'bankLines', measure: 'count', filter: { result: 'new' } }),
    proposed: rollUp({ of: 'bankLines', measure: 'count', filter: { result: 'new', 'receipt.status': 'proposed' } }),
    knownLines: rollUp({ of: 'bankLines', measure: 'count', filter: { result: 'known' } }),
    outgoing: rollUp({ of: 'bankLines', measure: 'count', filter: { result: 'outgoing' } }),
    wentOut: rollUp({ of: 'bankLines', measure: 'sum', field: 'amount', filter: { result: 'outgoing' } }),
    remark: text({ max: 200 }),
  },
  views: {
    list: {
      columns: ['number', 'bankAccount', 'firstDay', 'lastDay', 'came', 'newLines', 'proposed', 'knownLines', 'outgoing', 'updatedAt'],
      sort: '-createdAt',
    },
    facts: ['bankAccount', 'came', 'newLines', 'proposed', 'knownLines', 'outgoing'],
    related: ['bankLines'],
    form: [
      { section: 'basic', rows: [['bankAccount', 'file'], ['number', 'format'], ['firstDay', 'lastDay'], ['remark']] },
      {
        section: 'result',
        rows: [['came', 'newLines'], ['proposed', 'knownLines'], ['outgoing', 'wentOut'], ['skipped']],
      },
    ],
  },
})
