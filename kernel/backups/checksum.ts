import type { Connection } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import { copiedColumns, type TableShape } from './shape.ts'

/** How many rows a table holds and what they come to together, in whatever order they lie. */
export type TableSum = Readonly<{ rows: number; sum: string }>

/**
 * Count and sum of the hashes of all rows, taken by the database: `SELECT count(*), sum(hashtextextended(ROW(…)::text, 0)) FROM ONLY t`.
 * Equal tables give equal sums on every server; the number of the workspace is left out.
 */
export async function sumTable(tx: Connection, schema: string, table: TableShape): Promise<TableSum> {
  const columns = copiedColumns(table).map((name) => sql.id(name))
  const [row] = await tx.query(sql`
    SELECT count(*)::int8 AS rows, coalesce(sum(hashtextextended(ROW(${sql.join(columns)})::text, 0)), 0)::text AS sum
    FROM ONLY ${sql.id(schema, table.name)}`)
  return { rows: Number(row!.rows), sum: String(row!.sum) }
}
