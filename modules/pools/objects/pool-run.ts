import { choice, day, defineObject, integer, text } from '#kernel/model'

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
    /** A night that is stopped rests; set to run again on the same day, it goes on. */
    state: choice(
      [
        { key: 'running', color: 'accent' },
        { key: 'done', color: 'green' },
        { key: 'stopped', color: 'grey' },
      ],
      { default: 'running', required: true },
    ),
    /** All that it did, in however many portions. */
    changeSet: text({ max: 60 }),
    returned: integer({ default: 0 }),
    warned: integer({ default: 0 }),
    calmed: integer({ default: 0 }),
  },
  views: {
    list: { columns: ['day', 'state', 'returned', 'warned', 'calmed', 'createdAt'], sort: '-day' },
    form: [{ section: 'basic', rows: [['name', 'day'], ['state', 'changeSet'], ['returned', 'warned'], ['calmed']] }],
  },
})
