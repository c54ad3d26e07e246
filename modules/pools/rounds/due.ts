import type { Work } from '#kernel'
import { addDays, type RowOf } from '#kernel/model'
import { account } from '#objects/customers'
import { type PooledObject, pooledObjects } from '../actions/pooled.ts'
import { pool, type poolRule } from '../objects/index.ts'
import { type Whose, whose } from './whose.ts'

export type Rule = Pick<RowOf<typeof poolRule>, 'id' | 'name' | 'filter' | 'clock' | 'days' | 'noticeDays' | 'sparedFrom'> & Whose
export type Filter = Readonly<Record<string, unknown>>

export type Pooling = Readonly<{ object: PooledObject; isOpen: boolean; counted: Filter }>

/** What the pool of a rule takes, and which follow-ups count there: none that is still to come. */
export async function poolingOf(work: Work, rule: RowOf<typeof poolRule>): Promise<Pooling> {
  const { kind, isOpen, countedKinds, leastLength, countsBulk } = await work.one(pool, rule.pool)
  const counted: Filter[] = [
    { happenedAt: { lte: work.now.toISOString() } },
    ...(countedKinds && countedKinds.length > 0 ? [{ kind: { in: countedKinds } }] : []),
    ...(leastLength ? [{ or: [{ length: { empty: true } }, { length: { gte: leastLength } }] }] : []),
    ...(countsBulk ? [] : [{ not: { isOneOfMany: true } }]),
  ]
  return { object: pooledObjects[kind], isOpen: isOpen !== false, counted: { and: counted } }
}

const lastFollowUp = 'lastFollowUpAt'

/**
 * Which records a rule reaches on the day that is so many days from now: all that have an owner, are not locked on that day, whom the rule's filter means, and whose
 * dates lie far enough back. One filter of the language that lists speak, so it can be looked at as a list.
 */
export function dueIn(work: Work, { object, counted }: Pooling, { rule, days }: Readonly<{ rule: Rule; days: number }>): Filter {
  const day = addDays(work.today, days)
  const before = addDays(day, 1 - rule.days)
  const isBack = (field: string): Filter =>
    field === lastFollowUp
      ? { followUps: { none: { and: [{ happenedAt: { gte: before } }, counted] } } }
      : { or: [{ [field]: { empty: true } }, { [field]: { lt: before } }] }
  const clocks = [...new Set(['heldSince', ...(rule.clock ? [rule.clock] : [])])]
  return {
    and: [
      { owner: { empty: false } },
      { createdAt: { lt: before } },
      ...clocks.map(isBack),
      ...whose(rule),
      { or: [{ lockedUntil: { empty: true } }, { lockedUntil: { lt: day } }] },
      ...(rule.filter ? [rule.filter as Filter] : []),
      ...(object === account && rule.sparedFrom !== null
        ? [{ opportunities: { none: { outcome: 'open', probability: { gte: rule.sparedFrom } } } }]
        : []),
    ],
  }
}
