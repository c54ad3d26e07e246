import { type Sql, sql } from '../../db/sql.ts'
import type { CatalogField, CatalogObject } from '../../model/catalog.ts'
import { mergedInto } from '../../model/sameness.ts'
import { isUuid } from '../../model/uuid.ts'
import { reachCondition } from '../../query/reach.ts'
import { queryContext, type Scope } from '../../records/state.ts'
import { tableOf } from '../../records/store.ts'
import { fold } from '../plan/fold.ts'

/** The one record that a text names, several that it may name, or none. */
export type Found = Readonly<{ id: string }> | 'several' | null

/** Fields by which a text may name a record, most telling first: external id, fields unique by themselves, the title. Only those that the actor may read. */
export function namingFields({ state, actor }: Scope, object: CatalogObject): CatalogField[] {
  const isText = (field: CatalogField) =>
    field.columns.length === 1 && field.columns[0]!.type === 'text' && field.refers === null && !field.type.choices
  const isOpen = (field: CatalogField) => ['read', 'write'].includes(state.access.fieldRight(actor, object.name, field.name))
  const fields = Object.values(object.fields)
  const unique = fields.filter((field) => field.unique && field.name !== object.title)
  return [
    ...unique.filter((field) => field.name === 'externalId'),
    ...unique.filter((field) => field.name !== 'externalId'),
    object.fields[object.title]!,
  ].filter((field) => isText(field) && isOpen(field))
}

type Candidate = Readonly<Record<string, unknown>>

/**
 * The records that texts name, among those the actor may read: by id or by the fields given, exactly or else whatever the case and width of
 * the letters (keys of other systems exactly only). One statement, and one more where something was not found exactly.
 */
export async function findRecords(
  scope: Scope,
  object: CatalogObject,
  fields: readonly CatalogField[],
  { texts, byId }: { texts: readonly string[]; byId: boolean },
): Promise<Map<string, Found>> {
  const found = new Map<string, Found>()
  if (texts.length === 0) return found
  const ways = (of: (row: Candidate, name: string) => unknown, names: readonly string[]) =>
    names.map((name) => (row: Candidate) => of(row, name))
  const names = fields.map((field) => field.name)
  const exact = await candidates(scope, object, {
    fields,
    where: [...(byId ? idsAmong(texts) : []), ...fields.map((field) => sql`${exactOf(field)} = ANY(${[...texts]}::text[])`)],
  })
  const byText = picker(
    exact,
    ways((row, name) => row[name], [...(byId ? ['id'] : []), ...names]),
  )
  for (const text of texts) found.set(text, byText(text))
  if (names.includes('externalId'))
    await addMerged(
      scope,
      object,
      texts.filter((text) => found.get(text) === null),
      found,
    )
  const open = texts.filter((text) => found.get(text) === null)
  const loose = fields.filter((field) => field.name !== 'externalId')
  if (open.length === 0 || loose.length === 0) return found
  const folded = [...new Set(open.flatMap((text) => [fold(text), text.normalize('NFKC').toLowerCase()]))]
  const similar = await candidates(scope, object, {
    fields: loose,
    where: loose.map((field) => sql`lower(normalize(${column(field)}, NFKC)) = ANY(${folded}::text[])`),
  })
  const byFold = picker(
    similar,
    ways(
      (row, name) => (typeof row[name] === 'string' ? fold(row[name]) : null),
      loose.map((field) => field.name),
    ),
  )
  for (const text of open) found.set(text, byFold(fold(text)))
  return found
}

/** Keys of records that were merged lead to those that stayed. */
async function addMerged(scope: Scope, object: CatalogObject, keys: readonly string[], found: Map<string, Found>): Promise<void> {
  if (keys.length === 0) return
  const rows =
    await scope.state.tx.query(sql`SELECT m.key, a.id FROM ${tableOf(scope.state, scope.state.catalog.objects[mergedInto.name]!)} m
    JOIN ${tableOf(scope.state, object)} a ON a.id = m.record_id
    WHERE m.object = ${object.name}::text AND m.key = ANY(${[...keys]}::text[]) AND ${reachCondition(queryContext(scope), object.name, 'a', 'read')}`)
  for (const row of rows) found.set(String(row.key), { id: String(row.id) })
}

/** Answers the record that a text names by the first way of naming that hits anything. */
function picker(rows: readonly Candidate[], ways: readonly ((row: Candidate) => unknown)[]): (text: string) => Found {
  const indexes = ways.map((way) => Map.groupBy(rows, way))
  return (text) => {
    for (const index of indexes) {
      const hits = index.get(text)
      if (hits) return hits.length === 1 ? { id: String(hits[0]!.id) } : 'several'
    }
    return null
  }
}

const column = (field: CatalogField): Sql => sql`a.${sql.id(field.columns[0]!.name)}`
/** The expression that the field's index is over. */
const exactOf = (field: CatalogField): Sql =>
  field.unique ? column(field) : (field.type.order?.([column(field)], field.options) ?? column(field))
const idsAmong = (texts: readonly string[]): Sql[] => {
  const ids = texts.filter(isUuid)
  return ids.length === 0 ? [] : [sql`a.id = ANY(${ids}::uuid[])`]
}

async function candidates(
  scope: Scope,
  object: CatalogObject,
  at: { fields: readonly CatalogField[]; where: readonly Sql[] },
): Promise<Candidate[]> {
  const columns = [sql`a.id`, ...at.fields.map((field) => sql`${column(field)} AS ${sql.id(field.name)}`)]
  return scope.state.tx.query(sql`SELECT ${sql.join(columns)} FROM ${tableOf(scope.state, object)} a
    WHERE ${sql.any(at.where)} AND ${reachCondition(queryContext(scope), object.name, 'a', 'read')} LIMIT 20000`)
}

/** Records whose fields hold exactly these values, by the index of the values; as `findRecords`, but over several fields at once. */
export async function findByFields(
  scope: Scope,
  object: CatalogObject,
  fields: readonly CatalogField[],
  keys: readonly (readonly unknown[])[],
): Promise<Found[]> {
  if (keys.length === 0) return []
  const columns = fields.map((field) => field.columns[0]!)
  const given = keys.map((key, n) => ({ n, ...Object.fromEntries(columns.map((c, i) => [c.name, key[i] ?? null])) }))
  const rows =
    await scope.state.tx.query(sql`SELECT k.n, a.id FROM json_to_recordset(${JSON.stringify(given)}::json) AS k(n int, ${sql.join(columns.map((c) => sql`${sql.id(c.name)} ${sql.raw(c.type)}`))})
    JOIN ${tableOf(scope.state, object)} a ON ${sql.all(columns.map((c) => sql`a.${sql.id(c.name)} = k.${sql.id(c.name)}`))}
    WHERE ${reachCondition(queryContext(scope), object.name, 'a', 'read')}`)
  const found: Found[] = keys.map(() => null)
  for (const row of rows) found[Number(row.n)] = found[Number(row.n)] === null ? { id: String(row.id) } : 'several'
  if (fields.length !== 1 || fields[0]!.name !== 'externalId') return found
  const merged = new Map<string, Found>()
  await addMerged(
    scope,
    object,
    keys.flatMap(([key], i) => (found[i] === null && typeof key === 'string' ? [key] : [])),
    merged,
  )
  return found.map((one, i) => one ?? merged.get(String(keys[i]![0])) ?? null)
}
