import { choice, day, defineObject, instant, integer, text } from '#kernel/model'

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
    /** A night that is stopped rests; set to run again on the same day, it goes on. One that broke off is taken up again by itself. */
    state: choice(
      [
        { key: 'running', color: 'accent' },
        { key: 'done', color: 'green' },
        { key: 'stopped', color: 'grey' },
        { key: 'broken', color: 'red' },
      ],
      { default: 'running', required: true },
    ),
    /** All that it did, in however many portions. */
    changeSet: text({ max: 60 }),
    /** Why it broke off last, and when. */
    error: text({ max: 1_000 }),
    brokeAt: instant(),
    /** How many steps of rules are done: from there it goes on. */
    step: integer({ default: 0, total: false }),
    returned: integer({ default: 0 }),
    reminded: integer({ default: 0 }),
    warned: integer({ default: 0 }),
    calmed: integer({ default: 0 }),
  },
  views: {
    list: { columns: ['day', 'state', 'returned', 'warned', 'reminded', 'calmed', 'error', 'createdAt'], sort: '-day' },
    form: [
      {
        section: 'basic',
        rows: [['name', 'day'], ['state', 'changeSet'], ['returned', 'warned'], ['reminded', 'calmed'], ['error'], ['brokeAt', 'step']],
      },
    ],
  },
})
