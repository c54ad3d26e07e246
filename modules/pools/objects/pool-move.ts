import { choice, day, defineObject, instant, link, member, text } from '#kernel/model'
import { account, lead } from '#objects/customers'
import { pool } from './pool.ts'
import { reasons } from './reasons.ts'

/** Somebody got a record or gave it up, it was made straight into a pool or moved to another: what limits, waiting times and reports are counted by. Kept by the program alone. */
export const poolMove = defineObject('poolMove', {
  plural: 'poolMoves',
  title: 'subject',
  owned: false,
  follows: ['account', 'lead'],
  listedFor: 'nobody',
  /** A claim taken back was made all the same: limits count it. */
  stands: { kind: ['claimed'] },
  icon: 'arrow-left-right',
  search: [],
  fields: {
    /** Name of the record then. */
    subject: text({ required: true, max: 200 }),
    kind: choice(
      [
        { key: 'claimed', color: 'green' },
        { key: 'assigned', color: 'accent' },
        { key: 'released', color: 'amber' },
        { key: 'returned', color: 'red' },
        { key: 'handedOn', color: 'grey' },
        { key: 'arrived', color: 'amber' },
        { key: 'moved', color: 'grey' },
      ],
      { required: true },
    ),
    person: link(member, { onRemove: 'clear' }),
    at: instant({ required: true, default: 'now' }),
    day: day({ required: true, indexed: true }),
    pool: link(pool, { reverse: 'moves', onRemove: 'clear' }),
    account: link(account, { reverse: 'poolMoves', onRemove: 'follow' }),
    lead: link(lead, { reverse: 'poolMoves', onRemove: 'follow' }),
    /** Of a claim: when whoever claimed first followed up, and when a deal was won within ninety days. */
    followedUpAt: instant(),
    wonOn: day(),
    reason: choice(reasons.map((key) => ({ key }))),
    note: text({ max: 300 }),
  },
  views: {
    list: { columns: ['subject', 'kind', 'person', 'at', 'pool', 'account', 'lead', 'reason', 'note'], sort: '-at' },
    form: [
      {
        section: 'basic',
        rows: [
          ['subject', 'kind'],
          ['person', 'at'],
          ['day', 'pool'],
          ['account', 'lead'],
          ['followedUpAt', 'wonOn'],
          ['reason', 'note'],
        ],
      },
    ],
  },
})
