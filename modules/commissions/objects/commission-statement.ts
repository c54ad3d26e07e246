import { autoNumber, choice, day, defineObject, instant, integer, longText, rollUp, text } from '#kernel/model'

/** What one person earned in one month: the sum of its lines. Locked, it never changes; what happens later stands in an open month. */
export const commissionStatement = defineObject('commissionStatement', {
  plural: 'commissionStatements',
  title: 'name',
  owned: true,
  open: { status: { in: ['open', 'calculated', 'disputed', 'approved'] } },
  icon: 'wallet',
  search: ['name', 'number'],
  unique: [['month', 'owner']],
  fields: {
    name: text({ required: true, max: 200, readOnly: true }),
    number: autoNumber({ pattern: 'TC-{yyyy}-{00000}', readOnly: true }),
    /** `2026-10` */
    month: text({ required: true, max: 7, readOnly: true, indexed: true }),
    status: choice(
      [
        { key: 'open', color: 'grey' },
        { key: 'calculated', color: 'accent', verb: 'calculate' },
        { key: 'disputed', color: 'amber' },
        { key: 'approved', color: 'green', verb: 'approve' },
        { key: 'locked', color: 'green', verb: 'lock' },
      ],
      { required: true, default: 'open', readOnly: true, indexed: true },
    ),
    total: rollUp({ of: 'commissionLines', measure: 'sum', field: 'result' }),
    corrections: rollUp({ of: 'commissionLines', measure: 'sum', field: 'result', filter: { kind: 'correction' } }),
    disputes: rollUp({ of: 'commissionLines', measure: 'count', filter: { dispute: 'open' } }),
    /** What happened and is in no line: a rate or a cost is missing. */
    leftOut: integer({ readOnly: true, min: 0, total: false }),
    /** Receipts of the month that finance had not confirmed when it was calculated. */
    unconfirmed: longText({ readOnly: true }),
    countedAt: instant({ readOnly: true }),
    calculatedAt: instant({ readOnly: true }),
    approvedAt: instant({ readOnly: true }),
    approvedBy: text({ max: 100, readOnly: true }),
    paidOn: day({ readOnly: true, indexed: true }),
  },
  views: {
    list: { columns: ['name', 'month', 'owner', 'status', 'total', 'corrections', 'disputes', 'paidOn', 'updatedAt'], sort: '-month' },
    board: { by: 'status', card: ['owner', 'month', 'total'], sum: 'total' },
    facts: ['owner', 'month', 'total', 'paidOn'],
    path: 'status',
    related: ['commissionLines', 'papers'],
    form: [
      {
        section: 'basic',
        rows: [['number', 'month'], ['owner', 'status'], ['total', 'corrections'], ['disputes', 'leftOut'], ['unconfirmed']],
      },
      {
        section: 'steps',
        rows: [['countedAt', 'calculatedAt'], ['approvedAt', 'approvedBy'], ['paidOn']],
      },
    ],
  },
})
