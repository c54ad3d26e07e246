import { type Sql, sql } from '../db/sql.ts'
import type { CatalogField, CatalogObject } from '../model/catalog.ts'
import { newId } from '../model/uuid.ts'
import { fromVersion } from '../query/statement/as-of.ts'
import { recordset } from '../records/cells.ts'
import { answerPiece, nearPiece, noteSet } from '../records/sets/written-sets.ts'
import type { Scope } from '../records/state.ts'
import { changeSetPiece, logConstants, logInsert, tableOf, wordsPiece } from '../records/store.ts'

/*
 * Taking back what nobody touched since, inside the database: the versions go from the log into the table without passing through here.
 */

type Given = Readonly<{ changeSet: string; ids: readonly string[] }>

const given = (ids: readonly string[]): Sql =>
  recordset(
    ids.map((id) => ({ id, log_id: newId() })),
    [
      { name: 'id', type: 'uuid' },
      { name: 'log_id', type: 'uuid' },
    ],
    'i',
  )

const isLink = (field: CatalogField): boolean =>
  field.refers !== null && field.columns.length === 1 && !['createdBy', 'updatedBy'].includes(field.name)

/** What a record keeps of another one as it stands there now, where the link to that one comes back too. */
function copyNow(scope: Scope, object: CatalogObject, { field, was }: { field: CatalogField; was: Sql }): Sql | null {
  const copy = field.options.copyOf as Readonly<{ by: string; field: string }> | undefined
  const link = copy && object.fields[copy.by]
  if (!copy || !link?.refers) return null
  const { state } = scope
  const target = state.catalog.objects[link.refers]!
  const named = fromVersion(sql.raw('c.was'), link.columns[0]!)
  const now = sql`(SELECT t.${sql.id(target.fields[copy.field]!.columns[0]!.name)} FROM ${tableOf(state, target)} t WHERE t.id = ${named})`
  return sql`CASE WHEN c.kind = 'remove' OR ${sql.literal(copy.by)} = ANY(c.changed) THEN ${now} ELSE ${was} END`
}

/** Cells of a field as they were; a link comes back empty when what it named is gone and does not come back with it. */
function cellsWere(scope: Scope, object: CatalogObject, { field, changeSet }: { field: CatalogField; changeSet: string }): Sql[] {
  const { state } = scope
  const cells = field.columns.map((column) => fromVersion(sql.raw('c.was'), column))
  const copied = copyNow(scope, object, { field, was: cells[0]! })
  if (copied) return [copied]
  if (!isLink(field)) return cells
  const target = state.catalog.objects[field.refers!]!
  const comesBack =
    target.name === object.name
      ? sql` OR EXISTS (SELECT 1 FROM ${sql.id(state.session.workspace.schema, 'change')} back WHERE back.record_id = ${cells[0]!} AND back.change_set_id = ${changeSet}::uuid AND back.kind = 'remove')`
      : sql.empty
  return [sql`CASE WHEN EXISTS (SELECT 1 FROM ${tableOf(state, target)} t WHERE t.id = ${cells[0]!})${comesBack} THEN ${cells[0]!} END`]
}

/**
 * The entry of each of the records. Between which ids they lie is told as well: of a set that was written a moment ago the planner knows nothing, and
 * it read all entries of the set for each batch.
 */
const entryOf = ({ state }: Scope, { changeSet, ids }: Given): Sql => {
  const inOrder = ids.toSorted()
  return sql`c.record_id = i.id AND c.change_set_id = ${changeSet}::uuid AND c.workspace_id = ${state.session.workspace.id}::int
    AND c.record_id BETWEEN ${inOrder[0]!}::uuid AND ${inOrder.at(-1)!}::uuid`
}

