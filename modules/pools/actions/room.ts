import { fillText, textOf, type Work } from '#kernel'
import { member } from '#kernel/model'
import { absentOn } from '#modules/company'
import { absence } from '#objects/company'
import { poolLimit } from '../objects/index.ts'
import type { Filter } from '../rounds/due.ts'
import { poolOf } from './limits.ts'
import type { PooledObject } from './pooled.ts'

/** How many somebody may hold at once, and who says so. */
export type Full = Readonly<{ most: number; by: string }>
type Room = Full & Readonly<{ left: number }>
type Asked = Readonly<{ object: PooledObject; pool: string; people: readonly string[] }>

/** How many more each of these people may be given from a pool; those without a limit are absent. A few statements for each limit, however many people there are. */
export async function roomFor(kernel: Work, { object, pool, people }: Asked): Promise<ReadonlyMap<string, Room>> {
  const room = new Map<string, Room>()
  let open = [...new Set(people)]
  const all = (await kernel.settings(poolLimit)).filter(
    (row) => row.kind === object.name && row.isActive && (!row.pool || row.pool === pool),
  )
  for (const row of all.toSorted((a, b) => a.position - b.position)) {
    const fits = await fitting(kernel, row, open)
    for (const [person, one] of await leftBy(kernel, object, { ...row, people: fits })) room.set(person, one)
    const done = new Set(fits)
    open = open.filter((person) => !done.has(person))
  }
  const own = await poolOf(kernel, pool)
  const rest = own ? await leftBy(kernel, object, { ...own, uncounted: null, people: open }) : []
  return new Map([...room, ...rest])
}

type Limit = Readonly<{ name: string; mostHeld: number | null; uncounted: unknown; people: readonly string[] }>

async function leftBy(
  kernel: Work,
  object: PooledObject,
  { name, mostHeld, uncounted, people }: Limit,
): Promise<readonly (readonly [string, Room])[]> {
  if (mostHeld === null || people.length === 0) return []
  const filter = { and: [{ owner: { in: [...people] } }, ...(uncounted ? [{ not: uncounted as Filter }] : [])] }
  const held = await kernel.countBy(object, 'owner' as never, filter)
  return people.map((person) => [person, { most: mostHeld, by: name, left: mostHeld - (held.get(person) ?? 0) }] as const)
}

async function fitting(
  kernel: Work,
  { role, department }: Readonly<{ role: string | null; department: string | null }>,
  people: readonly string[],
): Promise<readonly string[]> {
  if ((!role && !department) || people.length === 0) return people
  const filter = {
    id: { in: [...people] },
    ...(role ? { roles: { contains: role } } : {}),
    ...(department ? { department: { under: department } } : {}),
  }
  const found = await kernel.find(member, filter as never, { limit: 1_000, sort: ['id'] })
  return found.map(({ id }) => String(id))
}

/** Who is away today, where there are absences at all. */
export const awayToday = async (kernel: Work): Promise<ReadonlySet<string>> =>
  kernel.catalog.objects[absence.name] ? absentOn(kernel, kernel.today) : new Set<string>()

type LeftOut = Readonly<{ away: ReadonlySet<string>; full: ReadonlyMap<string, Full> }>

/** Who got nothing, or less than his share, and why, in the words of whoever gives; null where everybody got it. */
export async function leftOutWords(work: Work, { away, full }: LeftOut): Promise<string | null> {
  const ids = [...new Set([...away, ...full.keys()])]
  if (ids.length === 0) return null
  const people = await work.find(member, { id: { in: ids } }, { limit: ids.length, sort: ['name'] })
  const { locale } = work.actor
  const words = (key: string, values: Readonly<Record<string, unknown>>) =>
    fillText(textOf(work.modules, locale, key) ?? key, values, locale)
  const list = people.map(({ id, name: person }) =>
    away.has(id) ? words('pools.left-out.away', { person }) : words('pools.left-out.full', { person, ...full.get(id) }),
  )
  return words('pools.left-out', { list: list.join('; ') }).slice(0, 2_000)
}
