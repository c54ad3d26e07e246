import { choice, day, defineObject, integer, link, text } from '#kernel/model'
import { territoryModel } from './territory-model.ts'

/** Work over all customers: what a night placed anew, what a re-cut moved, or what one would move. The change set takes all of it back. */
export const territoryRun = defineObject('territoryRun', {
  plural: 'territoryRuns',
  title: 'name',
  listedFor: 'editors',
  icon: 'history',
  search: [],
  fields: {
    name: text({ required: true, max: 140 }),
    model: link(territoryModel, { required: true, reverse: 'runs', onRemove: 'follow' }),
    task: choice(
      [
        { key: 'night', color: 'grey' },
        { key: 'now', color: 'accent' },
        { key: 'preview', color: 'amber' },
        { key: 'recut', color: 'violet' },
      ],
      { required: true },
    ),
    day: day({ required: true }),
    /** Waits for its day, is at work, is done; stopped, it goes on where it was when somebody says so. */
    state: choice(
      [
        { key: 'waiting', color: 'amber' },
        { key: 'running', color: 'accent' },
        { key: 'done', color: 'green' },
        { key: 'stopped', color: 'grey' },
      ],
      { default: 'waiting', required: true, indexed: true },
    ),
    /** All that it did to records, in however many portions. */
    changeSet: text({ max: 60 }),
    total: integer({ default: 0, total: false }),
    looked: integer({ default: 0, total: false }),
    moved: integer({ default: 0, total: false }),
    /** The last customer that was looked at. */
    after: text({ max: 60 }),
  },
  views: {
    list: { columns: ['name', 'task', 'day', 'state', 'looked', 'total', 'moved', 'createdAt'], sort: '-createdAt' },
    facts: ['task', 'state', 'looked', 'total', 'moved'],
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'model'],
          ['task', 'day'],
          ['state', 'changeSet'],
          ['looked', 'total'],
          ['moved', 'after'],
        ],
      },
    ],
  },
})
