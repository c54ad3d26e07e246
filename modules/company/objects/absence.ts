import { choice, day, defineObject, text } from '#kernel/model'

/** Days on which its owner is away: nothing new is given to him meanwhile. */
export const absence = defineObject('absence', {
  plural: 'absences',
  title: 'note',
  owned: true,
  icon: 'plane',
  fields: {
    firstDay: day({ required: true, indexed: true }),
    lastDay: day({ required: true, indexed: true }),
    reason: choice(['leave', 'sick', 'travel', 'training', 'other'], { default: 'leave' }),
    note: text({ max: 200 }),
  },
  views: {
    list: { columns: ['owner', 'firstDay', 'lastDay', 'reason', 'note', 'updatedAt'], sort: '-firstDay' },
    form: [{ section: 'basic', rows: [['owner', 'reason'], ['firstDay', 'lastDay'], ['note']] }],
  },
})
