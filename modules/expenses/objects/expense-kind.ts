import { decimal, defineObject, integer, text, yesNo } from '#kernel/model'

/** What money is spent on, how much one of it may be, and from which sum a receipt is asked for. */
export const expenseKind = defineObject('expenseKind', {
  plural: 'expenseKinds',
  title: 'name',
  listedFor: 'editors',
  icon: 'list',
  search: ['name', 'key'],
  fields: {
    key: text({ required: true, max: 40, unique: true }),
    name: text({ required: true, max: 100 }),
    labelZhCn: text({ max: 100 }),
    labelZhTw: text({ max: 100 }),
    labelEn: text({ max: 100 }),
    position: integer({ min: 0, default: 0, total: false }),
    /** One expense of this kind beyond it is marked; in the currency of the workspace, as all sums here. */
    limit: decimal({ scale: 2, min: 0 }),
    asksReceipt: yesNo({ default: true }),
    /** From which sum on. */
    receiptFrom: decimal({ scale: 2, min: 0 }),
  },
  views: {
    list: { columns: ['name', 'key', 'limit', 'asksReceipt', 'receiptFrom', 'position', 'updatedAt'], sort: 'position' },
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'key'],
          ['limit', 'position'],
          ['asksReceipt', 'receiptFrom'],
        ],
      },
      { section: 'labels', rows: [['labelZhCn', 'labelZhTw'], ['labelEn']] },
    ],
  },
})
