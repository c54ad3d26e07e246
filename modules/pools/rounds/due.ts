import type { Work } from '#kernel'
import { addDays, type RowOf } from '#kernel/model'
import { account } from '#objects/customers'
import { type PooledObject, pooledObjects } from '../actions/pooled.ts'
import { pool, type poolRule } from '../objects/index.ts'

export type Rule = Pick<RowOf<typeof poolRule>, 'id' | 'name' | 'filter' | 'clock' | 'days' | 'noticeDays' | 'sparedFrom'>
export type Filter = Readonly<Record<string, unknown>>

/** The objects of a rule: those that its pool takes. */
export async function objectOf(work: Work, rule: RowOf<typeof poolRule>): Promise<{ object: PooledObject; isOpen: boolean }> {
  const to = await work.one(pool, rule.pool)
  return { object: pooledObjects[to.kind], isOpen: to.isOpen !== false }
}

/**
 * Which records a rule reaches on the day that is so many days from now: all that have an owner, are not locked on that day, whom the rule's filter means, and whose
 * dates lie far enough back. One filter of the language that lists speak, so it can be looked at as a list.
 */
export function dueIn(work: Work, object: PooledObject, { rule, days }: Readonly<{ rule: Rule; days: number }>): Filter {
  const day = addDays(work.today, days)
  const before = addDays(day, 1 - rule.days)
  const isBack = (field: string): Filter => ({ or: [{ [field]: { empty: true } }, { [field]: { lt: before } }] })
  const clocks = [...new Set(['heldSince', ...(rule.clock ? [rule.clock] : [])])]
  return {
    and: [
      { owner: { empty: false } },
      { createdAt: { lt: before } },
      ...clocks.map(isBack),
      { or: [{ lockedUntil: { empty: true } }, { lockedUntil: { lt: day } }] },
      ...(rule.filter ? [rule.filter as Filter] : []),
      ...(object === account && rule.sparedFrom !== null
        ? [{ opportunities: { none: { outcome: 'open', probability: { gte: rule.sparedFrom } } } }]
        : []),
    ],
  }
}
