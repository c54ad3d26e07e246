import { day, defineObject, file, integer, text } from '#kernel/model'

/** What a locked month comes to for each person, as a workbook for whoever pays: taken along by finance, and known to have been. */
export const commissionPayroll = defineObject('commissionPayroll', {
  plural: 'commissionPayrolls',
  title: 'name',
  listedFor: 'nobody',
  icon: 'file-spreadsheet',
  search: [],
  fields: {
    name: text({ required: true, max: 200, readOnly: true }),
    month: text({ required: true, max: 7, readOnly: true, indexed: true }),
    statements: integer({ required: true, readOnly: true, min: 0, total: false }),
    file: file({ readOnly: true }),
    madeOn: day({ readOnly: true, indexed: true }),
  },
  views: {
    list: { columns: ['name', 'month', 'statements', 'file', 'madeOn', 'updatedAt'], sort: '-createdAt' },
    form: [
      {
        section: 'basic',
        rows: [['name', 'month'], ['statements', 'madeOn'], ['file']],
      },
    ],
  },
})
