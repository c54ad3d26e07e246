import { defineObject, text } from '#kernel/model'

/** Somebody has had enough of his first steps: they are shown to him no more. */
export const introduction = defineObject('introduction', {
  plural: 'introductions',
  title: 'title',
  owned: true,
  listedFor: 'nobody',
  icon: 'list-checks',
  search: [],
  unique: [['owner']],
  fields: { title: text({ required: true, max: 200, readOnly: true }) },
  views: {
    list: { columns: ['title', 'owner', 'createdAt'], sort: '-createdAt' },
    form: [{ section: 'basic', rows: [['title', 'owner']] }],
  },
})
