import { fail, type Work } from '#kernel'
import { addDays, member } from '#kernel/model'
import { pool, poolLimit, poolMove } from '../objects/index.ts'
import type { Filter } from '../rounds/due.ts'
import type { Pool, PooledObject } from './pooled.ts'

export type Limits = Readonly<{
  perDay: number | null
  perWeek: number | null
  mostHeld: number | null
  mostLocked: number | null
  uncounted: Filter | null
}>

type Asked = Readonly<{ object: PooledObject; pool: string | null; person: string }>

const none: Limits = { perDay: null, perWeek: null, mostHeld: null, mostLocked: null, uncounted: null }

/** What holds for a person: the first limit that fits him, else what the pool says. */
export async function limitsOf(kernel: Work, o: Asked): Promise<Limits> {
  const all = await kernel.settings(poolLimit)
  const rows = all.filter((row) => row.kind === o.object.name && row.isActive).toSorted((a, b) => a.position - b.position)
  const [who] = rows.length > 0 ? await kernel.find(member, { id: o.person }, { limit: 1 }) : []
  for (const row of rows) {
    if (row.pool && row.pool !== o.pool) continue
    if (row.role && !who?.roles?.includes(row.role)) continue
    if (row.department && (await kernel.count(member, { id: o.person, department: { under: row.department } })) === 0) continue
    return { ...row, uncounted: row.uncounted as Filter | null }
  }
  const own = o.pool ? await poolOf(kernel, o.pool) : undefined
  return own ? { ...none, ...own, mostLocked: null, uncounted: null } : none
}

export const poolOf = async (kernel: Work, id: string): Promise<Pool | undefined> =>
  (await kernel.settings(pool)).find((one) => one.id === id)

type Used = Readonly<{ limit: keyof Limits; most: number | null; count(most: number): Promise<number> }>

/** @throws `pools.limit` naming the first limit that is used up, where `taken` more are already counted */
async function checkUsed(used: readonly Used[], taken: number): Promise<void> {
  for (const { limit, most, count } of used) {
    if (most === null) continue
    const is = await count(most + taken)
    if (is >= most + taken) fail('pools.limit', { limit, most, used: is - taken })
  }
}

const heldBy = (kernel: Work, { object, person }: Asked, limits: Limits): Used => ({
  limit: 'mostHeld',
  most: limits.mostHeld,
  count: (most) => kernel.count(object, { and: [{ owner: person }, ...(limits.uncounted ? [{ not: limits.uncounted }] : [])] }, { most }),
})

/** Whether the person may claim one more: counted by claims made, also those that were taken back, not by claimed records still held. */
export async function checkMayTake(work: Work, kernel: Work, o: Asked): Promise<void> {
  const limits = await limitsOf(kernel, o)
  const isCounted = limits.perDay !== null || limits.perWeek !== null
  const week = { pool: o.pool, person: o.person, kind: 'claimed', day: { gte: monday(work.today) } }
  const byDay = isCounted ? await kernel.countBy(poolMove, 'day', week) : new Map<string, number>()
  const sum = [...byDay.values()].reduce((all, one) => all + one, 0)
  await checkUsed(
    [
      { limit: 'perDay', most: limits.perDay, count: async () => byDay.get(work.today) ?? 0 },
      { limit: 'perWeek', most: limits.perWeek, count: async () => sum },
      heldBy(kernel, o, limits),
    ],
    0,
  )
}

/** Whether a person who was just given records holds too many. */
export const checkHeld = async (kernel: Work, o: Asked): Promise<void> => {
  const limits = await limitsOf(kernel, o)
  await checkUsed([heldBy(kernel, o, limits)], 1)
}

/** Whether a person who has just protected a record protects too many. */
export async function checkLocked(work: Work, kernel: Work, o: Asked): Promise<void> {
  const { mostLocked } = await limitsOf(kernel, o)
  const locked = { owner: o.person, lockedUntil: { gte: work.today } }
  await checkUsed([{ limit: 'mostLocked', most: mostLocked, count: (most) => kernel.count(o.object, locked, { most }) }], 1)
}

function monday(today: string): string {
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7
  return addDays(today, -weekday)
}
