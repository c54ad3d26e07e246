import { choice, day, defineObject, file, integer, link, text, yesNo } from '#kernel/model'
import { commissionStatement } from './commission-statement.ts'

/** A statement as a file, as it stood on that day: read by whoever reads the statement, written by nobody. */
export const commissionPaper = defineObject('commissionPaper', {
  plural: 'commissionPapers',
  title: 'name',
  follows: 'statement',
  listedFor: 'nobody',
  icon: 'file-check-2',
  search: [],
  fields: {
    statement: link(commissionStatement, { required: true, reverse: 'papers', onRemove: 'follow', readOnly: true }),
    name: text({ required: true, max: 255, readOnly: true }),
    language: choice(['zh-CN', 'zh-TW', 'en'], { required: true, readOnly: true }),
    issue: integer({ required: true, readOnly: true, min: 1, total: false }),
    /** The statement was approved. */
    isValid: yesNo({ readOnly: true, default: false }),
    file: file({ readOnly: true }),
    madeOn: day({ readOnly: true, indexed: true }),
  },
  views: {
    list: { columns: ['name', 'language', 'issue', 'isValid', 'file', 'madeOn', 'updatedAt'], sort: '-createdAt' },
    facts: ['statement', 'language', 'madeOn'],
    form: [
      {
        section: 'basic',
        rows: [['name', 'statement'], ['file', 'issue'], ['language', 'isValid'], ['madeOn']],
      },
    ],
  },
})
