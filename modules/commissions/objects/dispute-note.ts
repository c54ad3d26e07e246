import { defineObject, link, longText, person } from '#kernel/model'
import { commissionLine } from './commission-line.ts'

/** What one of the two sides said of a disputed line: it stays as it was said. */
export const disputeNote = defineObject('disputeNote', {
  plural: 'disputeNotes',
  title: 'content',
  follows: 'line',
  listedFor: 'nobody',
  icon: 'message-square-text',
  search: [],
  fields: {
    line: link(commissionLine, { required: true, reverse: 'disputeNotes', onRemove: 'follow', readOnly: true }),
    saidBy: person({ reverse: 'disputeNotes', onRemove: 'clear', readOnly: true }),
    content: longText({ required: true, max: 2000, readOnly: true }),
  },
  views: {
    list: { columns: ['saidBy', 'content', 'line', 'createdAt'], sort: 'createdAt' },
    form: [{ section: 'basic', rows: [['line', 'saidBy'], ['content']] }],
  },
})
