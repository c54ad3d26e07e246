import { choice, day, defineObject, longText, rollUp, text } from '#kernel/model'

/** People to be rung up one after the other, by one person or by all with whom the list is shared, and what to say to them. */
export const callList = defineObject('callList', {
  plural: 'callLists',
  title: 'name',
  owned: true,
  open: { state: 'open' },
  icon: 'list-ordered',
  search: ['name'],
  fields: {
    name: text({ required: true, max: 100 }),
    state: choice(
      [
        { key: 'open', color: 'accent' },
        { key: 'closed', color: 'grey' },
      ],
      { required: true, default: 'open', indexed: true },
    ),
    /** The last day on which somebody is to be called. */
    untilOn: day(),
    /** What to say; `{name}` and `{company}` become the person's. */
    script: longText({ max: 10_000 }),
    people: rollUp({ of: 'entries', measure: 'count' }),
    toCall: rollUp({ of: 'entries', measure: 'count', filter: { state: { ne: 'done' } } }),
    reached: rollUp({ of: 'entries', measure: 'count', filter: { outcome: { in: ['interested', 'undecided', 'declined'] } } }),
    interested: rollUp({ of: 'entries', measure: 'count', filter: { outcome: 'interested' } }),
  },
  views: {
    list: { columns: ['name', 'state', 'people', 'toCall', 'reached', 'interested', 'untilOn', 'owner', 'updatedAt'], sort: '-updatedAt' },
    board: { by: 'state', card: ['people', 'toCall', 'owner'] },
    facts: ['people', 'toCall', 'reached', 'interested', 'untilOn', 'owner'],
    related: ['entries'],
    form: [
      { section: 'basic', rows: [['name', 'state'], ['untilOn', 'owner'], ['script']] },
      {
        section: 'figures',
        rows: [
          ['people', 'toCall'],
          ['reached', 'interested'],
        ],
      },
    ],
  },
})
