import { day, defineObject, person, text } from '#kernel/model'

/** Somebody who leaves, and his last day: what plans pay him after it is for them to say. */
export const commissionLeaver = defineObject('commissionLeaver', {
  plural: 'commissionLeavers',
  title: 'remark',
  listedFor: 'editors',
  icon: 'user-round-minus',
  unique: [['person']],
  fields: {
    person: person({ required: true, onRemove: 'follow', reverse: 'commissionLeaver' }),
    lastDay: day({ required: true, indexed: true }),
    remark: text({ max: 200 }),
  },
  views: {
    list: { columns: ['person', 'lastDay', 'remark', 'updatedAt'], sort: '-lastDay' },
    form: [{ section: 'basic', rows: [['person', 'lastDay'], ['remark']] }],
  },
})
