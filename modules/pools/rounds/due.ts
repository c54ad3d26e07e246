import type { Work } from '#kernel'
import { addDays, type RowOf } from '#kernel/model'
import type { account } from '#objects/customers'
import { type Pooled, type PooledObject, pooledObjects } from '../actions/pooled.ts'
import { pool, type poolRule } from '../objects/index.ts'

export type Rule = Pick<RowOf<typeof poolRule>, 'id' | 'name' | 'filter' | 'clock' | 'days' | 'noticeDays'>
export type Filter = Readonly<Record<string, unknown>>

/** Rows of one read; a night goes through as many reads as it takes. */
export const batch = 5_000

/** The objects of a rule: those that its pool takes. */
export async function objectOf(work: Work, rule: RowOf<typeof poolRule>): Promise<{ object: PooledObject; isOpen: boolean }> {
  const to = await work.one(pool, rule.pool)
  return { object: pooledObjects[to.kind], isOpen: to.isOpen !== false }
}

/**
 * Which records a rule reaches on the day that is so many days from now: all that have an owner, are not locked on that day, whom the rule's filter means, and whose
 * dates lie far enough back. One filter of the language that lists speak, so it can be looked at as a list.
 */
export function dueIn(work: Work, rule: Rule, days: number): Filter {
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
    ],
  }
}

/** Goes through all records of a filter, by id, a few thousand at a time. What is done with them may take them out of the filter. */
export async function eachOf(
  work: Work,
  o: Readonly<{ object: PooledObject; filter: Filter }>,
  run: (rows: readonly Pooled[]) => Promise<void>,
): Promise<number> {
  let count = 0
  let after: string | null = null
  for (;;) {
    const filter: Filter = after ? { and: [o.filter, { id: { gt: after } }] } : o.filter
    const rows = (await work.find(o.object as typeof account, filter, { limit: batch, sort: ['id'] })) as unknown as Pooled[]
    if (rows.length > 0) await run(rows)
    count += rows.length
    if (rows.length < batch) return count
    after = rows.at(-1)!.id
  }
}
