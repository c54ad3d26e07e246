import { choice, defineObject, instant, integer, link, member, text } from '#kernel/model'
import { account, grades, industries, intents, lead, sources } from '#objects/customers'
import { pool } from './pool.ts'
import { reasons } from './reasons.ts'

/**
 * What members see of a record in a pool that hides names: its name and numbers masked, and what is needed to choose. The record itself is out of their reach
 * until one of them claims it, so nothing that is asked of it tells what is hidden. Kept by the program alone.
 */
export const poolCard = defineObject('poolCard', {
  plural: 'poolCards',
  title: 'subject',
  owned: false,
  follows: 'pool',
  icon: 'eye-off',
  search: ['subject'],
  fields: {
    /** The name, masked. */
    subject: text({ required: true, max: 60, readOnly: true }),
    kind: choice(
      [
        { key: 'account', color: 'accent' },
        { key: 'lead', color: 'green' },
      ],
      { required: true },
    ),
    pool: link(pool, { required: true, reverse: 'cards', onRemove: 'follow' }),
    account: link(account, { reverse: 'poolCards', onRemove: 'follow' }),
    lead: link(lead, { reverse: 'poolCards', onRemove: 'follow' }),
    /** The number, masked. */
    number: text({ max: 40 }),
    industry: choice(industries),
    source: choice(sources),
    grade: choice(grades),
    intent: choice(intents),
    province: text({ max: 100 }),
    city: text({ max: 100 }),
    pooledAt: instant(),
    reason: choice(reasons.map((key) => ({ key }))),
    /** From when it may be claimed, where new ones wait. */
    claimableAt: instant(),
    lastFollowUpAt: instant(),
    /** How many have had it, and who last, where the pool says so. */
    holders: integer({ total: false }),
    lastOwner: link(member, { onRemove: 'clear' }),
    /** Deals won with the customer. */
    won: integer({ total: false }),
  },
  views: {
    list: {
      columns: [
        'subject',
        'number',
        'pool',
        'industry',
        'city',
        'grade',
        'intent',
        'pooledAt',
        'reason',
        'claimableAt',
        'lastFollowUpAt',
        'holders',
        'won',
      ],
      sort: '-pooledAt',
    },
    facts: ['number', 'pool', 'pooledAt', 'reason'],
    form: [
      {
        section: 'basic',
        rows: [
          ['subject', 'number'],
          ['kind', 'pool'],
          ['intent'],
          ['industry', 'grade'],
          ['source', 'won'],
          ['province', 'city'],
          ['account', 'lead'],
        ],
      },
      {
        section: 'past',
        rows: [
          ['pooledAt', 'reason'],
          ['claimableAt', 'lastFollowUpAt'],
          ['holders', 'lastOwner'],
        ],
      },
    ],
  },
})
