import { choice, day, extendObject, formula, instant, link, member, rollUp, text } from '#kernel/model'
import { account, lead } from '#objects/customers'
import { pool } from './pool.ts'
import { poolRule } from './pool-rule.ts'
import { reasons } from './reasons.ts'

const fields = (reverse: 'accounts' | 'leads', returning: 'returningAccounts' | 'returningLeads') => ({
  pool: link(pool, { reverse, onRemove: 'forbid' }),
  poolReason: choice(reasons.map((key) => ({ key }))),
  poolNote: text({ max: 300 }),
  pooledAt: instant({ readOnly: true }),
  /** From when it may be claimed, where new ones wait. */
  claimableAt: instant({ readOnly: true }),
  /** While it lies in a pool: who had it last, and who gave it up; nobody where a rule did. How many had it since there are pools. */
  lastOwner: link(member, { readOnly: true, onRemove: 'clear' }),
  releasedBy: link(member, { readOnly: true, onRemove: 'clear' }),
  timesHeld: rollUp({ of: 'poolMoves', measure: 'count', filter: { kind: { in: ['released', 'returned', 'handedOn'] } } }),
  /** When its present owner got it. */
  heldSince: instant({ readOnly: true }),
  /** Until the end of this day no rule takes it. */
  lockedUntil: day(),
  /** The day on which a rule takes it, unless something happens; set for those alone whose owners were warned. */
  returnOn: day({ indexed: true }),
  /** Until then; red in lists for the last three days. */
  daysLeft: formula({ expression: 'has(returnOn) ? returnOn - today() : null', as: 'integer', total: false, redFrom: 3 }),
  /** The night of this day leaves it alone, as somebody said who looked at what it would do. */
  leftOutOn: day({ readOnly: true }),
  returnRule: link(poolRule, { reverse: returning, onRemove: 'clear' }),
})

const rows = [
  ['pool', 'pooledAt'],
  ['poolReason', 'poolNote'],
  ['lastOwner', 'releasedBy'],
  ['claimableAt', 'timesHeld'],
  ['heldSince', 'lockedUntil'],
  ['returnOn', 'returnRule'],
  ['daysLeft', 'leftOutOn'],
] as const

const shown = { follows: ['pool'], columns: ['daysLeft'], sections: [{ section: 'pool', rows }] }

/** What belongs to nobody, and when something falls back: on customers and leads. */
export const pooled = [
  extendObject(account, { fields: fields('accounts', 'returningAccounts'), ...shown }),
  extendObject(lead, { fields: fields('leads', 'returningLeads'), ...shown }),
]
