import { type Sql, sql } from '../db/sql.ts'
import type { CatalogField, CatalogObject } from '../model/catalog.ts'
import { newId } from '../model/uuid.ts'
import { reachCondition } from '../query/reach.ts'
import { recordset, searchCell, searchVector, storedFields, toCells } from './cells.ts'
import type { Values } from './parse-input.ts'
import { type ChangeKind, noteTouched, noteWritten, queryContext, type Scope, type WorkState } from './state.ts'

const logColumn = { name: 'log_id', type: 'uuid' }

export const tableOf = (state: WorkState, object: CatalogObject): Sql => sql.id(state.session.workspace.schema, object.table)
const kernelTable = (state: WorkState, name: string): Sql => sql.id(state.session.workspace.schema, name)

/** Called when the statement that stores records is on its way: whatever is sent now runs right behind it, without a wait in between. */
export type WhenSent = (ids: readonly string[]) => void

/**
 * The row of the change set, written with the first write of a work and only if that wrote anything.
 * `from` is the CTE that tells how many records were written.
 */
export function changeSetPiece(scope: Scope, object: string, kind: ChangeKind, from: string): Sql {
  const { state, actor } = scope
  if (state.started) return sql.empty
  const { road } = state
  return sql`, s AS (INSERT INTO ${kernelTable(state, 'change_set')} (id, at, actor_id, actor_name, via, cause, note, undoes, counts)
  SELECT ${state.changeSetId}::uuid, ${state.now.toISOString()}::timestamptz, ${actor.memberId}::uuid, ${actor.name}::text, ${road.via}::text,
    ${road.cause ?? actor.reason ?? null}::text, ${road.note ?? null}::text, ${road.undoes ?? null}::uuid,
    json_build_object(${sql.literal(object)}, json_build_object(${sql.literal(kind)}, c.n)) FROM (SELECT count(*) AS n FROM ${sql.raw(from)}) c WHERE c.n > 0)`
}

/** The words of the rows written under the name `from`, with their ids, into the table that holds the index. */
export const wordsPiece = (state: WorkState, { words }: CatalogObject, from: string): Sql =>
  words === null
    ? sql.empty
    : sql`, w AS (INSERT INTO ${kernelTable(state, words)} AS k (id, search) SELECT id, search FROM ${sql.raw(from)}
  ON CONFLICT (id) DO UPDATE SET search = excluded.search WHERE k.search IS DISTINCT FROM excluded.search)`

export const logInsert = (state: WorkState, rows: Sql): Sql => sql`INSERT INTO ${kernelTable(state, 'change')}
  (record_id, id, at, workspace_id, change_set_id, object, kind, changed, was, was_since) ${rows}`

/** Columns of the log that are the same for all rows of a statement. */
export const logConstants = (state: WorkState, object: CatalogObject, kind: ChangeKind): Sql =>
  sql`${state.session.workspace.id}::int, ${state.changeSetId}::uuid, ${sql.literal(object.name)}, ${sql.literal(kind)}`

/**
 * Step 5 and 6 of a creation: records, log and change set in one statement.
 * With `skipTaken`, records that would break a unique field are left out; their ids are absent from the answer.
 */
export async function insertRecords(
  scope: Scope,
  object: CatalogObject,
  rows: readonly Values[],
  o: { skipTaken?: boolean; whenSent?: WhenSent } = {},
): Promise<string[]> {
  const { state } = scope
  const fields = storedFields(object)
  const columns = fields.flatMap((field) => field.columns)
  const cells = rows.map((row) => ({ ...toCells(fields, row), search: searchCell(object, row), log_id: newId() }))
  const names = sql.join(columns.map((column) => sql.id(column.name)))
  const sent = state.tx.query(
    sql`WITH i AS (SELECT * FROM ${recordset(cells, [...columns, { name: 'search', type: 'text' }, logColumn], 'i')}),
r AS (INSERT INTO ${tableOf(state, object)} (${names}, change_id, search)
  SELECT ${sql.join(columns.map((column) => sql`i.${sql.id(column.name)}`))}, ${state.changeSetId}::uuid, ${searchVector('i')} FROM i
  ${o.skipTaken ? sql.raw('ON CONFLICT DO NOTHING') : sql.empty} RETURNING id, search),
l AS (${logInsert(state, sql`SELECT i.id, i.log_id, i.updated_at, ${logConstants(state, object, 'create')}, '{}', NULL, NULL FROM i JOIN r ON r.id = i.id`)})${wordsPiece(state, object, 'r')}
${changeSetPiece(scope, object.name, 'create', 'r')}
SELECT r.id FROM r`,
    { plan: 'generic' },
  )
  o.whenSent?.(rows.map((row) => row.id as string))
  const taken = await sent
  const stored = new Set(taken.map((row) => String(row.id)))
  noteWritten(state, object, 'create', stored.size)
  const touched = rows
    .filter((row) => stored.has(row.id as string))
    .map((row) => ({ id: row.id as string, owner: text(row.owner), department: text(row.ownerDepartment) }))
  noteTouched(state, object, 'create', touched)
  state.changed.add(`${object.name}.*`)
  return [...stored]
}

/** One record to change: what is stored now, what shall be, and which fields differ. */
export type Step = Readonly<{ before: Values; after: Values; changed: readonly string[] }>

/**
 * Step 5 and 6 of a change: one statement for all steps that change the same fields. The version that was read and the right to update
 * stand in its WHERE. Answers the ids that were written; the others were changed or lost meanwhile.
 */
