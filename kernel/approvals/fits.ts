import { type Sql, sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { openCondition } from '../model/defined-checks.ts'
import { fieldsOfFormula } from '../model/field-types/formula/read.ts'
import { fromJson, rowJson } from '../records/cells.ts'
import type { Values } from '../records/parse-input.ts'
import type { WorkState } from '../records/state.ts'
import { tableOf } from '../records/store.ts'
import { beforeMark, type Flow } from './flows.ts'

/** A record that a work has written, as it stands at the end; as it was last, where it is removed. */
export type WrittenRecord = Readonly<{
  object: string
  id: string
  does: 'create' | 'change' | 'remove' | 'nothing'
  changed: readonly string[]
  row: Values
  /** As it stood before the work; null for a new one. */
  before: Values | null
  /** The running case that it is locked by. */
  lockedBy: Readonly<{ id: string; title: string }> | null
}>

/** A flow that fits what a work did to a record. */
export type Fit = Readonly<{ flow: Flow; object: string; id: string; row: Values; before: Values | null }>

type Entry = { object: string; id: string; first: string | null; last: string | null; changed: Set<string> }

/** Objects of which this work's writes matter. */
export function lookedAt({ flows, acted }: WorkState): ReadonlySet<string> {
  const acting = acted.filter(({ action }) => flows.active.some((flow) => flow.action === action))
  return acting.length === 0 ? flows.objects : new Set([...flows.objects, ...acting.map(({ on }) => on)])
}

/** The records that a work has written, of objects that flows look at; lines count for the record that they are part of. */
export async function findWritten(state: WorkState): Promise<WrittenRecord[]> {
  const objects = lookedAt(state)
  const touched = [...state.touched.keys()].flatMap((name) => state.catalog.objects[name] ?? [])
  const wholeOf = (object: CatalogObject) => (object.partOf ? object.fields[object.partOf]!.refers! : null)
  const looked = touched.filter((object) => objects.has(object.name) || objects.has(wholeOf(object) ?? ''))
  const acted = state.acted.filter(({ on }) => objects.has(on))
  if (looked.length === 0 && acted.length === 0) return []
  const entries = new Map<string, Entry>()
  const entryOf = (object: string, id: string): Entry => {
    const key = `${object} ${id}`
    const known = entries.get(key) ?? { object, id, first: null, last: null, changed: new Set<string>() }
    entries.set(key, known)
    return known
  }
  const logged = looked.length > 0 ? await readLog(state, looked) : []
  for (const { object, id, first, last, changed } of logged.filter((one) => objects.has(one.object)))
    Object.assign(entryOf(object, id), { first, last, changed: new Set(changed.split(',').filter((name) => name !== '')) })
  for (const { on, id } of acted) entryOf(on, id)
  for (const part of looked.filter((object) => objects.has(wholeOf(object) ?? ''))) {
    const whole = state.catalog.objects[wholeOf(part)!]!
    const list = Object.values(whole.fields).find((field) => field.type.parts?.(field.options)?.object === part.name)
    for (const id of await wholesOf(state, part)) entryOf(whole.name, id).changed.add(list?.name ?? part.name)
  }
  const byObject = Map.groupBy(entries.values(), ({ object }) => object)
  const found: WrittenRecord[] = []
  for (const [name, list] of byObject) found.push(...(await readRecords(state, state.catalog.objects[name]!, list)))
  return found
}

type Logged = Readonly<{ object: string; id: string; first: string; last: string; changed: string }>

const thisWork = (state: WorkState) =>
  sql`c.change_set_id = ${state.changeSetId}::uuid AND c.workspace_id = ${state.session.workspace.id}::int AND c.at >= ${state.now.toISOString()}::timestamptz`
const changeTable = (state: WorkState) => sql.id(state.session.workspace.schema, 'change')

async function readLog(state: WorkState, objects: readonly CatalogObject[]): Promise<readonly Logged[]> {
  const rows = await state.tx.query(sql`SELECT c.object, c.record_id AS id, (array_agg(c.kind ORDER BY c.at, c.id))[1] AS first,
      (array_agg(c.kind ORDER BY c.at DESC, c.id DESC))[1] AS last, coalesce(string_agg(array_to_string(c.changed, ','), ','), '') AS changed
    FROM ${changeTable(state)} c WHERE ${thisWork(state)} AND c.object = ANY(${objects.map(({ name }) => name)}::text[]) GROUP BY c.object, c.record_id`)
  return rows as unknown as readonly Logged[]
}

/** Records of which the work has written lines, as the lines stand now and as they stood before. */
async function wholesOf(state: WorkState, part: CatalogObject): Promise<string[]> {
  const column = part.fields[part.partOf!]!.columns[0]!.name
  const rows = await state.tx.query(sql`SELECT DISTINCT x.id FROM (
      SELECT p.${sql.id(column)} AS id FROM ${changeTable(state)} c JOIN ${tableOf(state, part)} p ON p.id = c.record_id WHERE ${thisWork(state)} AND c.object = ${part.name}::text
      UNION ALL SELECT (c.was ->> ${column}::text)::uuid FROM ${changeTable(state)} c WHERE ${thisWork(state)} AND c.object = ${part.name}::text) x WHERE x.id IS NOT NULL`)
  return rows.map((row) => String(row.id))
}

async function readRecords(state: WorkState, object: CatalogObject, entries: readonly Entry[]): Promise<WrittenRecord[]> {
  const ids = entries.map(({ id }) => id)
  // Only conditions that speak of what stood before have it read.
  const asks = state.flows.active.some((flow) => flow.object === object.name && flow.asksBefore)
  const gone = sql`(SELECT c.was FROM ${changeTable(state)} c WHERE ${thisWork(state)} AND c.record_id = i.id AND c.kind = 'remove' ORDER BY c.at DESC, c.id DESC LIMIT 1)`
  const rows = await state.tx.query(sql`SELECT json_agg(x)::text AS rows FROM (
    SELECT i.id AS "$id", k.id AS "$case", k.title AS "$title", ${asks ? beforePiece(state, object) : sql`NULL`} AS "$before", ${rowJson(object, 'a')}
    FROM unnest(${ids}::uuid[]) AS i(id)
    LEFT JOIN LATERAL (SELECT t.* FROM ${tableOf(state, object)} t WHERE t.id = i.id
      UNION ALL SELECT p.* FROM jsonb_populate_record(NULL::${tableOf(state, object)}, ${gone}) p
        WHERE NOT EXISTS (SELECT 1 FROM ${tableOf(state, object)} t WHERE t.id = i.id)) a ON true
    LEFT JOIN ${sql.id(state.session.workspace.schema, 'approval_case')} k ON k.record_id = i.id AND k.object = ${object.name}::text AND k.state = 'running') x`)
  const read = JSON.parse((rows[0]?.rows as string | null) ?? '[]') as Record<string, unknown>[]
  const byId = new Map(read.map((json) => [String(json.$id), json]))
  return entries.flatMap((entry) => {
    const json = byId.get(entry.id)
    if (!json) return []
    const lockedBy = json.$case ? { id: String(json.$case), title: String(json.$title ?? '') } : null
    const row = fromJson(object, json)
    const stood = json.$before ? fromJson(object, json.$before as Record<string, unknown>) : row
    const before = entry.first === 'create' ? null : stood
    return [{ object: object.name, id: entry.id, does: doneTo(entry), changed: [...entry.changed], row, before, lockedBy }]
  })
}

/** The record as it stood before the first write of this work; nothing where the work made it, or wrote only its lines. */
const beforePiece = (state: WorkState, object: CatalogObject): Sql => sql`(SELECT to_json(z) FROM (SELECT ${rowJson(object, 'b')}
    FROM (SELECT c.was FROM ${changeTable(state)} c WHERE ${thisWork(state)} AND c.record_id = i.id AND c.object = ${object.name}::text AND c.kind <> 'create'
      ORDER BY c.at, c.id LIMIT 1) f, LATERAL jsonb_populate_record(NULL::${tableOf(state, object)}, f.was) b) z)`

/** What the work did in all; lines of a record change it. */
function doneTo({ first, last, changed }: Entry): WrittenRecord['does'] {
  if (first === 'create') return last === 'remove' ? 'nothing' : 'create'
  if (last === 'remove') return 'remove'
  return changed.size > 0 ? 'change' : 'nothing'
}

/** The flows that fit what a work did, in their order. */
export function fitsOf(state: WorkState, written: readonly WrittenRecord[]): Fit[] {
  return state.flows.active.flatMap((flow) =>
    written
      .filter((record) => flow.object === record.object && fits(state, flow, record))
      .map(({ object, id, row, before }) => ({ flow, object, id, row, before })),
  )
}

function fits(state: WorkState, flow: Flow, record: WrittenRecord): boolean {
  const isDone =
    flow.occasion === 'action'
      ? state.acted.some(({ action, id }) => action === flow.action && id === record.id)
      : flow.occasion === record.does
  const isWatched = flow.occasion !== 'change' || flow.watched.length === 0 || flow.watched.some((name) => record.changed.includes(name))
  return (
    isDone &&
    isWatched &&
    (flow.condition === null || holds(state, state.catalog.objects[record.object]!, { ...record, expression: flow.condition }))
  )
}

export type Held = Readonly<{ expression: string; row: Values; before: Values | null }>

/** Whether an expression is true of a record; an empty one is not. `before.amount` is what stood there before the change: empty where the record is new. */
export function holds(state: WorkState, object: CatalogObject, { expression, row, before }: Held): boolean {
  const clock = { today: state.today, timeZone: state.session.workspace.timeZone }
  const fields = Object.fromEntries(
    Object.values(object.fields).map((field) => [field.name, { ...field, sort: field.type.formulaSort?.(field.options) }]),
  )
  const earlier = fieldsOfFormula(expression).flatMap((name) => (name.startsWith(beforeMark) ? [name.slice(beforeMark.length)] : []))
  const known = Object.fromEntries(earlier.map((name) => [beforeMark + name, { ...fields[name]!, options: {} }]))
  const stood = Object.fromEntries(earlier.map((name) => [beforeMark + name, before && openCondition(fields, name)(before, clock)]))
  return openCondition({ ...fields, ...known }, expression)({ ...row, ...stood }, clock) === true
}
