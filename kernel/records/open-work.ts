import type { Actor } from '../access/define-access.ts'
import { isOpen } from '../access/inputs.ts'
import { parseActionInput } from '../actions/action-input.ts'
import type { ActionDef, Work } from '../actions/define-action.ts'
import { readCompany } from '../approvals/people.ts'
import { sql } from '../db/sql.ts'
import { kinOf } from '../duplicates/stored-twins.ts'
import { askGuards } from '../guards/guards.ts'
import type { CatalogObject } from '../model/catalog.ts'
import type { AnyObject } from '../model/define-object.ts'
import { fail } from '../model/fault.ts'
import { isUuid, newId } from '../model/uuid.ts'
import { storeNotices, tell } from '../notices/store-notices.ts'
import { compileAggregate } from '../query/compile-aggregate.ts'
import { compileIds } from '../query/compile-ids.ts'
import { compileList } from '../query/compile-list.ts'
import type { AggregateQuestion, FilterInput, ListQuestion } from '../query/question.ts'
import { filterCondition } from '../query/reach.ts'
import { maskedText } from '../query/shown.ts'
import { workFiles } from '../stored-files/work-files.ts'
import type { Values } from './parse-input.ts'
import { findRows, readRows } from './read-rows.ts'
import { removeRecords } from './remove.ts'
import { queryContext, type Scope, type WorkState } from './state.ts'
import { tableOf } from './store.ts'
import { changeRecords, createRecords } from './write.ts'

const scopes = new WeakMap<Work, Scope>()

/** The kernel's side of a work: for doors of the kernel that write by object name. */
export const scopeOf = (work: Work): Scope => scopes.get(work)!

export function objectOf(state: WorkState, name: string): CatalogObject {
  return Object.hasOwn(state.catalog.objects, name) ? state.catalog.objects[name]! : fail('kernel.unknown-object', { object: name })
}

/** Opens the work of one actor over a state; `as` opens another over the same state. */
export function openWork(state: WorkState, actor: Actor): Work {
  const scope: Scope = { state, actor }
  const at = (object: AnyObject) => objectOf(state, object.name)
  const work: Work = {
    actor,
    via: state.road.via,
    now: state.now,
    today: state.today,
    workspace: state.session.workspace,
    catalog: state.catalog,
    modules: state.modules,
    changeSetId: state.changeSetId,
    async one(object, id, o = {}) {
      const row = isUuid(id) ? (await readRows(scope, at(object), [id], o)).get(id) : undefined
      if (!row) fail('kernel.not-found', { object: object.name, id })
      if (actor.kind !== 'system') settleRight(state, { object: object.name, id }, row.mayUpdate)
      return row.values as never
    },
    async find(object, filter, o = {}) {
      const limit = Math.min(o.limit ?? 100, 10_000)
      return (await findRows(scope, at(object), { filter, limit, ...(o.sort ? { sort: o.sort } : {}) })) as never
    },
    list: async (question) => (await pageOf(scope, question)).rows,
    page: (question) => pageOf(scope, question),
    async settings(object) {
      if (actor.kind !== 'system') return work.find(object, {}, { limit: 10_000, sort: ['createdAt', 'id'] })
      const read = () => findRows(scope, at(object), { filter: {}, limit: 10_000, sort: ['createdAt', 'id'] })
      return (await (state.touched.has(object.name) ? read() : state.kept.rows(object.name, read))) as never
    },
    async superiorsOf(people) {
      const company = people.length === 0 ? null : await readCompany(state, { roles: [], people })
      const found = people.map((id) => [id, company?.superiorOf(id)?.id] as const)
      return new Map(found.filter((one): one is readonly [string, string] => one[1] !== undefined))
    },
    async hold(names) {
      const held = [...new Set(names)].map((name) => `${state.session.workspace.slug} ${name}`).toSorted()
      await state.tx.query(
        sql`SELECT pg_advisory_xact_lock(hashtextextended(n, 0)) FROM unnest(${held}::text[]) WITH ORDINALITY AS t(n, i) ORDER BY i`,
      )
    },
    async count(object, filter, { most = 10_000_000 } = {}) {
      const ids = compileIds(queryContext(scope), { object: object.name, filter, limit: most, sort: ['id'] }, { readsAll: true })
      const [row] = await state.tx.query(sql`SELECT count(*) AS found FROM (${ids.sql}) x`, ids)
      return Number(row!.found)
    },
    aggregate: (question) => aggregate(scope, question),
    countBy: (object, field, filter) => countBy(scope, { object: object.name, field, filter }),
    ...rightsOf(scope),
    files: workFiles(scope),
    kinOf: (object, rows) => kinOf(scope, at(object), rows),
    whichHold: (object, filters, ids) => whichHold(scope, at(object), { filters, ids }),
    ...writesOf(scope),
    call: (action, input) => runAction(work, action as unknown as ActionDef, input) as never,
    as: (other) =>
      openWork(state, { ...other, memberId: other.memberId ?? actor.memberId, name: other.kind === 'system' ? actor.name : other.name }),
    actorFor: (person, o) => (state.directory.knows(person) ? state.directory.seen(person, o) : null),
    readableBy: (person, object, ids) => readableBy(scope, { person, object: at(object), ids }),
    tell: (kind, list) => tell(scope, kind, list),
    emit: (event, payload) => void state.events.push({ event, payload }),
  }
  scopes.set(work, scope)
  return work
}

