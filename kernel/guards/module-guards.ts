import { system } from '../access/define-access.ts'
import type { Guarded } from '../actions/define-guard.ts'
import { sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { readRows } from '../records/read-rows.ts'
import type { TouchedRecord, WorkState } from '../records/state.ts'

const keeper = system('what must hold')

/** Asks the guards that modules declare of what the work has written. */
export async function askModuleGuards(state: WorkState): Promise<void> {
  for (const [name, touched] of state.touched) {
    const object = state.catalog.objects[name]
    if (!object || object.guards.length === 0) continue
    const written = await guardedOf(state, object, touched)
    if (written.length === 0) continue
    for (const { check } of object.guards) await check(state.workOf(keeper), written, { isUndo: state.road.undoes !== undefined })
  }
}

async function guardedOf(state: WorkState, object: CatalogObject, touched: readonly TouchedRecord[] | null): Promise<Guarded[]> {
  const { schema, id } = state.session.workspace
  const named = touched && [...new Set(touched.map((record) => record.id))]
  const rows = await state.tx.query(sql`SELECT DISTINCT ON (c.record_id) c.record_id AS id, c.kind, (c.was - 'search')::text AS was
    FROM ${sql.id(schema, 'change')} c WHERE c.change_set_id = ${state.changeSetId}::uuid AND c.workspace_id = ${id}::int AND c.object = ${object.name}::text
      AND ${named ? sql`c.record_id = ANY(${named}::uuid[])` : sql`true`} ORDER BY c.record_id, c.at, c.id`)
  const ids = rows.map((row) => String(row.id))
  const stored = await readRows({ state, actor: keeper }, object, ids)
  return rows.map((row) => ({
    id: String(row.id),
    row: (stored.get(String(row.id))?.values ?? null) as Guarded['row'],
    was: row.kind === 'create' ? null : byField(object, JSON.parse(String(row.was))),
  }))
}

const byField = (object: CatalogObject, was: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.values(object.fields).flatMap(({ name, columns }) => (columns[0] ? [[name, was[columns[0].name] ?? null] as const] : [])),
  )