export async function updateRecords(
  scope: Scope,
  object: CatalogObject,
  steps: readonly Step[],
  o: { checkReach: boolean; whenSent?: WhenSent } = { checkReach: true },
): Promise<string[]> {
  const { state, actor } = scope
  const fields = steps[0]!.changed.map((name) => object.fields[name]!) as CatalogField[]
  const columns = fields.flatMap((field) => field.columns)
  const touchesSearch = steps[0]!.changed.some((name) => object.terms.includes(name))
  const cells = steps.map(({ before, after }) => ({
    id: before.id,
    version: before.version,
    log_id: newId(),
    ...toCells(fields, after),
    ...(touchesSearch ? { search: searchCell(object, after) } : {}),
  }))
  const given = [
    { name: 'id', type: 'uuid' },
    { name: 'version', type: 'int' },
    logColumn,
    ...columns,
    ...(touchesSearch ? [{ name: 'search', type: 'text' }] : []),
  ]
  const sets = [
    ...columns.map((column) => sql`${sql.id(column.name)} = i.${sql.id(column.name)}`),
    ...(touchesSearch ? [sql`search = ${searchVector('i')}`] : []),
  ]
  const was = touchesSearch ? sql.raw('to_jsonb(old)') : sql.raw(`to_jsonb(old) - 'search'`)
  const reach = o.checkReach ? sql` AND ${reachCondition(queryContext(scope), object.name, 'a', 'update')}` : sql.empty
  const sent = state.tx.query(
    sql`WITH i AS (SELECT * FROM ${recordset(cells, given, 'i')}),
u AS (UPDATE ${tableOf(state, object)} a SET ${sql.join(sets)}, version = a.version + 1,
    updated_at = greatest(${state.now.toISOString()}::timestamptz, a.updated_at + interval '1 microsecond'), updated_by = ${actor.memberId}::uuid, change_id = ${state.changeSetId}::uuid
  FROM i WHERE a.id = i.id AND a.version = i.version${reach}
  RETURNING new.id, new.search, i.log_id, new.updated_at AS at, old.updated_at AS since, ${was} AS was),
l AS (${logInsert(state, sql`SELECT u.id, u.log_id, u.at, ${logConstants(state, object, 'update')}, ${[...steps[0]!.changed]}::text[], u.was, u.since FROM u`)})${touchesSearch ? wordsPiece(state, object, 'u') : sql.empty}
${changeSetPiece(scope, object.name, 'update', 'u')}
SELECT u.id FROM u`,
    { plan: 'generic' },
  )
  o.whenSent?.(steps.map(({ before }) => before.id as string))
  const written = await sent
  const ids = new Set(written.map((row) => String(row.id)))
  noteWritten(state, object, 'update', ids.size)
  const touched = steps.filter(({ before }) => ids.has(before.id as string)).flatMap(({ before, after }) => touchedBy(before, after))
  noteTouched(state, object, 'update', touched)
  for (const name of steps[0]!.changed) state.changed.add(`${object.name}.${name}`)
  return [...ids]
}

/** Who should hear of a change: those near the new owner, and those near the old one where it moved. */
function touchedBy(before: Values, after: Values) {
  const near = (row: Values) => ({ id: before.id as string, owner: text(row.owner), department: text(row.ownerDepartment) })
  return before.owner === after.owner && before.ownerDepartment === after.ownerDepartment ? [near(after)] : [near(after), near(before)]
}

/** Step 5 and 6 of a removal: rows go, their last version stays in the log. Answers the ids that went. */
export async function deleteRecords(
  scope: Scope,
  object: CatalogObject,
  ids: readonly string[],
  o: { checkReach: boolean } = { checkReach: true },
): Promise<string[]> {
  const { state } = scope
  const cells = ids.map((id) => ({ id, log_id: newId() }))
  const near = object.owned ? sql.raw('d.owner_id, d.department_id') : sql.raw('NULL AS owner_id, NULL AS department_id')
  const back = object.owned ? sql.raw(', a.owner_id, a.department_id') : sql.empty
  const reach = o.checkReach ? sql` AND ${reachCondition(queryContext(scope), object.name, 'a', 'remove')}` : sql.empty
  const gone = await state.tx.query(
    sql`WITH i AS (SELECT * FROM ${recordset(cells, [{ name: 'id', type: 'uuid' }, logColumn], 'i')}),
d AS (DELETE FROM ${tableOf(state, object)} a USING i WHERE a.id = i.id${reach}
  RETURNING a.id, i.log_id, greatest(${state.now.toISOString()}::timestamptz, a.updated_at + interval '1 microsecond') AS at, a.updated_at AS since, to_jsonb(a) AS was${back}),
l AS (${logInsert(state, sql`SELECT d.id, d.log_id, d.at, ${logConstants(state, object, 'remove')}, '{}', d.was, d.since FROM d`)})${object.words === null ? sql.empty : sql`, w AS (DELETE FROM ${kernelTable(state, object.words)} k USING d WHERE k.id = d.id)`}
${changeSetPiece(scope, object.name, 'remove', 'd')}
SELECT d.id, ${near} FROM d`,
    { plan: 'generic' },
  )
  noteWritten(state, object, 'remove', gone.length)
  const touched = gone.map((row) => ({ id: String(row.id), owner: text(row.owner_id), department: text(row.department_id) }))
  noteTouched(state, object, 'remove', touched)
  return gone.map((row) => String(row.id))
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
