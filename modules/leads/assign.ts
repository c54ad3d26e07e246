import { member, type RowOf, type Work } from '#kernel'
import { Fault } from '#kernel/model'
import { absentOn, isWorkTime, workHours } from '#modules/company'
import { peopleOfLeads } from '#modules/territories'
import { account, contact, lead } from '#objects/customers'
import { changeLeads, findLeads, type LeadChange, type LeadRow } from './lead-row.ts'
import { given } from './notices.ts'
import { assignRule, assignSeat } from './objects/index.ts'
import { fitsBySkill } from './skills.ts'

type Rule = RowOf<typeof assignRule>
type Seat = RowOf<typeof assignSeat>
type Filter = Readonly<Record<string, unknown>>

/** Whom to pass over: `not` is who had a lead and shall not get it again, `places` how many more people may hold. */
export type Passing = Readonly<{ not?: ReadonlyMap<string, string>; places?: Places }>
/** How many more each may get; asked of people as rules name them, and noted who was away, so that it can be said who was left out. */
export type Places = Readonly<{ ask(people: readonly string[]): Promise<void>; room: Map<string, number>; away: Set<string> }>

/**
 * Gives leads to people by the rules: answers the changes to make. A lead that no rule means is left out; one that a rule means and nobody can take now waits.
 * Assignments by one rule wait for each other, so that turns are kept.
 */
export async function assignLeads(kernel: Work, leads: readonly LeadRow[], o: Passing = {}): Promise<LeadChange[]> {
  const changes: LeadChange[] = []
  let open = leads
  const all = open.length === 0 ? [] : await kernel.settings(assignRule)
  const rules = all.filter(({ isActive }) => isActive).toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
  for (const rule of rules) {
    if (open.length === 0) break
    const meant = rule.filter ? await meantBy(kernel, open, rule.filter as Filter) : open
    if (meant.length === 0) continue
    changes.push(...(await giveBy(kernel, rule, meant, o)))
    const done = new Set(meant.map(({ id }) => id))
    open = open.filter(({ id }) => !done.has(id))
  }
  return changes
}

/** Stores what was assigned and tells who got it. `each`: where all together are refused, one after the other, so that a single one keeps none of the others back. */
export async function keepAssigned(kernel: Work, changes: readonly LeadChange[], o: Readonly<{ each?: true }> = {}): Promise<void> {
  try {
    await changeLeads(kernel, changes)
    tellOwners(kernel, changes)
  } catch (error) {
    if (!o.each || changes.length < 2 || !(error instanceof Fault)) throw error
    for (const one of changes) await keepAssigned(kernel, [one]).catch(letPass)
  }
}

const letPass = (error: unknown): void => {
  if (!(error instanceof Fault)) throw error
}

async function meantBy(kernel: Work, leads: readonly LeadRow[], filter: Filter): Promise<readonly LeadRow[]> {
  const ids = new Set((await findLeads(kernel, { and: [{ id: { in: leads.map(({ id }) => id) } }, filter] })).map(({ id }) => id))
  return leads.filter(({ id }) => ids.has(id))
}

