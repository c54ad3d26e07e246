import { system } from '../access/define-access.ts'
import type { GuardDef, Guarded, Staying } from '../actions/define-guard.ts'
import { sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { readRows } from '../records/read-rows.ts'
import type { TouchedRecord, WorkState } from '../records/state.ts'
import { tableOf } from '../records/store.ts'

const keeper = system('what must hold')

/** Asks the guards that modules declare of what the work has written. */
export async function askModuleGuards(state: WorkState): Promise<void> {
  const { undoes, via } = state.road
  const road = { isUndo: undoes !== undefined, isImport: via === 'import', by: state.session.actor.memberId }
  for (const [name, touched] of state.touched) {
    const object = state.catalog.objects[name]
    const isRead = (field: string) => road.isUndo || state.changed.has(`${name}.${field}`)
    const isMeant = ({ reads: of }: GuardDef) => !of || (touched && ['*', ...of].some(isRead))
    const asked = object?.guards.filter((one) => !one.stays && (road.isUndo || !one.onUndo) && isMeant(one)) ?? []
    const reads = asked.every((one) => one.reads) ? asked.flatMap((one) => one.reads!) : null
    const written = asked.length > 0 ? await guardedOf(state, object!, { touched, reads }) : []
    for (const { check } of written.length > 0 ? asked : []) await check(state.workOf(keeper), written, road)
  }
}

/** Which of these records the guards of modules keep from being removed. */
export async function stayingOf(state: WorkState, { guards }: CatalogObject, ids: readonly string[]): Promise<readonly Staying[]> {
  const found = await Promise.all(guards.map(({ stays }) => stays?.(state.workOf(keeper), ids) ?? []))
  return found.flat()
}

type Looked = Readonly<{ touched: readonly TouchedRecord[] | null; reads: readonly string[] | null }>

async function guardedOf(state: WorkState, object: CatalogObject, { touched, reads }: Looked): Promise<Guarded[]> {
  const { schema, id } = state.session.workspace
  const held = (reads ?? []).flatMap((name) => object.fields[name]!.columns.map((column) => sql`t.${sql.id(column.name)}`))
  const meant = reads
    ? sql`AND CASE c.kind WHEN 'update' THEN c.changed && ${[...reads]}::text[] ELSE EXISTS (SELECT FROM ${tableOf(state, object)} t WHERE t.id = c.record_id AND num_nonnulls(${sql.join(held)}) > 0) END`
    : sql.empty
  const named = touched ? sql`AND c.record_id = ANY(${[...new Set(touched.map((record) => record.id))]}::uuid[])` : sql.empty
  const rows = await state.tx.query(
    sql`SELECT DISTINCT ON (c.record_id) c.record_id AS id, CASE WHEN c.kind <> 'create' THEN (c.was - 'search')::text END AS was
    FROM ${sql.id(schema, 'change')} c WHERE c.change_set_id = ${state.changeSetId}::uuid AND c.workspace_id = ${id}::int
      AND c.object = ${object.name}::text ${named} ${meant} ORDER BY c.record_id, c.at, c.id`,
    { plan: 'generic' },
  )
  const ids = rows.map((row) => String(row.id))
  if (ids.length === 0) return []
  const stored = await readRows({ state, actor: keeper }, object, ids)
  const fields = Object.values(object.fields).filter(({ columns }) => columns[0])
  const byField = (was: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(fields.map(({ name, columns }) => [name, was[columns[0]!.name]]))
  return rows.map((row, i) => ({
    id: ids[i]!,
    row: (stored.get(ids[i]!)?.values ?? null) as Guarded['row'],
    was: row.was === null ? null : byField(JSON.parse(String(row.was))),
  }))
}
