import { type Sql, sql } from '../../db/sql.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import { assertKept } from '../../retention/horizons.ts'
import type { Build } from '../build.ts'

/** Where the versions of a past moment lie: records unchanged since, the log of those that did change, or both. */
export type Half = 'living' | 'log' | 'both'

type AsOf = Readonly<{
  /** By name, the columns that are needed. */
  used: ReadonlyMap<string, unknown>
  half: Half
  at: Date
  /** Id of the one record that is meant. */
  key: Sql | undefined
}>

/**
 * The records of an object as they stood at a moment, with the columns that are needed and no others.
 *
 * A record whose last change came before is the living row; of one that changed since, the log holds the version of that moment. What was
 * created later is in neither.
 *
 * @throws `kernel.beyond-history`
 */
export function asOfPlace(build: Build, object: CatalogObject, { used, half, at, key }: AsOf): Sql {
  assertKept(object, at)
  const moment = build.fact(at.toISOString(), 'as of')
  const columns = columnsOf(object).filter(({ name }) => used.has(name))
  // A name of its own: without one the table would answer to its own name, and the key may be a column of a place of that name.
  const alive = sql`SELECT ${sql.join(columns.map(({ name }) => sql.id(name)))} FROM ${build.table(object.table)} AS ${sql.id(build.alias('living'))} WHERE updated_at <= ${moment}::timestamptz${key ? sql` AND id = ${key}` : sql.empty}`
  const logged = sql`SELECT ${sql.join(columns.map(fromLog))} FROM ${build.table('change')} AS ${sql.id(build.alias('logged'))} WHERE object = ${sql.literal(object.name)} AND at > ${moment}::timestamptz AND was_since <= ${moment}::timestamptz${key ? sql` AND record_id = ${key}` : sql.empty}`
  const halves = half === 'living' ? [alive] : half === 'log' ? [logged] : [alive, logged]
  // Looked up by the key record by record; left to itself the server read the whole past for fifty records.
  return sql`${sql.raw(key ? 'LATERAL ' : '')}(${sql.join(halves, '\n    UNION ALL ')})`
}

type Typed = Readonly<{ name: string; type: string }>

const columnsOf = (object: CatalogObject): Typed[] => Object.values(object.fields).flatMap((field) => field.columns)

/** A column of a logged version. Keys that the log has as columns of its own are taken from there, where indexes know them. */
function fromLog(column: Typed): Sql {
  const as = sql.id(column.name)
  if (column.name === 'id') return sql`record_id AS ${as}`
  if (column.name === 'updated_at') return sql`was_since AS ${as}`
  return sql`${fromVersion(sql.raw('was'), column)} AS ${as}`
}

/** A column of a record out of a version of it as the log keeps it. */
export function fromVersion(was: Sql, { name, type }: Typed): Sql {
  const key = sql.literal(name)
  if (type.endsWith('[]')) {
    return sql`CASE WHEN jsonb_typeof(${was}->${key}) = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(${was}->${key}))::${sql.raw(type)} END`
  }
  if (type === 'jsonb' || type === 'json') return sql`nullif(${was}->${key}, 'null'::jsonb)::${sql.raw(type)}`
  return sql`(${was}->>${key})::${sql.raw(type)}`
}
