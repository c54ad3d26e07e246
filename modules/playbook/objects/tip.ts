import { choice, defineObject, lines, link, longText, rollUp, text, yesNo } from '#kernel/model'
import { opportunity } from '#objects/sales'
import { tipPin } from './tip-pin.ts'

/** What selling asks of people; tips are found by it. */
export const skills = [
  { key: 'prospecting', color: 'grey' },
  { key: 'needs', color: 'accent' },
  { key: 'presenting', color: 'violet' },
  { key: 'objections', color: 'amber' },
  { key: 'negotiating', color: 'red' },
  { key: 'closing', color: 'green' },
  { key: 'keyAccounts', color: 'accent' },
  { key: 'aftercare', color: 'grey' },
] as const

/** What somebody has learned about selling and tells the others: how an objection is met, what to say first, how a deal was won. */
export const tip = defineObject('tip', {
  plural: 'tips',
  title: 'title',
  owned: true,
  icon: 'lightbulb',
  search: ['title', 'content'],
  fields: {
    title: text({ required: true, max: 200 }),
    content: longText({ required: true, max: 20_000 }),
    skill: choice(skills, { required: true, default: 'needs', indexed: true }),
    kind: choice(
      [
        { key: 'tip', color: 'accent' },
        { key: 'words', color: 'violet' },
        { key: 'story', color: 'green' },
        { key: 'question', color: 'amber' },
      ],
      { required: true, default: 'tip', indexed: true },
    ),
    /** Where it shows by itself: at a stage, beside a competitor, or where both meet. */
    pins: lines(tipPin, { by: 'tip' }),
    /** The deal in which it was learned. */
    deal: link(opportunity, { reverse: 'tips', onRemove: 'clear' }),
    /** A manager says that this is how we do it. */
    isRecommended: yesNo({ readOnly: true, default: false, indexed: true }),
    helped: rollUp({ of: 'votes', measure: 'count' }),
    answers: rollUp({ of: 'replies', measure: 'count' }),
  },
  views: {
    list: { columns: ['title', 'skill', 'kind', 'isRecommended', 'helped', 'answers', 'owner', 'createdAt'], sort: '-createdAt' },
    board: { by: 'skill', card: ['kind', 'helped', 'owner'] },
    related: ['votes'],
    facts: ['skill', 'kind', 'isRecommended', 'helped', 'owner', 'createdAt'],
    form: [
      { section: 'basic', rows: [['title'], ['skill', 'kind'], ['content']] },
      { section: 'pins', rows: [['pins'], ['deal', 'owner']] },
    ],
  },
})