/** The roads of writing. */
function writesOf(scope: Scope): Pick<Work, 'create' | 'add' | 'change' | 'changeMany' | 'remove'> {
  const { state, actor } = scope
  const at = (object: AnyObject) => objectOf(state, object.name)
  /** Whoever wrote a record in his own name may change it: the road of writing has asked. */
  const wrote = ({ name }: AnyObject, ids: readonly string[]) => {
    if (actor.kind !== 'system' && state.toChange?.object === name && ids.includes(state.toChange.id)) state.toChange = null
  }
  return {
    async create(object, rows) {
      if (rows.length === 0) return []
      const ids = await createRecords(scope, at(object), rows)
      const made = await readRows(scope, at(object), ids)
      return ids.map((id) => made.get(id)?.values) as never
    },
    add: (object, rows) => createRecords(scope, at(object), rows) as never,
    async change(object, id, to, o = {}) {
      await changeRecords(scope, at(object), [{ id, to, version: o.version }], { indexed: false })
      wrote(object, [id])
      return (await readRows(scope, at(object), [id])).get(id)?.values as never
    },
    async changeMany(object, rows) {
      const inputs = (rows as readonly Values[]).map(({ id, version, ...to }) => ({
        id: id as string,
        to,
        version: version as number | undefined,
      }))
      await changeRecords(scope, at(object), inputs)
      wrote(
        object,
        inputs.map(({ id }) => id),
      )
    },
    remove: (object, ids) => removeRecords(scope, at(object), ids),
  }
}

async function pageOf(scope: Scope, question: ListQuestion): ReturnType<Work['page']> {
  const [row] = await scope.state.tx.query(compileList(queryContext(scope), question).sql)
  return { rows: JSON.parse(row!.rows as string), next: row!.next as string | null }
}

/** What the actor may see. */
const rightsOf = ({ state, actor }: Scope): Pick<Work, 'reach' | 'mayRead' | 'mayWrite' | 'shown'> => ({
  reach: (object) => state.access.reach(actor, object.name, 'read'),
  mayRead: (object, field) => isOpen(state.access.fieldRight(actor, object.name, field)),
  mayWrite: (object, field) => state.access.fieldRight(actor, object.name, field) === 'write',
  shown: (object, field, value) => {
    const right = state.access.fieldRight(actor, object.name, field)
    return right === 'hidden' || !value ? null : isOpen(right) ? value : maskedText(value)
  },
})

async function aggregate(scope: Scope, question: AggregateQuestion): ReturnType<Work['aggregate']> {
  const compiled = compileAggregate(queryContext(scope), question)
  const [row] = await scope.state.tx.query(compiled.sql, compiled)
  return JSON.parse(row!.rows as string)
}

async function countBy(scope: Scope, { object, field, filter }: Readonly<{ object: string; field: string; filter: FilterInput }>) {
  const rows = await aggregate(scope, { object, by: [field], measures: { n: 'count' }, filter, limit: 10_000 })
  // A link is told by its id.
  const keyOf = (value: unknown) => (typeof value === 'object' && value !== null ? (value as { id: string }).id : (value as string | null))
  return new Map(rows.map((row) => [keyOf(row[field]), Number(row.n)]))
}

type Holding = Readonly<{ filters: readonly FilterInput[]; ids: readonly string[] }>

