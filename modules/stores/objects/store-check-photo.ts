import { defineObject, file, integer, link, text } from '#kernel/model'

/** A photo of the shelf or the window, or another file. */
export const storeCheckPhoto = defineObject('storeCheckPhoto', {
  plural: 'storeCheckPhotos',
  title: 'note',
  partOf: 'storeCheck',
  icon: 'image',
  search: [],
  fields: {
    storeCheck: link('storeCheck', { required: true, onRemove: 'follow' }),
    position: integer({ min: 0, default: 0, total: false }),
    file: file({ required: true }),
    note: text({ max: 200 }),
  },
  views: {
    list: { columns: ['file', 'note'], sort: 'position' },
    form: [{ section: 'basic', rows: [['file', 'note']] }],
  },
})
