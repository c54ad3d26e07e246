import { defineConsequence, system, type Work, type Written } from '#kernel'
import type { Id } from '#kernel/model'
import { task } from '#objects/activities'
import { account, contact, lead } from '#objects/customers'
import { opportunity } from '#objects/sales'
import type { Pooled, PooledObject } from '../actions/pooled.ts'
import { pool } from '../objects/index.ts'

type Step = Readonly<{ row: Pooled; before: Pick<Pooled, 'owner' | 'pool'> | null }>
/** By record: who had it, or who has it now. */
type People = ReadonlyMap<string, string>

const most = 10_000
const mostNamed = 1_000

/** What goes into a pool with a record and comes out with it: contacts of whoever had it; his open tasks end. */
async function carryAlong(kernel: Work, object: PooledObject, steps: readonly Step[], nobodys: readonly Nobodys[]): Promise<void> {
  const into = steps.filter(({ row, before }) => row.pool && !before?.pool && before?.owner)
  if (into.length > 0) {
    const had: People = new Map(into.map(({ row, before }) => [row.id, before!.owner!]))
    await endTasks(kernel, object, { had, rows: new Map(into.map(({ row }) => [row.id, row])) })
    if (object === account) await giveUp(kernel, await goingAlong(kernel, into, had))
  }
  for (const one of nobodys) await takeOver(kernel, getting(steps), one)
}

const getting = (steps: readonly Step[]): People =>
  new Map(steps.flatMap(({ row, before }) => (row.owner && before?.pool ? [[row.id, row.owner] as const] : [])))

/** Contacts stay with their owners where the pool says so. */
async function goingAlong(kernel: Work, into: readonly Step[], had: People): Promise<People> {
  const staying = new Set((await kernel.settings(pool)).flatMap(({ id, contactsStay }) => (contactsStay ? id : [])))
  return new Map([...had].filter(([id]) => !staying.has(into.find(({ row }) => row.id === id)!.row.pool!)))
}

/** Goes through what hangs on records, a thousand records at a time. */
async function eachPart(ids: readonly string[], run: (part: readonly string[]) => Promise<void>): Promise<void> {
  for (let from = 0; from < ids.length; from += mostNamed) await run(ids.slice(from, from + mostNamed))
}

const endTasks = (kernel: Work, object: PooledObject, o: Readonly<{ had: People; rows: ReadonlyMap<string, Pooled> }>) =>
  eachPart([...o.had.keys()], async (ids) => {
    const open = await kernel.find(task, { [object.name]: { in: [...ids] }, state: 'open' }, { limit: most })
    const of = (one: { account: string | null; lead: string | null }) => String(one[object.name])
    const ending = open.filter((one) => one.owner === o.had.get(of(one)))
    await kernel.changeMany(
      task,
      ending.map((one) => ({ id: one.id, state: 'cancelled', result: o.rows.get(of(one))?.poolNote ?? null })),
    )
  })

const giveUp = (kernel: Work, had: People) =>
  eachPart([...had.keys()], async (ids) => {
    const theirs = await kernel.find(contact, { account: { in: [...ids] }, owner: { empty: false } }, { limit: most })
    const going = theirs.filter((one) => one.owner === had.get(String(one.account)))
    await kernel.changeMany(
      contact,
      going.map(({ id }) => ({ id, owner: null })),
    )
  })

type OfNobody = Readonly<{ id: string; account: string | null }>
type Nobodys = Readonly<{ contacts: readonly OfNobody[]; deals: readonly OfNobody[] }>

/** Contacts and open deals of these customers that belong to nobody, a thousand customers at a time. */
async function nobodysOf(kernel: Work, ids: readonly string[]): Promise<Nobodys[]> {
  const found: Nobodys[] = []
  await eachPart(ids, async (part) => {
    const nobodys = { account: { in: [...part] }, owner: { empty: true } }
    // Asked together: they leave in one call to the system.
    const [contacts, deals] = await Promise.all([
      kernel.find(contact, nobodys, { limit: most }),
      kernel.find(opportunity, { ...nobodys, outcome: 'open' }, { limit: most }),
    ])
    found.push({ contacts, deals })
  })
  return found
}

/** They become theirs who get the customer. */
async function takeOver(kernel: Work, gets: People, { contacts, deals }: Nobodys): Promise<void> {
  const given = (rows: readonly OfNobody[]) => rows.map(({ id, account: of }) => ({ id, owner: gets.get(String(of)) as Id<'member'> }))
  await kernel.changeMany(contact, given(contacts))
  await kernel.changeMany(opportunity, given(deals))
}

const along = system('goes along with a pool')
const stepsOf = (written: readonly Written[]) => written as unknown as readonly Step[]

const askedOf = (work: Work, object: PooledObject, steps: readonly Step[]): Promise<Nobodys[]> =>
  object === account ? nobodysOf(work.as(along), [...getting(steps).keys()]) : Promise.resolve([])

/** The same for steps that were found later: what an import brought. */
export const carryLater = async (work: Work, object: PooledObject, steps: readonly Step[]): Promise<void> =>
  carryAlong(work.as(along), object, steps, await askedOf(work, object, steps))

const on = (object: PooledObject) =>
  defineConsequence(object, {
    reads: ['owner'] as never,
    ask: (work, written: readonly Written[]) => askedOf(work, object, stepsOf(written)),
    run: (work, written: readonly Written[], nobodys) => carryAlong(work.as(along), object, stepsOf(written), nobodys),
  })

export const accountCarries = on(account)
export const leadCarries = on(lead)