async function whichHold(scope: Scope, object: CatalogObject, { filters, ids }: Holding): Promise<ReadonlyMap<string, readonly number[]>> {
  if (scope.actor.kind !== 'system') fail('kernel.forbidden', { object: object.name })
  const held = filters.map((filter) => filterCondition(queryContext(scope), { object: object.name, alias: 'a', filter }))
  const rows = await scope.state.tx.query(sql`SELECT a.id, array_positions(ARRAY[${sql.join(held)}]::boolean[], true) AS held
    FROM ${tableOf(scope.state, object)} a WHERE a.id = ANY(${[...ids]}::uuid[])`)
  return new Map(rows.map((row) => [String(row.id), row.held as number[]]))
}

type Wanted = Readonly<{ person: string; object: CatalogObject; ids: readonly string[] }>

async function readableBy({ state, actor }: Scope, { person, object, ids }: Wanted): Promise<ReadonlySet<string>> {
  if (ids.length === 0 || !state.directory.knows(person)) return new Set()
  const reader = state.directory.seen(person, { locale: actor.locale, timeZone: actor.timeZone })
  if (!state.access.may(reader, object.name, 'read')) return new Set()
  const wanted = { object: object.name, filter: { id: { in: [...ids] } }, limit: ids.length }
  const compiled = compileIds(queryContext({ state, actor: reader }), wanted)
  const rows = await state.tx.query(compiled.sql, compiled)
  return new Set(rows.map((row) => String(row.id)))
}

/**
 * Runs an action with checked input. What it does to a record it may do as the system: who may call it is settled here. Most actions read their record as whoever
 * calls them, and whether he may change it is known from that; of others it is asked when they are through, before anything is kept.
 *
 * @throws `kernel.forbidden` when the actor's roles take the action away, or it is for those who may change the record and he may only read it
 */
export async function runAction(work: Work, action: ActionDef, input: unknown): Promise<unknown> {
  const { state, actor } = scopeOf(work)
  const { on, about = on, name, byReaders, asksItself, twinOf = name } = action
  if (about && !state.access.mayAct(actor, about.name, twinOf)) fail('kernel.forbidden', { action: name })
  if (on && !byReaders && !state.access.may(actor, on.name, 'update'))
    fail(state.access.may(actor, on.name, 'read') ? 'kernel.forbidden' : 'kernel.not-found', { verb: 'update', object: on.name })
  const given = parseActionInput(scopeOf(work), action, input)
  if (!on) return action.run(work, given as never)
  const record = { object: on.name, id: String(given[on.name]) }
  state.acted.push({ action: name, on: record.object, id: record.id })
  const before = state.toChange
  state.toChange = byReaders || asksItself || actor.kind === 'system' ? null : record
  const answer = await action.run(work, given as never)
  if (state.toChange === record) {
    const row = (await readRows(scopeOf(work), objectOf(state, record.object), [record.id])).get(record.id)
    if (row) settleRight(state, record, row.mayUpdate)
  }
  state.toChange = before
  return answer
}

/** The record of an action was read as whoever called it. */
function settleRight(state: WorkState, { object, id }: Readonly<{ object: string; id: string }>, mayUpdate: boolean): void {
  if (state.toChange?.object !== object || state.toChange.id !== id) return
  if (!mayUpdate) fail('kernel.forbidden', { verb: 'update', object, id })
  state.toChange = null
}

/** What is left to do before the commit: what must hold at the end, the change set's final counts and the events. */
export async function closeWork(state: WorkState): Promise<void> {
  await askGuards(state)
  const schema = state.session.workspace.schema
  await storeNotices(state)
  if (state.events.length > 0) {
    const rows = state.events.map((entry) => ({ id: newId(), ...entry }))
    await state.tx.affected(sql`INSERT INTO ${sql.id(schema, 'outbox')} (id, at, change_set_id, event, payload)
      SELECT e.id, ${state.now.toISOString()}::timestamptz, ${state.changeSetId}::uuid, e.event, e.payload
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS e(id uuid, event text, payload jsonb)`)
  }
  if (state.writes > 1 || (state.writes > 0 && state.road.changeSetId)) {
    const counts = sql`UPDATE ${sql.id(schema, 'change_set')} SET counts = ${JSON.stringify(state.counts)}::jsonb WHERE id = ${state.changeSetId}::uuid`
    // Not awaited: it travels with the commit. Should it fail, so does that.
    state.tx.query(counts, { plan: 'generic' }).catch(() => undefined)
  }
}
