import { type Sql, sql } from '../../db/sql.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import { type ChangeKind, noteManyTouched, noteTouched, noteWritten, type WorkState } from '../state.ts'

/** More records than these are not named one by one to those who listen. */
const mostNamed = 200

/** Owner and department of the rows that a statement writes, before and after, for its RETURNING. */
export const nearPiece = (object: CatalogObject, sides: readonly ('old' | 'new')[]): Sql =>
  sql.join(
    sides.map((side) =>
      object.owned
        ? sql`${sql.raw(side)}.owner_id AS ${sql.id(`${side}_owner`)}, ${sql.raw(side)}.department_id AS ${sql.id(`${side}_department`)}`
        : sql`NULL::uuid AS ${sql.id(`${side}_owner`)}, NULL::uuid AS ${sql.id(`${side}_department`)}`,
    ),
  )

/** What a statement answers of the set that it wrote under the name `from`: the rows while they are few, else their number. */
export const answerPiece = (size: number, from: string): Sql =>
  sql.raw(size <= mostNamed ? `SELECT to_json(${from})::text AS row FROM ${from}` : `SELECT count(*)::int AS n FROM ${from}`)

type Near = Readonly<{ id: string } & Record<string, string | null>>

/** Notes what was written, for the change set and for those who listen; answers how many records that were. */
export function noteSet(
  state: WorkState,
  object: CatalogObject,
  kind: ChangeKind,
  { size, rows }: { size: number; rows: readonly Record<string, unknown>[] },
): number {
  const isNamed = size <= mostNamed
  const count = isNamed ? rows.length : Number(rows[0]?.n ?? 0)
  noteWritten(state, object, kind, count)
  if (count === 0) return 0
  if (!isNamed) noteManyTouched(state, object)
  else {
    const records = rows.map((row) => JSON.parse(String(row.row)) as Near)
    const touched = records.flatMap((row) =>
      ['new', 'old']
        .filter((side) => `${side}_owner` in row)
        .map((side) => ({ id: row.id, owner: row[`${side}_owner`] ?? null, department: row[`${side}_department`] ?? null })),
    )
    noteTouched(state, object, kind, touched)
  }
  return count
}
