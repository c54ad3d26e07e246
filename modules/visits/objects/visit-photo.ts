import { defineObject, file, integer, link, text } from '#kernel/model'

/** A photo that was taken there, or another file. */
export const visitPhoto = defineObject('visitPhoto', {
  plural: 'visitPhotos',
  title: 'note',
  partOf: 'visit',
  icon: 'image',
  search: [],
  fields: {
    visit: link('visit', { required: true, onRemove: 'follow' }),
    position: integer({ min: 0, default: 0, total: false }),
    file: file({ required: true }),
    note: text({ max: 200 }),
  },
  views: {
    list: { columns: ['file', 'note'], sort: 'position' },
    form: [{ section: 'basic', rows: [['file', 'note']] }],
  },
})
