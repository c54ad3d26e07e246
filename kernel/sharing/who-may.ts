import { type Actor, system, type WallFilter } from '../access/define-access.ts'
import { type Followed, followedBy, pathOf } from '../access/followed.ts'
import { isShareable } from '../access/shareable.ts'
import { sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { fail } from '../model/fault.ts'
import { filterCondition } from '../query/reach.ts'
import { shownTitleText } from '../query/shown.ts'
import type { People, Person } from '../records/directory.ts'
import { readRows } from '../records/read-rows.ts'
import { queryContext, type Scope } from '../records/state.ts'
import { tableOf } from '../records/store.ts'
import { type Fact, type Reason, reasonsFor, wallsIn } from './explain.ts'
import { sharesOf } from './share-record.ts'

const mostPeople = 500
const deepest = 5
const mostParents = 20

export type MayAnswer = Readonly<{
  person: Readonly<{ id: string; name: string; active: boolean }>
  read: boolean
  write: boolean
  remove: boolean
  share: boolean
  /** Why the record may be read; and why it may be changed. */
  reasons: readonly Reason[]
  writeReasons: readonly Reason[]
  /** Walls before the record, and whether it stands on the person's side. */
  walls: readonly Readonly<{ role: string; object: string; holds: boolean }>[]
}>

type Question = Readonly<{ object: CatalogObject; id: string; people: People }>

/** What one person may do with a record, and why. @throws `kernel.not-found` for a record or a person that the asker may not read. */
export async function whatMay(scope: Scope, question: Question & Readonly<{ person: string }>): Promise<MayAnswer> {
  await assertReadable(scope, question)
  const person = readablePeople(scope, question.people).find(({ id }) => id === question.person)
  if (!person) fail('kernel.not-found', { object: 'member', id: question.person })
  const [answer] = await answersFor(scope, question, [person])
  return answer!
}

/** Everybody who may read a record, with the reasons; those who own it first, then by name. */
export async function whoMay(scope: Scope, question: Question): Promise<{ rows: readonly MayAnswer[]; more: boolean }> {
  await assertReadable(scope, question)
  const all = await answersFor(
    scope,
    question,
    readablePeople(scope, question.people).filter(({ active }) => active),
  )
  const rank = ({ reasons }: MayAnswer) => (reasons.some(({ way }) => way === 'own') ? 0 : 1)
  const found = all
    .filter(({ read }) => read)
    .toSorted((a, b) => rank(a) - rank(b) || a.person.name.localeCompare(b.person.name, scope.actor.locale))
  return { rows: found.slice(0, mostPeople), more: found.length > mostPeople }
}

async function assertReadable(scope: Scope, { object, id }: Question): Promise<void> {
  if (!scope.state.access.may(scope.actor, object.name, 'read')) fail('kernel.forbidden', { verb: 'read', object: object.name })
  if (!(await readRows(scope, object, [id])).has(id)) fail('kernel.not-found', { object: object.name, id })
}

/** Who may not read all members learns of himself alone. */
const readablePeople = ({ state, actor }: Scope, people: People): readonly Person[] =>
  people.all().filter(({ id }) => id === actor.memberId || state.access.reach(actor, 'member', 'read').kind === 'all')

async function answersFor(scope: Scope, { object, id, people }: Question, persons: readonly Person[]): Promise<readonly MayAnswer[]> {
  const { access } = scope.state
  const actors = persons.map((person) => ({ person, actor: people.seen(person.id, { locale: 'en', timeZone: 'UTC' }) }))
  const fact = await readFact(scope, { object, id, actors: actors.map(({ actor }) => actor) })
  return actors.map(({ person, actor }) => {
    const reasons = reasonsFor(access, actor, fact, 'read')
    const isIn = person.active && reasons.length > 0
    const writeReasons = isIn ? reasonsFor(access, actor, fact, 'update') : []
    const write = writeReasons.length > 0
    return {
      person: { id: person.id, name: person.name, active: person.active },
      read: isIn,
      write,
      remove: isIn && reasonsFor(access, actor, fact, 'remove').length > 0,
      share: write && isShareable(object) && access.may(actor, object.name, 'share'),
      reasons: isIn ? reasons : [],
      writeReasons,
      walls: access.walls(actor, object.name).map((wall) => ({ role: wall.role, object: wall.object, holds: fact.holds(wall.filter) })),
    }
  })
}

type Wanted = Readonly<{ object: CatalogObject; id: string; actors: readonly Actor[] }>

/** The record and what it follows, as the system sees them; titles only where the asker may read. */
async function readFact(scope: Scope, wanted: Wanted, depth = 0): Promise<Fact> {
  const { object, id } = wanted
  const all: Scope = { state: scope.state, actor: system('who may read a record is told') }
  const values = (await readRows(all, object, [id])).get(id)?.values ?? fail('kernel.not-found', { object: object.name, id })
  const isShown = depth === 0 || (await readRows(scope, object, [id])).has(id)
  const parents: Record<string, Fact[]> = {}
  const { catalog } = scope.state
  for (const followed of depth < deepest ? followedBy(catalog, object) : []) {
    const ids = followed.through ? await throughChildren(scope, followed, id) : [values[followed.link]]
    const found: Fact[] = []
    for (const next of ids)
      if (typeof next === 'string')
        found.push(await readFact(scope, { ...wanted, object: catalog.objects[followed.object]!, id: next }, depth + 1))
    parents[pathOf(followed)] = found
  }
  const title = values[object.title]
  return {
    object: object.name,
    id,
    title: isShown && typeof title === 'string' ? shownTitleText(queryContext(scope), object, title) : null,
    owner: typeof values.owner === 'string' ? values.owner : null,
    department: typeof values.ownerDepartment === 'string' ? values.ownerDepartment : null,
    shares: (await sharesOf(scope, [{ object: object.name, id }])).get(id) ?? [],
    parents,
    holds: await wallsHold(all, wanted),
  }
}

/** What the children of a record link to. */
async function throughChildren({ state }: Scope, { link, through }: Followed, id: string): Promise<readonly unknown[]> {
  const child = state.catalog.objects[through!.object]!
  const column = (name: string) => sql.id(child.fields[name]!.columns[0]!.name)
  const rows = await state.tx.query(
    sql`SELECT DISTINCT ${column(link)} AS id FROM ${tableOf(state, child)} WHERE ${column(through!.by)} = ${id}::uuid LIMIT ${mostParents}::int`,
  )
  return rows.map((row) => row.id)
}

/** Which of the walls before these people the record stands behind: asked of the database, as only it knows what a filter holds for. */
async function wallsHold(all: Scope, { object, id, actors }: Wanted): Promise<Fact['holds']> {
  const { access, tx } = all.state
  const filters = new Map<string, WallFilter>()
  const note = (filter: WallFilter) => filters.set(JSON.stringify(filter), filter)
  for (const actor of actors) {
    for (const { filter } of access.walls(actor, object.name)) note(filter)
    for (const wall of wallsIn(object.name, access.reach(actor, object.name, 'read'))) if (wall.object === object.name) note(wall.filter)
  }
  const holding = new Set<string>()
  const list = [...filters]
  for (let i = 0; i < list.length; i += 50) {
    const some = list.slice(i, i + 50)
    const columns = some.map(
      ([, filter], j) => sql`${filterCondition(queryContext(all), { object: object.name, alias: 'a', filter })} AS ${sql.id(`w${j}`)}`,
    )
    const [row] = await tx.query(sql`SELECT ${sql.join(columns)} FROM ${tableOf(all.state, object)} a WHERE a.id = ${id}::uuid`)
    some.forEach(([key], j) => row?.[`w${j}`] === true && holding.add(key))
  }
  return (filter) => holding.has(JSON.stringify(filter))
}
