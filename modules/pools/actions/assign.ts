import { defineAction, fail, system, type Work } from '#kernel'
import { type Id, integer, link, member, text } from '#kernel/model'
import { account, lead } from '#objects/customers'
import { given } from '../notices.ts'
import { pool, poolSeat } from '../objects/index.ts'
import { heldOneByOne, poolOf } from './limits.ts'
import { aboveLimit, changePooled, type PooledObject, pooledObjects, readPooled } from './pooled.ts'
import { awayToday, leftOutWords, roomFor } from './room.ts'

const assigning = 'given from a pool'

/** Pools are given from by those who look after people: managers and administrators who read the pool. */
export function checkMayAssign(work: Work): void {
  if (!work.actor.roles.some((role) => role === 'administrator' || role === 'manager')) fail('pools.not-yours')
}

type Gift = Readonly<{ id: string; person: Id<'member'>; reason: string | null }>

async function assign(work: Work, object: PooledObject, { id, person, reason }: Gift): Promise<void> {
  checkMayAssign(work)
  const kernel = work.as(system(reason ? aboveLimit : assigning))
  // The person before the record, as a claim holds them.
  await heldOneByOne(kernel, person)
  const record = await readPooled(work, object, id, { lock: true })
  if (!record.pool) fail('pools.not-in-pool', { id })
  await changePooled(kernel, object, [{ id, owner: person, ...(reason ? { poolNote: reason } : {}) }])
  tellGiven(work, object, { pool: (await poolOf(kernel, record.pool!))?.name ?? '', gifts: [{ id, owner: person }] })
}

type Gifts = Readonly<{ pool: string; gifts: readonly Readonly<{ id: string; owner: Id<'member'> }>[] }>

/** One notice a person, however many records he got. */
function tellGiven(work: Work, object: PooledObject, { pool: name, gifts }: Gifts): void {
  const byPerson = Map.groupBy(gifts, ({ owner }) => owner)
  work.tell(
    given,
    [...byPerson].map(([person, got]) => ({
      person,
      object: object.name,
      record: got[0]!.id,
      values: { pool: name, count: got.length },
    })),
  )
}

const asked = {
  person: link(member, { required: true }),
  /** Why somebody gets it although he holds as many as he may. */
  reason: text({ max: 300 }),
}

/** Gives a customer from its pool to somebody. */
export const assignAccount = defineAction('pools.assign', {
  on: account,
  many: true,
  aside: true,
  asksItself: true,
  input: { account: link(account, { required: true }), ...asked },
  result: { account: link(account, { required: true }) },
  fails: ['pools.not-yours', 'pools.not-in-pool', 'pools.limit'],
  offered: { pool: { empty: false } },
  async run(work, { account: id, person, reason }) {
    await assign(work, account, { id, person, reason: reason ?? null })
    return { account: id }
  },
})

/** Gives a lead from its pool to somebody. */
export const assignLead = defineAction('pools.assign-lead', {
  on: lead,
  many: true,
  aside: true,
  asksItself: true,
  input: { lead: link(lead, { required: true }), ...asked },
  result: { lead: link(lead, { required: true }) },
  fails: ['pools.not-yours', 'pools.not-in-pool', 'pools.limit'],
  offered: { pool: { empty: false } },
  async run(work, { lead: id, person, reason }) {
    await assign(work, lead, { id, person, reason: reason ?? null })
    return { lead: id }
  },
})

const mostAtOnce = 2_000

type Seat = Readonly<{ person: Id<'member'>; weight: number }>

/** Those who get something: the active people of a department alike, or those whom the pool names, by weight. */
async function seatsOf(work: Work, id: string, department: string | null): Promise<readonly Seat[]> {
  if (!department)
    return work.as(system(assigning)).find(poolSeat, { pool: id, 'person.active': true }, { limit: 1_000, sort: ['createdAt'] })
  const people = await work.find(member, { department: { under: department }, active: true }, { limit: 1_000, sort: ['name'] })
  return people.map((one) => ({ person: one.id, weight: 1 }))
}

/** Whose turn it is, as long as anybody may get more: who has least for his weight, the first of several. */
function* turns(seats: readonly Seat[], shares: readonly number[]): Generator<Seat['person']> {
  const had = seats.map(() => 0)
  const ofWeight = (i: number) => had[i]! / seats[i]!.weight
  for (;;) {
    const open = seats.flatMap((_, i) => (had[i]! < shares[i]! ? [i] : []))
    if (open.length === 0) return
    const least = open.reduce((best, i) => (ofWeight(i) < ofWeight(best) ? i : best))
    had[least]! += 1
    yield seats[least]!.person
  }
}

/**
 * Gives out what has lain longest in a pool, evenly over the active people of a department; without one, over those whom the pool names, by their weight. Whoever is away
 * gets nothing, whoever holds as many as he may no more, and the answer says so.
 */
export const shareOut = defineAction('pools.share-out', {
  on: pool,
  asksItself: true,
  input: {
    pool: link(pool, { required: true }),
    department: link('department'),
    each: integer({ required: true, default: 5, min: 1, max: 500 }),
  },
  result: { people: integer({ required: true }), given: integer({ required: true }), leftOut: text({ max: 2_000 }) },
  fails: ['pools.not-yours', 'pools.nobody-there', 'pools.limit'],
  async run(work, { pool: id, department, each }) {
    checkMayAssign(work)
    const from = await work.one(pool, id, { lock: true })
    const seats = await seatsOf(work, id, department ?? null)
    if (seats.length === 0) fail('pools.nobody-there')
    const object = pooledObjects[from.kind]
    const kernel = work.as(system(assigning))
    const away = await awayToday(kernel)
    const here = seats.filter(({ person }) => !away.has(person))
    const room = await roomFor(kernel, { object, pool: id, people: here.map(({ person }) => person) })
    const wanted = here.map(({ weight }) => (each ?? 5) * weight)
    const shares = here.map(({ person }, i) => Math.max(0, Math.min(wanted[i]!, room.get(person)?.left ?? wanted[i]!)))
    const limit = Math.min(
      shares.reduce((sum, one) => sum + one, 0),
      mostAtOnce,
    )
    const rows =
      limit > 0 ? await kernel.find(object as typeof account, { pool: id } as never, { limit, sort: ['pooledAt' as never, 'id'] }) : []
    const next = turns(here, shares)
    const gifts = rows.map((row) => ({ id: row.id, owner: next.next().value as Id<'member'> }))
    await changePooled(kernel, object, gifts)
    tellGiven(work, object, { pool: from.name, gifts })
    const full = new Map(here.flatMap(({ person }, i) => (shares[i]! < wanted[i]! ? [[person as string, room.get(person)!] as const] : [])))
    const gone = new Set(seats.flatMap(({ person }) => (away.has(person) ? [person as string] : [])))
    return {
      people: new Set(gifts.map(({ owner }) => owner)).size,
      given: rows.length,
      leftOut: await leftOutWords(work, { away: gone, full }),
    }
  },
})
