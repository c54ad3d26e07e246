import { sql } from '../db/sql.ts'
import type { Emptied } from '../engine-types.ts'
import type { Scope } from '../records/state.ts'

const most = 100

/** Links that came back empty in this work, because what they named has gone meanwhile, against what stood before the change sets that it takes back. */
export async function emptiedLinks({ state }: Scope, changeSets: readonly string[]): Promise<readonly Emptied[]> {
  const { schema, id } = state.session.workspace
  const lost = Object.keys(state.counts).flatMap((name) => {
    const object = state.catalog.objects[name]!
    const links = Object.values(object.fields).filter((field) => field.refers && field.columns.length === 1 && !field.system)
    if (links.length === 0) return []
    const columns = links.map((field) => field.columns[0]!.name)
    const compared = links.map((field, at) => {
      const column = columns[at]!
      return sql`(${sql.literal(field.name)}, c.was ->> ${sql.literal(column)}, a.${sql.id(column)}::text)`
    })
    // Entry by entry to its record by the key, whatever the planner believes of rows that were written a moment ago: side by side they were compared each with each.
    return sql`SELECT ${object.name}::text AS object, a.id, link.name AS field
    FROM ${sql.id(schema, 'change')} c
    CROSS JOIN LATERAL (SELECT id, change_id, ${sql.join(
      columns.map((column) => sql.id(column)),
      ', ',
    )} FROM ${sql.id(schema, object.table)} WHERE id = c.record_id OFFSET 0) a
    CROSS JOIN LATERAL (VALUES ${sql.join(compared, ', ')}) link(name, was, now)
    WHERE c.change_set_id = ANY(${[...changeSets]}::uuid[]) AND c.workspace_id = ${id}::int AND c.object = ${object.name}::text
      AND a.change_id = ${state.changeSetId}::uuid AND link.was IS NOT NULL AND link.now IS NULL
      AND (c.kind = 'remove' OR link.name = ANY(c.changed))`
  })
  if (lost.length === 0) return []
  const rows = await state.tx.query(sql`${sql.join(lost, '\nUNION ALL ')}\nLIMIT ${most}::int`)
  return rows.map((row) => ({ object: String(row.object), id: String(row.id), field: String(row.field) }))
}
