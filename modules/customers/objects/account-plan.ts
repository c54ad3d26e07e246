import { choice, day, defineObject, lines, link, longText, text } from '#kernel/model'
import { account } from './account.ts'

/** Somebody at a key account who matters to its plan. */
export const planPerson = defineObject('planPerson', {
  plural: 'planPersons',
  title: 'note',
  partOf: 'plan',
  icon: 'contact-round',
  unique: [['plan', 'contact']],
  fields: {
    plan: link('accountPlan', { required: true, onRemove: 'follow' }),
    contact: link('contact', { required: true, reverse: 'inPlans', onRemove: 'follow' }),
    influence: choice([
      { key: 'high', level: 3 },
      { key: 'medium', level: 2 },
      { key: 'low', level: 1 },
    ]),
    stance: choice([
      { key: 'supports', color: 'green' },
      { key: 'neutral', color: 'grey' },
      { key: 'opposes', color: 'red' },
    ]),
    note: text({ max: 300 }),
  },
  views: {
    list: { columns: ['contact', 'influence', 'stance', 'note'], sort: 'influence' },
    form: [
      {
        section: 'basic',
        rows: [
          ['contact', 'influence'],
          ['stance', 'note'],
        ],
      },
    ],
  },
})

/** What is to be reached with a key account in a period, with whom, and when that is looked at again. */
export const accountPlan = defineObject('accountPlan', {
  plural: 'accountPlans',
  title: 'name',
  owned: true,
  follows: 'account',
  open: { state: 'active' },
  icon: 'target',
  search: ['name', 'goals'],
  fields: {
    name: text({ required: true, max: 200 }),
    account: link(account, { required: true, reverse: 'plans', onRemove: 'follow' }),
    state: choice(
      [
        { key: 'active', color: 'green' },
        { key: 'closed', color: 'grey' },
      ],
      { default: 'active', required: true, indexed: true },
    ),
    beginsOn: day(),
    endsOn: day(),
    goals: longText({ required: true }),
    people: lines(planPerson, { by: 'plan' }),
    /** What they, or those below them, could buy and do not. */
    whiteSpace: longText(),
    nextReviewOn: day({ required: true, indexed: true }),
    lastReview: longText(),
  },
  views: {
    list: { columns: ['name', 'account', 'state', 'nextReviewOn', 'endsOn', 'owner', 'updatedAt'], sort: 'nextReviewOn' },
    facts: ['account', 'state', 'nextReviewOn', 'owner'],
    form: [
      { section: 'basic', rows: [['name', 'account'], ['beginsOn', 'endsOn'], ['state', 'owner'], ['goals']] },
      { section: 'people', rows: [['people']] },
      { section: 'space', rows: [['whiteSpace']] },
      { section: 'review', rows: [['nextReviewOn'], ['lastReview']] },
    ],
  },
})
