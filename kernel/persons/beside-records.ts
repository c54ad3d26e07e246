import { sql } from '../db/sql.ts'
import { storedFields } from '../records/cells.ts'
import { objectOf } from '../records/open-work.ts'
import type { Scope } from '../records/state.ts'
import { tableOf } from '../records/store.ts'
import type { FoundRecord, PersonRecords } from './find-person.ts'
import { patternOf } from './identity.ts'

/** Where a person stands beside records: tables of the kernel with the number of rows that mention him or are about his records. */
export type Mentions = Readonly<{ table: string; count: number }>
export type PersonFile = Readonly<{
  id: string
  name: string
  type: string
  sizeBytes: number
  hash: string
  object: string
  record: string
}>

/** Tables that hold nothing said about anybody. */
const silent = new Set(['data_key', 'counter', 'setting', 'audit_batch', 'audit_change_set', 'stored_file', 'erasure'])
/** Tables whose rows are about one record, with the column that says which. */
const about: Readonly<Record<string, string>> = { change: 'record_id', audit: 'record_id' }

export const ownIds = (records: readonly FoundRecord[]): string[] => records.filter(({ by }) => by.includes('is')).map(({ id }) => id)

/** Looks through every table of the workspace that is no object's: history, change sets, kept import rows, runs, answers, the audit. */
export async function mentionsBeside(scope: Scope, { person, records }: PersonRecords): Promise<readonly Mentions[]> {
  const { tx, catalog, session } = scope.state
  const pattern = patternOf(person)
  const objects = new Set(Object.values(catalog.objects).flatMap(({ table, words }) => [table, words]))
  const tables = await tx.query(sql`SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ${session.workspace.schema}::text AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY c.relname`)
  const found: Mentions[] = []
  for (const name of tables.map((row) => String(row.name)).filter((one) => !objects.has(one) && !silent.has(one))) {
    const column = about[name]
    const conditions = [
      ...(pattern === null ? [] : [sql`to_jsonb(t)::text ~* ${pattern}::text`]),
      ...(column ? [sql`t.${sql.id(column)} = ANY(${ownIds(records)}::uuid[])`] : []),
    ]
    if (conditions.length === 0) continue
    const [row] = await tx.query(
      sql`SELECT count(*)::int AS n FROM ${sql.id(session.workspace.schema, name)} t WHERE ${sql.any(conditions)}`,
    )
    if (Number(row!.n) > 0) found.push({ table: name, count: Number(row!.n) })
  }
  return found
}

/** Files that records of the person hold. */
export async function filesOf(scope: Scope, { records }: PersonRecords): Promise<readonly PersonFile[]> {
  const { tx, session } = scope.state
  const own = records.filter(({ by }) => by.includes('is'))
  const found: PersonFile[] = []
  for (const [name, some] of Map.groupBy(own, ({ object }) => object)) {
    const object = objectOf(scope.state, name)
    for (const field of storedFields(object).filter(({ type }) => type.holdsFile)) {
      const held = sql`r.${sql.id(field.columns[0]!.name)}`
      const rows =
        await tx.query(sql`SELECT f.id, f.hash, f.name, f.type, f.size_bytes::int8 AS size, r.id AS record FROM ${tableOf(scope.state, object)} r
        JOIN ${sql.id(session.workspace.schema, 'stored_file')} f ON f.id::text = ${held} ->> 'id' WHERE r.id = ANY(${some.map(({ id }) => id)}::uuid[])`)
      for (const row of rows)
        found.push({
          id: String(row.id),
          name: String(row.name),
          type: String(row.type),
          sizeBytes: Number(row.size),
          hash: String(row.hash),
          object: name,
          record: String(row.record),
        })
    }
  }
  return found
}
