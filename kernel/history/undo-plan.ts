import { sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import type { ChangeKind, Scope } from '../records/state.ts'
import { tableOf } from '../records/store.ts'

type Row = Record<string, unknown>

/** One record that a change set wrote, with what is needed to take that back. */
export type Written = Readonly<{
  id: string
  firstKind: ChangeKind
  lastKind: ChangeKind
  /** By column: the record before the change set; null where it was created by it. */
  was: Row | null
  searchWas: string | null
  /** Names of the fields it changed. */
  changed: readonly string[]
  /** By column: the record as it is; null when it is gone. */
  now: Row | null
  /** By column: the record right after the change set, where somebody wrote it later; null where nobody did. */
  after: Row | null
  laterBy: string | null
  laterAt: string | null
}>

/** A field (or `*`, the whole record) that somebody changed since. */
export type Clash = Readonly<{
  id: string
  field: string
  now: unknown
  then: unknown
  by: string | null
  at: string | null
  title: string | null
}>

/** What taking back one record means: the columns to set, or the whole record to remove or to put back, and what stands against it. */
export type Inverse = Readonly<{
  record: Written
  does: 'update' | 'remove' | 'insert' | 'nothing'
  fields: readonly string[]
  clashes: readonly Clash[]
}>

/**
 * Those of the records that a change set wrote, in order of id. What came later and was taken back since
 * does not count as later: after an undo and its undo the records are as the change set left them.
 */
export async function writtenBy(
  { state }: Scope,
  object: CatalogObject,
  o: { changeSet: string; ids: readonly string[] },
): Promise<Written[]> {
  const change = sql.id(state.session.workspace.schema, 'change')
  const here = sql`change_set_id = ${o.changeSet}::uuid AND workspace_id = ${state.session.workspace.id}::int AND object = ${object.name}::text`
  const rows = await state.tx.query(sql`
SELECT json_agg(x ORDER BY x.id)::text AS rows FROM (
  SELECT m.id, m.first_kind AS "firstKind", m.last_kind AS "lastKind", m.was, m.search_was AS "searchWas", m.changed,
    to_jsonb(a) - 'search' AS now, l.was AS after, l.actor_name AS "laterBy", l.at AS "laterAt"
  FROM (SELECT record_id AS id, (array_agg(kind ORDER BY at, id))[1] AS first_kind, (array_agg(kind ORDER BY at DESC, id DESC))[1] AS last_kind,
      (array_agg(was - 'search' ORDER BY at, id))[1] AS was, (array_agg(was ->> 'search' ORDER BY at, id) FILTER (WHERE was ? 'search'))[1] AS search_was,
      string_agg(array_to_string(changed, ','), ',') AS changed, max(at) AS last_at, (array_agg(id ORDER BY at DESC, id DESC))[1] AS last_id
    FROM ${change} WHERE ${here} AND record_id = ANY(${[...o.ids]}::uuid[])
    GROUP BY record_id) m
  LEFT JOIN ${tableOf(state, object)} a ON a.id = m.id
  LEFT JOIN LATERAL (SELECT c.was, c.at, s.actor_name FROM ${change} c JOIN ${sql.id(state.session.workspace.schema, 'change_set')} s ON s.id = c.change_set_id
    WHERE c.record_id = m.id AND c.workspace_id = ${state.session.workspace.id}::int AND c.at >= m.last_at AND (c.at, c.id) > (m.last_at, m.last_id)
      AND s.undone_by IS NULL AND NOT EXISTS (SELECT 1 FROM ${sql.id(state.session.workspace.schema, 'change_set')} z
        WHERE z.id = s.undoes AND z.undone_by = s.id AND z.at > m.last_at)
    ORDER BY c.at, c.id LIMIT 1) l ON true) x`)
  const found = JSON.parse((rows[0]?.rows as string | null) ?? '[]') as (Omit<Written, 'changed'> & { changed: string | null })[]
  return found.map((row) => ({ ...row, changed: [...new Set((row.changed ?? '').split(',').filter((name) => name !== ''))] }))
}

/** How one record is taken back, and where others stand in the way. */
export function inverseOf(object: CatalogObject, record: Written): Inverse {
  const { firstKind, lastKind, was, now } = record
  const nothing: Inverse = { record, does: 'nothing', fields: [], clashes: [] }
  if (firstKind === 'create')
    return lastKind === 'remove' || now === null
      ? nothing
      : { ...nothing, does: 'remove', clashes: record.after ? [clash(object, record, '*')] : [] }
  if (lastKind === 'remove') return now !== null || was === null ? nothing : { ...nothing, does: 'insert' }
  // What is kept of another record follows that one: it is never put back by itself.
  const own = record.changed.filter((name) => object.fields[name] && !object.fields[name].options.copyOf)
  if (own.length === 0) return nothing
  if (now === null) return { ...nothing, does: 'insert', clashes: [clash(object, record, '*')] }
  const open = own.filter((name) => !same(object, name, now, was!))
  const clashes = record.after
    ? open.filter((name) => !same(object, name, now, record.after!)).map((name) => clash(object, record, name))
    : []
  return open.length === 0 ? nothing : { ...nothing, does: 'update', fields: withDepartment(object, open), clashes }
}

/** The department goes with its owner. */
const withDepartment = (object: CatalogObject, names: readonly string[]): string[] =>
  object.owned && names.includes('owner') && !names.includes('ownerDepartment') ? [...names, 'ownerDepartment'] : [...names]

const cellsOf = (object: CatalogObject, name: string, row: Row): unknown[] =>
  object.fields[name]!.columns.map((column) => row[column.name] ?? null)

const same = (object: CatalogObject, name: string, a: Row, b: Row): boolean =>
  JSON.stringify(cellsOf(object, name, a)) === JSON.stringify(cellsOf(object, name, b))

function clash(object: CatalogObject, record: Written, field: string): Clash {
  const titleColumn = object.fields[object.title]!.columns[0]?.name
  const at = (row: Row | null) => (row === null || field === '*' ? null : shown(object, field, row))
  const titled = record.now ?? record.was
  return {
    id: record.id,
    field,
    now: at(record.now),
    then: at(record.was),
    by: record.laterBy,
    at: record.laterAt,
    title: titleColumn && titled ? String(titled[titleColumn] ?? '') : null,
  }
}

/** A field's value by its columns: the one cell, or the cells in order where it has several. */
function shown(object: CatalogObject, field: string, row: Row): unknown {
  const cells = cellsOf(object, field, row)
  const { veil } = object.fields[field]!.type
  if (veil) return cells[0] === null ? null : veil.fromCells(cells)
  return cells.length === 1 ? cells[0] : cells
}
