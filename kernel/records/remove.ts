import { system } from '../access/define-access.ts'
import { bringAbout } from '../actions/bring-about.ts'
import { sql } from '../db/sql.ts'
import { stayingOf } from '../guards/module-guards.ts'
import type { CatalogField, CatalogObject } from '../model/catalog.ts'
import { Fault, fail } from '../model/fault.ts'
import { reachCondition } from '../query/reach.ts'
import { fromJson, rowJson } from './cells.ts'
import { readRows } from './read-rows.ts'
import { queryContext, type Scope } from './state.ts'
import { deleteRecords, tableOf, updateRecords } from './store.ts'

/** Removes records by themselves. To a record whose lines they are that is a change of its lines, of which the same comes as of any other. */
export async function removeAlone(scope: Scope, object: CatalogObject, ids: readonly string[]): Promise<void> {
  const link = object.partOf
  const whole = link && scope.state.catalog.objects[object.fields[link]!.refers!]
  if (!whole || whole.consequences.length === 0) return removeRecords(scope, object, ids)
  const lines = await readRows(scope, object, ids)
  const wholes = await readRows(scope, whole, [...new Set([...lines.values()].map(({ values }) => String(values[link])))])
  await removeRecords(scope, object, ids)
  const list = Object.values(whole.fields).find(({ type, options }) => type.parts?.(options)?.object === object.name)
  await bringAbout(
    scope,
    whole,
    [...wholes.values()].map(({ values }) => ({ row: values, before: values, changed: list ? [list.name] : [] })),
  )
}

/**
 * Removes records; what links to them is refused, emptied or removed with them, as each link declares. The last versions stay in the
 * log, from where the whole change set is taken back.
 *
 * @throws `kernel.in-use` naming who holds the record; `kernel.not-found`, `kernel.forbidden`.
 */
export async function removeRecords(scope: Scope, object: CatalogObject, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  if (!scope.state.access.may(scope.actor, object.name, 'remove')) fail('kernel.forbidden', { verb: 'remove', object: object.name })
  // Whoever is just linking to these records holds them; only after waiting for that can the next statements see all links.
  const held = await scope.state.tx.query(
    sql`SELECT a.id FROM ${tableOf(scope.state, object)} a WHERE a.id = ANY(${[...ids]}::uuid[])
      AND ${reachCondition(queryContext(scope), object.name, 'a', 'remove')} ORDER BY a.id FOR UPDATE OF a`,
  )
  // Before anything is said about what links to them: of a record out of reach nothing is told.
  await assertAllHeld(scope, object, { ids, held: held.map((row) => String(row.id)) })
  const [stays] = await stayingOf(scope.state, object, ids)
  if (stays) throw new Fault(stays.code, { ...stays.details, object: object.name, id: stays.id })
  await clearTheWay(scope, object, ids)
  await assertAllHeld(scope, object, { ids, held: await deleteRecords(scope, object, ids) })
}

async function assertAllHeld(
  scope: Scope,
  object: CatalogObject,
  { ids, held }: { ids: readonly string[]; held: readonly string[] },
): Promise<void> {
  const known = new Set(held)
  const left = ids.filter((id) => !known.has(id))
  if (left.length === 0) return
  const readable = await readRows(scope, object, left)
  if (readable.size > 0) fail('kernel.forbidden', { verb: 'remove', object: object.name, id: [...readable.keys()][0] })
  fail('kernel.not-found', { object: object.name, id: left[0] })
}

/** Does to the records that link here what their links say. The actor need not have the right to them: the declaration has. */
async function clearTheWay(scope: Scope, object: CatalogObject, ids: readonly string[]): Promise<void> {
  const asSystem: Scope = {
    state: scope.state,
    actor: { ...system('a record it pointed at was removed'), memberId: scope.actor.memberId, name: scope.actor.name },
  }
  for (const { holder, field } of linksTo(scope, object)) {
    const held = await holders(asSystem, holder, field, ids)
    if (held.length === 0) continue
    const policy = field.options.onRemove ?? 'clear'
    const others = holder.name === object.name ? held.filter((row) => !ids.includes(row.id as string)) : held
    if (policy === 'forbid' && others.length > 0)
      await refuse(
        scope,
        holder,
        field,
        others.map((row) => row.id as string),
      )
    if (policy === 'clear' && others.length > 0)
      await updateRecords(
        asSystem,
        holder,
        others.map((row) => ({ before: row, after: { ...row, [field.name]: null }, changed: [field.name] })),
        { checkReach: false },
      )
    if (policy === 'follow') {
      const lost = others.map((row) => row.id as string)
      await clearTheWay(scope, holder, lost)
      await deleteRecords(asSystem, holder, lost, { checkReach: false })
    }
  }
}

/** Links of all objects that name records of one. */
export function linksTo({ state }: Scope, object: CatalogObject): { holder: CatalogObject; field: CatalogField }[] {
  return Object.values(state.catalog.objects).flatMap((holder) =>
    Object.values(holder.fields)
      .filter((field) => field.refers === object.name && field.columns.length === 1 && !['createdBy', 'updatedBy'].includes(field.name))
      .map((field) => ({ holder, field })),
  )
}

async function holders(scope: Scope, holder: CatalogObject, field: CatalogField, ids: readonly string[]) {
  const rows = await scope.state.tx.query(sql`
    SELECT json_agg(x.*)::text AS rows FROM (SELECT ${rowJson(holder, 'a')} FROM ${tableOf(scope.state, holder)} a
      WHERE a.${sql.id(field.columns[0]!.name)} = ANY(${[...ids]}::uuid[]) ORDER BY a.id FOR UPDATE OF a) x`)
  return (JSON.parse((rows[0]?.rows as string | null) ?? '[]') as Record<string, unknown>[]).map((json) => fromJson(holder, json))
}

/** Names the records in the way as far as the actor may see them. */
async function refuse(scope: Scope, holder: CatalogObject, field: CatalogField, ids: readonly string[]): Promise<never> {
  const rows = await scope.state.tx.query(sql`
    SELECT a.id FROM ${tableOf(scope.state, holder)} a WHERE a.id = ANY(${[...ids]}::uuid[]) AND ${reachCondition(queryContext(scope), holder.name, 'a', 'read')} LIMIT 10`)
  throw new Fault('kernel.in-use', {
    object: holder.name,
    field: field.name,
    count: ids.length,
    records: rows.map((row) => String(row.id)),
  })
}
