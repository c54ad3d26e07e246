import { choice, day, defineObject, instant, link, money, person, text } from '#kernel/model'
import { opportunity, stageRows, stages } from '#objects/sales'

export const moveKinds = [
  { key: 'added', color: 'accent' },
  { key: 'reopened', color: 'violet' },
  { key: 'grown', color: 'green' },
  { key: 'shrunk', color: 'amber' },
  { key: 'forward', color: 'accent' },
  { key: 'back', color: 'amber' },
  { key: 'pushed', color: 'amber' },
  { key: 'pulled', color: 'green' },
  { key: 'won', color: 'green' },
  { key: 'lost', color: 'red' },
  { key: 'void', color: 'grey' },
] as const

/**
 * One thing that happened to a deal, kept as it was: the sum of `change` over all of a deal is what is open of it. Nobody writes it by hand, and what comes in
 * from a file has none, as it happened elsewhere.
 */
export const dealMove = defineObject('dealMove', {
  plural: 'dealMoves',
  title: 'title',
  follows: 'opportunity',
  listedFor: 'nobody',
  icon: 'list-ordered',
  search: [],
  /** It goes with its deal where the making of that is taken back; of what is taken back itself nothing stays. */
  stands: { kind: [] },
  fields: {
    title: text({ required: true, max: 200, readOnly: true }),
    opportunity: link(opportunity, { required: true, reverse: 'moves', onRemove: 'follow', readOnly: true }),
    kind: choice(moveKinds, { required: true, readOnly: true, indexed: true }),
    at: instant({ required: true, readOnly: true, indexed: true }),
    on: day({ required: true, readOnly: true, indexed: true }),
    /** By how much the open business changed: what is won or lost leaves it. */
    change: money({ readOnly: true }),
    /** What the deal was worth afterwards. */
    amount: money({ readOnly: true }),
    fromStage: choice(stages, { readOnly: true, from: stageRows }),
    stage: choice(stages, { readOnly: true, from: stageRows }),
    /** When it was expected before, and since. */
    expectedBefore: day({ readOnly: true }),
    expectedOn: day({ readOnly: true }),
    /** Whose deal it was then. */
    holder: person({ readOnly: true, onRemove: 'clear' }),
    holderDepartment: link('department', { readOnly: true, onRemove: 'clear' }),
  },
  views: {
    list: {
      columns: ['on', 'title', 'kind', 'change', 'amount', 'fromStage', 'stage', 'expectedBefore', 'expectedOn', 'holder'],
      sort: '-at',
    },
    facts: ['kind', 'change', 'on', 'holder'],
    form: [
      {
        section: 'basic',
        rows: [
          ['title'],
          ['opportunity', 'kind'],
          ['at', 'on'],
          ['change', 'amount'],
          ['fromStage', 'stage'],
          ['expectedBefore', 'expectedOn'],
          ['holder', 'holderDepartment'],
        ],
      },
    ],
  },
})