/** Sets back the fields that each entry names; only of records that the change set wrote last. Answers how many. */
export async function setBackClean(scope: Scope, object: CatalogObject, o: Given & { fields: readonly string[] }): Promise<number> {
  if (o.ids.length === 0 || o.fields.length === 0) return 0
  const { state, actor } = scope
  const touchesSearch = o.fields.some((name) => object.terms.includes(name))
  const sets = o.fields.flatMap((name) => {
    const field = object.fields[name]!
    const cells = cellsWere(scope, object, { field, changeSet: o.changeSet })
    return field.columns.map(
      (column, i) =>
        sql`${sql.id(column.name)} = CASE WHEN ${sql.literal(name)} = ANY(c.changed) THEN ${cells[i]!} ELSE a.${sql.id(column.name)} END`,
    )
  })
  if (touchesSearch) sets.push(sql`search = CASE WHEN c.was ? 'search' THEN (c.was->>'search')::tsvector ELSE a.search END`)
  const rows = await state.tx.query(sql`
WITH i AS (SELECT * FROM ${given(o.ids)}),
u AS (UPDATE ${tableOf(state, object)} a SET ${sql.join(sets)}, version = a.version + 1,
    updated_at = greatest(${state.now.toISOString()}::timestamptz, a.updated_at + interval '1 microsecond'), updated_by = ${actor.memberId}::uuid, change_id = ${state.changeSetId}::uuid
  FROM i JOIN ${sql.id(state.session.workspace.schema, 'change')} c ON ${entryOf(scope, o)}
  WHERE a.id = i.id AND a.change_id = ${o.changeSet}::uuid
  RETURNING new.id, new.search, i.log_id, c.changed, new.updated_at AS at, old.updated_at AS since, ${touchesSearch ? sql.raw('to_jsonb(old)') : sql.raw(`to_jsonb(old) - 'search'`)} AS was, ${nearPiece(object, ['new', 'old'])}),
n AS (SELECT u.id, u.new_owner, u.new_department, u.old_owner, u.old_department FROM u),
l AS (${logInsert(state, sql`SELECT u.id, u.log_id, u.at, ${logConstants(state, object, 'update')}, u.changed, u.was, u.since FROM u`)})${touchesSearch ? wordsPiece(state, object, 'u') : sql.empty}
${changeSetPiece(scope, object.name, 'update', 'u')}
${answerPiece(o.ids.length, 'n')}`)
  return noteSet(state, object, 'update', { size: o.ids.length, rows })
}

/** Puts removed records back as they were last. Those whose unique values are taken meanwhile stay away; answers how many came back. */
export async function putBackClean(scope: Scope, object: CatalogObject, o: Given): Promise<number> {
  if (o.ids.length === 0) return 0
  const { state, actor } = scope
  const fields = Object.values(object.fields).filter((field) => field.columns.length > 0)
  const own: Readonly<Record<string, Sql>> = {
    version: sql.raw(`(c.was->>'version')::int + 1`),
    updated_at: sql`${state.now.toISOString()}::timestamptz`,
    updated_by: sql`${actor.memberId}::uuid`,
  }
  const columns = fields.flatMap((field) => {
    const cells = cellsWere(scope, object, { field, changeSet: o.changeSet })
    return field.columns.map((column, i) => ({ name: sql.id(column.name), cell: own[column.name] ?? cells[i]! }))
  })
  const rows = await state.tx.query(sql`
WITH i AS (SELECT * FROM ${given(o.ids)}),
r AS (INSERT INTO ${tableOf(state, object)} (${sql.join(columns.map(({ name }) => name))}, change_id, search)
  SELECT ${sql.join(columns.map(({ cell }) => cell))}, ${state.changeSetId}::uuid, coalesce((c.was->>'search')::tsvector, '')
  FROM i JOIN ${sql.id(state.session.workspace.schema, 'change')} c ON ${entryOf(scope, o)}
  ON CONFLICT DO NOTHING RETURNING new.id, new.search, new.updated_at, ${nearPiece(object, ['new'])}),
n AS (SELECT r.id, r.new_owner, r.new_department FROM r),
l AS (${logInsert(state, sql`SELECT i.id, i.log_id, r.updated_at, ${logConstants(state, object, 'create')}, '{}', NULL, NULL FROM i JOIN r ON r.id = i.id`)})${wordsPiece(state, object, 'r')}
${changeSetPiece(scope, object.name, 'create', 'r')}
${answerPiece(o.ids.length, 'n')}`)
  return noteSet(state, object, 'create', { size: o.ids.length, rows })
}