async function giveBy(kernel: Work, rule: Rule, leads: readonly LeadRow[], { not, places }: Passing): Promise<LeadChange[]> {
  await kernel.one(assignRule, rule.id, { lock: true })
  const seats = [...(await kernel.find(assignSeat, { rule: rule.id, 'person.active': true }, { limit: 1_000, sort: ['createdAt', 'id'] }))]
  const away = await absentOn(kernel, kernel.today)
  const isOff = rule.inHours === true && !isWorkTime(await workHours(kernel), kernel.now)
  const owners = rule.ownerFirst ? await ownersOfCustomers(kernel, leads) : new Map<string, readonly string[]>()
  const people =
    rule.way === 'territory'
      ? await peopleOfLeads(
          kernel,
          leads.map(({ id }) => id),
        )
      : undefined
  const fits =
    rule.way === 'skill' && rule.skillField
      ? await fitsBySkill(kernel, { field: rule.skillField, people: seats.map(({ person }) => person), leads })
      : undefined
  const load = await loadFor(kernel, rule, {
    seats,
    others: [...(people?.values() ?? []), ...(rule.mostOpen ? owners.values() : [])].flat(),
  })
  const named = [...seats.map(({ person }) => person), ...[...(people?.values() ?? []), ...owners.values()].flat()]
  await places?.ask(named)
  for (const person of named) if (away.has(person)) places?.away.add(person)
  const at = kernel.now.toISOString()
  const changes = leads.map((lead): LeadChange => {
    const isHere = (one: Taker) =>
      !isOff && isFree({ ...one, mostOpen: one.mostOpen ?? rule.mostOpen ?? null }, { away, load, places, not: not?.get(lead.id) })
    const fit = fits?.get(lead.id)
    const queue: readonly Taker[] = people
      ? inPlace(people.get(lead.id)).filter(isHere).toSorted(byLoad(load))
      : seats
          .filter((seat) => isHere(seat) && (!fit || fit.has(seat.person)))
          .toSorted((a, b) => (rule.way === 'turn' ? 0 : byLoad(load)(a, b)) || byTurn(seats)(a, b))
    const given = (person: string, reason: string, next?: Taker): LeadChange => {
      load.set(person, (load.get(person) ?? 0) + 1)
      if (places?.room.has(person)) places.room.set(person, places.room.get(person)! - 1)
      const assignSkill = reason === 'skill' ? (fit?.get(person) ?? null) : null
      return {
        id: lead.id,
        owner: person,
        assignRule: rule.id,
        assignReason: reason,
        assignSkill,
        assignedAt: at,
        assignNext: next?.person ?? null,
      }
    }
    // Whoever has the customer and is away, full or off hours is passed over, for another who has it or for the rule's own.
    const kept = owners.get(lead.id)?.find((person) => isHere(seats.find((seat) => seat.person === person) ?? inPlace([person])[0]!))
    if (kept) return given(kept, 'ownerOfCustomer', queue[0])
    const [first, next] = queue
    if (!first) return { id: lead.id, assignRule: rule.id, assignReason: 'waiting', assignSkill: null, assignNext: null }
    if (!people) take(seats, first as Seat, at)
    // A lead that asks for no skill goes to who has the fewest.
    return given(first.person, fits && !fit ? 'fewest' : rule.way, next)
  })
  const used = seats.filter(({ givenAt }) => givenAt === at)
  if (used.length > 0)
    await kernel.changeMany(
      assignSeat,
      used.map(({ id, given: count, givenAt }) => ({ id, given: count, givenAt })),
    )
  return changes
}

/** Somebody who may get a lead: of a seat, or of a territory. */
type Taker = Pick<Seat, 'person' | 'mostOpen'>
const inPlace = (people: readonly string[] = []): Taker[] => people.map((person) => ({ person: person as Seat['person'], mostOpen: null }))

const isFree = (
  seat: Taker,
  o: Readonly<{ away: ReadonlySet<string>; load: ReadonlyMap<string, number>; places: Places | undefined; not: string | undefined }>,
): boolean =>
  seat.person !== o.not &&
  !o.away.has(seat.person) &&
  (o.places?.room.get(seat.person) ?? 1) > 0 &&
  (!seat.mostOpen || (o.load.get(seat.person) ?? 0) < seat.mostOpen)

const byLoad = (load: ReadonlyMap<string, number>) => (a: Taker, b: Taker) => (load.get(a.person) ?? 0) - (load.get(b.person) ?? 0)

/** Whoever had the fewest for his weight; one who has just sat down is one turn behind the others, however long they sit there. */
const byTurn = (seats: readonly Seat[]) => (a: Seat, b: Seat) =>
  turnsOf(seats, a) / a.weight - turnsOf(seats, b) / b.weight ||
  (a.givenAt ?? '').localeCompare(b.givenAt ?? '') ||
  seats.indexOf(a) - seats.indexOf(b)

