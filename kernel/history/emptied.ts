import { sql } from '../db/sql.ts'
import type { Emptied } from '../engine-types.ts'
import type { Scope } from '../records/state.ts'

const most = 100

/** Links that came back empty in this work, because what they named has gone meanwhile, against what stood before the change sets that it takes back. */
export async function emptiedLinks({ state }: Scope, changeSets: readonly string[]): Promise<readonly Emptied[]> {
  const { schema, id } = state.session.workspace
  const links = Object.keys(state.counts).flatMap((name) => {
    const object = state.catalog.objects[name]!
    const fields = Object.values(object.fields).filter((field) => field.refers && field.columns.length === 1 && !field.system)
    return fields.map((field) => ({ object, name: field.name, column: field.columns[0]!.name }))
  })
  if (links.length === 0) return []
  const lost = links.map(({ object, name, column }) => {
    const a = sql`a.${sql.id(column)}`
    return sql`SELECT ${object.name}::text AS object, a.id, ${name}::text AS field
    FROM ${sql.id(schema, 'change')} c JOIN ${sql.id(schema, object.table)} a ON a.id = c.record_id AND a.change_id = ${state.changeSetId}::uuid AND ${a} IS NULL
    WHERE c.change_set_id = ANY(${[...changeSets]}::uuid[]) AND c.workspace_id = ${id}::int AND c.object = ${object.name}::text
      AND c.was ->> ${sql.literal(column)} IS NOT NULL AND (c.kind = 'remove' OR ${sql.literal(name)} = ANY(c.changed))`
  })
  const rows = await state.tx.query(sql`${sql.join(lost, '\nUNION ALL ')}\nLIMIT ${most}::int`)
  return rows.map((row) => ({ object: String(row.object), id: String(row.id), field: String(row.field) }))
}
