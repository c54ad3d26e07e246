import { day, defineObject, integer, text } from '#kernel/model'

/** One night's work of the rules: what it took, whom it warned. Its change set takes all of it back. */
export const poolRun = defineObject('poolRun', {
  plural: 'poolRuns',
  title: 'name',
  owned: false,
  icon: 'history',
  search: [],
  unique: [['day']],
  fields: {
    name: text({ required: true, max: 40 }),
    day: day({ required: true }),
    returned: integer({ default: 0 }),
    warned: integer({ default: 0 }),
    calmed: integer({ default: 0 }),
  },
  views: {
    list: { columns: ['day', 'returned', 'warned', 'calmed', 'createdAt'], sort: '-day' },
    form: [{ section: 'basic', rows: [['name', 'day'], ['returned', 'warned'], ['calmed']] }],
  },
})