function turnsOf(seats: readonly Seat[], seat: Seat): number {
  if (seat.given !== null) return seat.given
  const others = seats.flatMap(({ given: count, weight }) => (count === null ? [] : count / weight))
  return others.length === 0 ? 0 : Math.max(0, Math.floor(Math.min(...others) - 1) * seat.weight)
}

function take(seats: Seat[], seat: Seat, at: string): void {
  seats[seats.indexOf(seat)] = { ...seat, given: Math.round(turnsOf(seats, seat)) + 1, givenAt: at }
}

/** How many open leads each person has, where the rule looks at it. */
async function loadFor(
  kernel: Work,
  rule: Rule,
  { seats, others }: Readonly<{ seats: readonly Seat[]; others: readonly string[] }>,
): Promise<Map<string, number>> {
  if (rule.way === 'turn' && !rule.mostOpen && seats.every(({ mostOpen }) => !mostOpen)) return new Map()
  return loadOf(kernel, [...new Set([...seats.map(({ person }) => person), ...others])])
}

async function loadOf(kernel: Work, people: readonly string[]): Promise<Map<string, number>> {
  if (people.length === 0) return new Map()
  const open = { owner: { in: [...people] }, status: { in: ['new', 'working'] } }
  return new Map([...(await kernel.countBy(lead, 'owner', open))].map(([owner, count]) => [String(owner), count]))
}

/**
 * By lead, who has a customer that it most likely is: one whose contact has the same number or mail first, then one of the same name, number or site. Told by the ways of
 * duplicates, so that spellings do not matter; the surest first, each person once.
 */
async function ownersOfCustomers(kernel: Work, leads: readonly LeadRow[]): Promise<Map<string, readonly string[]>> {
  const [people, customers] = await Promise.all([
    kernel.kinOf(
      contact,
      leads.flatMap(({ mobile, phone, email }) => [{ mobile, email }, { mobile: phone }]),
    ),
    kernel.kinOf(
      account,
      leads.map(({ company, name, phone, website }) => ({ name: company ?? name, phone, website })),
    ),
  ])
  const idsOf = (kin: readonly Readonly<{ id: string }>[]) => ({ id: { in: [...new Set(kin.map(({ id }) => id))] } })
  const found = await kernel.find(contact, idsOf(people.flat()), { limit: 10_000 })
  const customerOf = new Map(found.map((one) => [String(one.id), one.account]))
  const ofPeople = found.flatMap((one) => (one.account ? [{ id: one.account }] : []))
  const accounts = await kernel.find(account, idsOf([...customers.flat(), ...ofPeople]), { limit: 10_000 })
  const owners = await kernel.find(
    member,
    { active: true, ...idsOf(accounts.flatMap(({ owner }) => (owner ? [{ id: owner }] : []))) },
    { limit: 10_000 },
  )
  const isThere = new Set<string>(owners.map(({ id }) => id))
  const ownerOf = new Map(accounts.map(({ id, owner }) => [String(id), owner && isThere.has(owner) ? owner : null]))
  return new Map(
    leads.map((lead, i) => {
      const known = [...(people[2 * i] ?? []), ...(people[2 * i + 1] ?? [])].flatMap(({ id }) => customerOf.get(id) ?? [])
      const all = [...known, ...(customers[i] ?? []).map(({ id }) => id)]
      return [lead.id, [...new Set(all.flatMap((id) => ownerOf.get(id) ?? []))]]
    }),
  )
}

function tellOwners(kernel: Work, changes: readonly LeadChange[]): void {
  kernel.tell(
    given,
    changes.flatMap(({ id, owner }) => (owner ? [{ person: String(owner), record: id }] : [])),
  )
}
