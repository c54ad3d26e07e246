import { defineObject, file, link, text } from '#kernel/model'

/** A photo or a scan of a receipt. */
export const expenseFile = defineObject('expenseFile', {
  plural: 'expenseFiles',
  title: 'note',
  partOf: 'expense',
  icon: 'file-text',
  fields: {
    expense: link('expense', { required: true, onRemove: 'follow' }),
    file: file({ required: true }),
    note: text({ max: 200 }),
    /** By which the same picture is known again. */
    print: text({ max: 64, readOnly: true, indexed: true }),
  },
  views: {
    list: { columns: ['file', 'note'], sort: 'createdAt' },
    form: [{ section: 'basic', rows: [['file', 'note']] }],
  },
})
