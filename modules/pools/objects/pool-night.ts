import { choice, defineObject, integer, text, yesNo } from '#kernel/model'

/** When rules work, in the workspace's zone and by its working calendar; there is one at most, and without it they work from two o'clock on working days. */
export const poolNight = defineObject('poolNight', {
  plural: 'poolNights',
  title: 'name',
  owned: false,
  listedFor: 'editors',
  icon: 'moon',
  search: [],
  unique: [['kind']],
  fields: {
    name: text({ required: true, max: 100 }),
    kind: choice([{ key: 'night', color: 'grey' }], { required: true, default: 'night', readOnly: true }),
    /** The hour from which they work. */
    hour: integer({ required: true, default: 2, min: 0, max: 23 }),
    /** On a day off nothing is taken and nobody is warned; the next working day makes up for it. */
    workDaysOnly: yesNo({ default: true }),
  },
  views: {
    list: { columns: ['name', 'hour', 'workDaysOnly', 'updatedAt'], sort: 'createdAt' },
    form: [{ section: 'basic', rows: [['name'], ['hour', 'workDaysOnly']] }],
  },
})
