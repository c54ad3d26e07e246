import { sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { newId } from '../model/uuid.ts'
import { carryCopies, renewCopies } from '../records/carry-copies.ts'
import { recordset } from '../records/cells.ts'
import { readRows } from '../records/read-rows.ts'
import { refreshTerms } from '../records/sets/refresh-terms.ts'
import { noteTouched, noteWritten, type Scope } from '../records/state.ts'
import { changeSetPiece, deleteRecords, logConstants, logInsert, tableOf, wordsPiece } from '../records/store.ts'
import type { Inverse } from './undo-plan.ts'

type Row = Record<string, unknown>
const idColumn = { name: 'id', type: 'uuid' }
const logColumn = { name: 'log_id', type: 'uuid' }
const searchColumn = { name: 'search', type: 'tsvector' }

/** Sets the fields of each inverse back to what they were; answers how many records were written. Rows changed in the same moment are left alone. */
export async function putFieldsBack(scope: Scope, object: CatalogObject, inverses: readonly Inverse[]): Promise<number> {
  let written = 0
  for (const group of Map.groupBy(inverses, (inverse) => inverse.fields.join(' ')).values())
    written += await putGroupBack(scope, object, group)
  const partly = inverses.filter((inverse) => inverse.clashes.length > 0 && inverse.fields.some((name) => object.terms.includes(name)))
  await refreshSearch(
    scope,
    object,
    partly.map((inverse) => inverse.record.id),
  )
  return written
}

async function putGroupBack(scope: Scope, object: CatalogObject, group: readonly Inverse[]): Promise<number> {
  const { state, actor } = scope
  const { fields } = group[0]!
  if (fields.length === 0) return 0
  const columns = fields.flatMap((name) => object.fields[name]!.columns)
  const touchesSearch = fields.some((name) => object.terms.includes(name))
  const cells = group.map(({ record }) => ({
    ...pick(record.was!, columns),
    id: record.id,
    version: record.now!.version,
    log_id: newId(),
    ...(touchesSearch ? { search: record.searchWas ?? '' } : {}),
  }))
  const links = await missingTargets(scope, object, fields, cells)
  for (const row of cells as Row[]) for (const { column, missing } of links) if (missing.has(row[column] as string)) row[column] = null
  await renewCopies(scope, object, { names: fields, cells })
  const sets = [...columns.map((c) => sql`${sql.id(c.name)} = i.${sql.id(c.name)}`), ...(touchesSearch ? [sql`search = i.search`] : [])]
  const rows = await state.tx.query(sql`
WITH i AS (SELECT * FROM ${recordset(cells, [idColumn, { name: 'version', type: 'int' }, logColumn, ...columns, ...(touchesSearch ? [searchColumn] : [])], 'i')}),
u AS (UPDATE ${tableOf(state, object)} a SET ${sql.join(sets)}, version = a.version + 1,
    updated_at = greatest(${state.now.toISOString()}::timestamptz, a.updated_at + interval '1 microsecond'), updated_by = ${actor.memberId}::uuid, change_id = ${state.changeSetId}::uuid
  FROM i WHERE a.id = i.id AND a.version = i.version
  RETURNING new.id, new.search, i.log_id, new.updated_at AS at, old.updated_at AS since, ${touchesSearch ? sql.raw('to_jsonb(old)') : sql.raw(`to_jsonb(old) - 'search'`)} AS was),
l AS (${logInsert(state, sql`SELECT u.id, u.log_id, u.at, ${logConstants(state, object, 'update')}, ${[...fields]}::text[], u.was, u.since FROM u`)})${touchesSearch ? wordsPiece(state, object, 'u') : sql.empty}
${changeSetPiece(scope, object.name, 'update', 'u')}
SELECT u.id FROM u`)
  const ids = rows.map((row) => String(row.id))
  noteWritten(state, object, 'update', ids.length)
  const touched = group.flatMap(({ record }) => [near(record.was!, record.id), near(record.now!, record.id)])
  noteTouched(state, object, 'update', touched)
  await carryCopies(scope, object, { ids, changed: fields })
  return ids.length
}

/** Puts removed records back as they were. Those whose unique values are taken meanwhile stay away; answers the ids that came back. */
export async function putRecordsBack(scope: Scope, object: CatalogObject, inverses: readonly Inverse[]): Promise<string[]> {
  const { state, actor } = scope
  if (inverses.length === 0) return []
  const fields = Object.values(object.fields).filter((field) => field.columns.length > 0)
  const columns = fields.flatMap((field) => field.columns)
  const cells: Row[] = inverses.map(({ record }) => ({
    ...pick(record.was!, columns),
    search: record.searchWas ?? '',
    version: Number(record.was!.version) + 1,
    updated_at: state.now.toISOString(),
    updated_by: actor.memberId,
    log_id: newId(),
  }))
  const links = await missingTargets(
    scope,
    object,
    fields.map((field) => field.name),
    cells,
  )
  for (const row of cells) for (const { column, missing } of links) if (missing.has(row[column] as string)) row[column] = null
  await renewCopies(scope, object, { names: fields.map((field) => field.name), cells })
  const names = sql.join(columns.map((column) => sql.id(column.name)))
  const rows = await state.tx.query(sql`
WITH i AS (SELECT * FROM ${recordset(cells, [...columns, searchColumn, logColumn], 'i')}),
r AS (INSERT INTO ${tableOf(state, object)} (${names}, change_id, search)
  SELECT ${sql.join(columns.map((column) => sql`i.${sql.id(column.name)}`))}, ${state.changeSetId}::uuid, i.search FROM i ON CONFLICT DO NOTHING RETURNING id, search),
l AS (${logInsert(state, sql`SELECT i.id, i.log_id, i.updated_at, ${logConstants(state, object, 'create')}, '{}', NULL, NULL FROM i JOIN r ON r.id = i.id`)})${wordsPiece(state, object, 'r')}
${changeSetPiece(scope, object.name, 'create', 'r')}
SELECT r.id FROM r`)
  const back = new Set(rows.map((row) => String(row.id)))
  noteWritten(state, object, 'create', back.size)
  const touched = inverses.filter(({ record }) => back.has(record.id)).map(({ record }) => near(record.was!, record.id))
  noteTouched(state, object, 'create', touched)
  return [...back]
}

/** Removes records that the change set had created, except those that others hold; answers the ids that went. */
export async function takeRecordsAway(scope: Scope, object: CatalogObject, ids: readonly string[]): Promise<string[]> {
  return ids.length === 0 ? [] : deleteRecords(scope, object, ids, { checkReach: false })
}

/** Links that point at records which are gone: they come back empty. */
async function missingTargets(
  scope: Scope,
  object: CatalogObject,
  names: readonly string[],
  cells: readonly Row[],
): Promise<{ column: string; missing: ReadonlySet<string> }[]> {
  const found: { column: string; missing: ReadonlySet<string> }[] = []
  for (const name of names) {
    const field = object.fields[name]!
    if (field.refers === null || field.columns.length !== 1 || ['createdBy', 'updatedBy'].includes(name)) continue
    const column = field.columns[0]!.name
    const own = new Set(field.refers === object.name ? cells.map((row) => row.id as string) : [])
    const ids = [...new Set(cells.map((row) => row[column]).filter((id): id is string => typeof id === 'string' && !own.has(id)))]
    if (ids.length === 0) continue
    const target = scope.state.catalog.objects[field.refers]!
    const rows = await scope.state.tx.query(sql`SELECT id FROM ${tableOf(scope.state, target)} WHERE id = ANY(${ids}::uuid[])`)
    const living = new Set(rows.map((row) => String(row.id)))
    found.push({ column, missing: new Set(ids.filter((id) => !living.has(id))) })
  }
  return found
}

/** Search terms of records of which only some fields went back are made anew from what they hold now. */
async function refreshSearch(scope: Scope, object: CatalogObject, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const rows = await readRows(scope, object, ids)
  await refreshTerms(
    scope,
    object,
    [...rows].map(([id, row]) => ({ id, values: row.values })),
  )
}

const pick = (row: Row, columns: readonly { name: string }[]): Row =>
  Object.fromEntries(columns.map((column) => [column.name, row[column.name] ?? null]))

const near = (row: Row, id: string) => ({
  id,
  owner: (row.owner_id as string | null) ?? null,
  department: (row.department_id as string | null) ?? null,
})
