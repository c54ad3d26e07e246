import { fail, type Work } from '#kernel'
import { addDays, member } from '#kernel/model'
import { pool, poolLimit, poolMove } from '../objects/index.ts'
import type { Filter } from '../rounds/due.ts'
import type { Pool, PooledObject } from './pooled.ts'

type Bounds = Readonly<Record<'perDay' | 'perWeek' | 'mostHeld' | 'mostLocked', number | null>>
/** `by`: what it is called; `pool`: whose claims count, of all pools of the kind where it is null. */
export type Limits = Bounds & Readonly<{ uncounted: Filter | null; by: string; pool: string | null }>

type Asked = Readonly<{ object: PooledObject; pool: string | null; person: string }>
/** `by`: who writes, so that he is told of himself or of another. */
type Written = Asked & Readonly<{ by: string | null }>

const none: Limits = { perDay: null, perWeek: null, mostHeld: null, mostLocked: null, uncounted: null, by: '', pool: null }

/** What holds for a person: the first limit that fits him, else what the pool says. */
export async function limitsOf(kernel: Work, o: Asked): Promise<Limits> {
  const all = await kernel.settings(poolLimit)
  const rows = all.filter((row) => row.kind === o.object.name && row.isActive).toSorted((a, b) => a.position - b.position)
  const [who] = rows.length > 0 ? await kernel.find(member, { id: o.person }, { limit: 1 }) : []
  for (const row of rows) {
    if (row.pool && row.pool !== o.pool) continue
    if (row.role && !who?.roles?.includes(row.role)) continue
    if (row.department && (await kernel.count(member, { id: o.person, department: { under: row.department } })) === 0) continue
    return { ...row, uncounted: row.uncounted as Filter | null, by: row.name }
  }
  const own = o.pool ? await poolOf(kernel, o.pool) : undefined
  return own ? { ...none, ...own, by: own.name, pool: own.id } : none
}

export const poolOf = async (kernel: Work, id: string): Promise<Pool | undefined> =>
  (await kernel.settings(pool)).find((one) => one.id === id)

/** One limit of somebody: how much of it is used, counted up to `most`, and from which day there is more again, where a day brings it. */
type Used = Readonly<{ limit: keyof Bounds; most: number | null; count(most: number): Promise<number>; until(): Promise<string | null> }>

type Counted = Asked & Readonly<{ limits: Limits }>

/** @throws `pools.limit` naming the first limit that is used up, where `taken` more are already counted: which one, whose, and when it is free again */
async function checkUsed(kernel: Work, o: Counted & Written & Readonly<{ used: readonly Used[]; taken: number }>): Promise<void> {
  const limited = o.used.flatMap(({ most, ...one }) => (most === null ? [] : [{ ...one, most }]))
  // Asked together: they leave in one call to the server.
  const counts = await Promise.all(limited.map(({ most, count }) => count(most + o.taken)))
  for (const [i, { limit, most, until }] of limited.entries()) {
    const is = counts[i]!
    if (is < most + o.taken) continue
    const facts = { most, used: is - o.taken, by: o.limits.by, until: await until() }
    if (o.person === o.by) fail('pools.limit', { reason: limit, ...facts })
    fail('pools.limit', { reason: `${limit}ByOther`, ...facts, person: (await kernel.one(member, o.person)).name })
  }
}

const never = async (): Promise<null> => null

/** Claims are counted as they are made, also those that were taken back; not what is still held of them. */
function claimsOf(work: Work, kernel: Work, { object, person, limits }: Counted): readonly Used[] {
  const first = monday(work.today)
  const from = limits.pool ? { pool: limits.pool } : { [object.name]: { empty: false } }
  const week = { ...from, person, kind: 'claimed', day: { gte: first } }
  let counted: Promise<ReadonlyMap<string | null, number>> | undefined
  const byDay = () => (counted ??= kernel.countBy(poolMove, 'day', week))
  return [
    {
      limit: 'perDay',
      most: limits.perDay,
      count: async () => (await byDay()).get(work.today) ?? 0,
      until: async () => addDays(work.today, 1),
    },
    {
      limit: 'perWeek',
      most: limits.perWeek,
      count: async () => [...(await byDay()).values()].reduce((all, one) => all + one, 0),
      until: async () => addDays(first, 7),
    },
  ]
}

const heldBy = (kernel: Work, { object, person, limits }: Counted): Used => ({
  limit: 'mostHeld',
  most: limits.mostHeld,
  count: (most) => kernel.count(object, { and: [{ owner: person }, ...(limits.uncounted ? [{ not: limits.uncounted }] : [])] }, { most }),
  until: never,
})

/** Whether the person may claim one more. */
export async function checkMayTake(work: Work, kernel: Work, o: Asked): Promise<void> {
  const counted = { ...o, limits: await limitsOf(kernel, o) }
  const used = [...claimsOf(work, kernel, counted), heldBy(kernel, counted)]
  await checkUsed(kernel, { ...counted, used, taken: 0, by: work.actor.memberId })
}

export type Left = Readonly<{ limit: keyof Bounds; used: number; most: number; by: string; until: string | null }>
const mostCounted = 1_000_000

/** How much of each limit the person has used, and when there is more again where nothing is left. */
export async function leftOf(work: Work, kernel: Work, o: Asked): Promise<readonly Left[]> {
  const counted = { ...o, limits: await limitsOf(kernel, o) }
  const all: Left[] = []
  for (const { limit, most, count, until } of [...claimsOf(work, kernel, counted), heldBy(kernel, counted)]) {
    if (most === null) continue
    const used = await count(mostCounted)
    all.push({ limit, used, most, by: counted.limits.by, until: used < most ? null : await until() })
  }
  return all
}

/** Whether a person who was just given records holds too many. */
export async function checkHeld(kernel: Work, o: Written): Promise<void> {
  const counted = { ...o, limits: await limitsOf(kernel, o) }
  if (counted.limits.mostHeld !== null) await heldOneByOne(kernel, o.person)
  await checkUsed(kernel, { ...counted, used: [heldBy(kernel, counted)], taken: 1 })
}

/** Whatever somebody gets or protects is counted one after the other, claims among it, so that a limit holds for all of it together. */
export async function heldOneByOne(kernel: Work, person: string): Promise<void> {
  await kernel.one(member, person, { lock: true })
}

/** Whether a person who has just protected a record protects too many. */
export async function checkLocked(kernel: Work, o: Written): Promise<void> {
  await heldOneByOne(kernel, o.person)
  const limits = await limitsOf(kernel, o)
  const locked = { owner: o.person, lockedUntil: { gte: kernel.today } }
  const until = async () => {
    const [first] = await kernel.find(o.object as never, locked, { limit: 1, sort: ['lockedUntil'] })
    const day = (first as { lockedUntil?: string } | undefined)?.lockedUntil
    return day ? addDays(day, 1) : null
  }
  const count = (most: number) => kernel.count(o.object, locked, { most })
  await checkUsed(kernel, { ...o, limits, used: [{ limit: 'mostLocked', most: limits.mostLocked, count, until }], taken: 1 })
}

function monday(today: string): string {
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7
  return addDays(today, -weekday)
}
