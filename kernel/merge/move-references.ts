import { type Sql, sql } from '../db/sql.ts'
import type { CatalogField, CatalogObject } from '../model/catalog.ts'
import { newId } from '../model/uuid.ts'
import { recordset } from '../records/cells.ts'
import { linksTo } from '../records/remove.ts'
import { answerPiece, nearPiece, noteSet } from '../records/sets/written-sets.ts'
import type { Scope } from '../records/state.ts'
import { changeSetPiece, deleteRecords, logConstants, logInsert, tableOf } from '../records/store.ts'

/** Records that name one of those merged: by a link, by a link to any object, or by an object's name and an id beside each other. */
export type Reference = Readonly<{
  holder: CatalogObject
  field: CatalogField
  /** Column of the id. */
  column: string
  /** What else must hold for the id to mean this object. */
  only: Sql | null
}>

/** All places that can name records of an object. */
export function referencesTo(scope: Scope, object: CatalogObject): Reference[] {
  const named = (alias: string, column: string) => sql`${sql.raw(alias)}.${sql.id(column)} = ${sql.literal(object.name)}`
  const anywhere = Object.values(scope.state.catalog.objects).flatMap((holder) =>
    Object.values(holder.fields).flatMap((field): Reference[] => {
      const place = field.type.names?.(field.columns, field.options, (name) => holder.fields[name]?.columns[0]?.name)
      return place ? [{ holder, field, column: place.id, only: named('a', place.object) }] : []
    }),
  )
  const links = linksTo(scope, object).map(({ holder, field }) => ({ holder, field, column: field.columns[0]!.name, only: null }))
  return [...links, ...anywhere]
}

const pointing = ({ column, only }: Reference, ids: readonly string[]): Sql =>
  sql.all([sql`a.${sql.id(column)} = ANY(${[...ids]}::uuid[])`, ...(only ? [only] : [])])

export type Moved = Readonly<{ object: string; field: string; count: number }>

/** How many records would move, by object and field. One statement. */
export async function countReferences(scope: Scope, object: CatalogObject, others: readonly string[]): Promise<Moved[]> {
  const places = referencesTo(scope, object)
  if (places.length === 0) return []
  const rows = await scope.state.tx.query(
    sql.join(
      places.map(
        (place, i) =>
          sql`SELECT ${sql.raw(String(i))} AS i, count(*)::int AS n FROM ${tableOf(scope.state, place.holder)} a WHERE ${pointing(place, others)}`,
      ),
      ' UNION ALL ',
    ),
  )
  return rows
    .map((row) => ({ object: places[Number(row.i)]!.holder.name, field: places[Number(row.i)]!.field.name, count: Number(row.n) }))
    .filter(({ count }) => count > 0)
}

type Into = Readonly<{ survivor: string; others: readonly string[] }>

/** Lets everything that names one of the others name the survivor; what would then stand twice goes. */
export async function moveReferences(scope: Scope, object: CatalogObject, into: Into): Promise<{ moved: Moved[]; doubles: Moved[] }> {
  const moved: Moved[] = []
  const doubles: Moved[] = []
  for (const place of referencesTo(scope, object)) {
    const { holder, field } = place
    const twice = await doublesOf(scope, place, into)
    if (twice.length > 0) {
      const gone = await deleteRecords(scope, holder, twice, { checkReach: false })
      doubles.push({ object: holder.name, field: field.name, count: gone.length })
    }
    const count = await repoint(scope, place, into)
    if (count > 0) moved.push({ object: holder.name, field: field.name, count })
  }
  return { moved, doubles }
}

/**
 * Records that would stand beside one with the same values in fields that are unique together: with one of the survivor's, or with one of
 * another record that moves too.
 */
async function doublesOf(scope: Scope, place: Reference, { survivor, others }: Into): Promise<string[]> {
  const { holder } = place
  const columnsOf = (names: readonly string[]) => names.flatMap((name) => holder.fields[name]!.columns.map((column) => column.name))
  const sets = [...holder.unique.map((by) => ({ by, where: null })), ...holder.atMostOne]
    .map(({ by, where }) => ({ columns: columnsOf(by), where: where === null ? [] : columnsOf([where]) }))
    .filter(({ columns }) => columns.includes(place.column))
  const found = new Set<string>()
  for (const { columns, where } of sets) {
    const same = columns
      .filter((name) => name !== place.column)
      .map((name) => sql`b.${sql.id(name)} IS NOT DISTINCT FROM a.${sql.id(name)}`)
    const both = where.map((name) => sql`(a.${sql.id(name)} AND b.${sql.id(name)})`)
    const rows = await scope.state.tx.query(sql`
      SELECT a.id FROM ${tableOf(scope.state, holder)} a WHERE ${pointing(place, others)} AND EXISTS (
        SELECT 1 FROM ${tableOf(scope.state, holder)} b WHERE ${sql.all([sql.raw('b.id <> a.id'), ...same, ...both])}
          AND (b.${sql.id(place.column)} = ${survivor}::uuid OR (b.${sql.id(place.column)} = ANY(${[...others]}::uuid[]) AND b.id < a.id)))`)
    for (const row of rows) found.add(String(row.id))
  }
  return [...found]
}

/** One statement: the column, the log, the change set. */
async function repoint(scope: Scope, place: Reference, { survivor, others }: Into): Promise<number> {
  const { state, actor } = scope
  const { holder, field, column } = place
  const held = await state.tx.query(
    sql`SELECT a.id FROM ${tableOf(state, holder)} a WHERE ${pointing(place, others)} AND a.id <> ${survivor}::uuid ORDER BY a.id FOR UPDATE OF a`,
  )
  if (held.length === 0) return 0
  const cells = held.map((row) => ({ id: String(row.id), log_id: newId() }))
  const given = recordset(
    cells,
    [
      { name: 'id', type: 'uuid' },
      { name: 'log_id', type: 'uuid' },
    ],
    'i',
  )
  const rows = await state.tx.query(sql`
WITH i AS (SELECT * FROM ${given}),
u AS (UPDATE ${tableOf(state, holder)} a SET ${sql.id(column)} = ${survivor}::uuid, version = a.version + 1,
    updated_at = greatest(${state.now.toISOString()}::timestamptz, a.updated_at + interval '1 microsecond'), updated_by = ${actor.memberId}::uuid, change_id = ${state.changeSetId}::uuid
  FROM i WHERE a.id = i.id
  RETURNING new.id, i.log_id, new.updated_at AS at, old.updated_at AS since, to_jsonb(old) - 'search' AS was, ${nearPiece(holder, ['new'])}),
n AS (SELECT u.id, u.new_owner, u.new_department FROM u),
l AS (${logInsert(state, sql`SELECT u.id, u.log_id, u.at, ${logConstants(state, holder, 'update')}, ${[field.name]}::text[], u.was, u.since FROM u`)})
${changeSetPiece(scope, holder.name, 'update', 'u')}
${answerPiece(held.length, 'n')}`)
  return noteSet(state, holder, 'update', { size: held.length, rows })
}
