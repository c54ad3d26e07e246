import { defineObject, file, integer, link, text } from '#kernel/model'

/** A file that belongs to a follow-up: a photo of the visit, an offer, a recording. */
export const followUpFile = defineObject('followUpFile', {
  plural: 'followUpFiles',
  title: 'note',
  partOf: 'followUp',
  icon: 'file-text',
  fields: {
    followUp: link('followUp', { required: true, onRemove: 'follow' }),
    position: integer({ min: 0, default: 0 }),
    file: file({ required: true }),
    note: text({ max: 200 }),
  },
  views: {
    list: { columns: ['file', 'note'], sort: 'position' },
    form: [{ section: 'basic', rows: [['file', 'note']] }],
  },
})
