import type { Branch, Reach } from '../access/define-access.ts'
import { sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { fail } from '../model/fault.ts'
import { wallsCondition } from '../query/reach.ts'
import type { Values } from './parse-input.ts'
import { readRows } from './read-rows.ts'
import { queryContext, type Scope } from './state.ts'
import { tableOf } from './store.ts'

/**
 * A new record must lie where its maker may work: what the actor may update, or at least read, must cover it. Else a person could put
 * records into places that are closed to him.
 */
export async function assertWithinReach(
  scope: Scope,
  object: CatalogObject,
  rows: readonly Values[],
  verb: 'create' | 'update' = 'create',
): Promise<void> {
  const open = await outOfReach(scope, object, rows)
  if (open.length > 0) fail('kernel.forbidden', { verb, object: object.name, reason: 'out-of-reach' })
}

/** The links through which records without an owner of their own are reached: what they are part of, or what they follow. */
export const reachedBy = (object: CatalogObject): readonly string[] =>
  object.partOf ? [object.partOf] : object.owned ? [] : object.follows.filter((name) => name in object.fields)

/** The new records among `rows` that lie where their maker may not put them. */
export async function outOfReach(scope: Scope, object: CatalogObject, rows: readonly Values[]): Promise<readonly Values[]> {
  const { access, touched } = scope.state
  const verb = access.may(scope.actor, object.name, 'update') ? 'update' : 'read'
  const whole = object.partOf && object.fields[object.partOf]!.refers!
  // Who may make deals and not change them adds lines to the one he is making, and to no other.
  if (whole && verb === 'read') {
    const made = new Set((touched.get(whole) ?? []).flatMap(({ id, kind }) => (kind === 'create' ? [id] : [])))
    return rows.filter((row) => !made.has(String(row[object.partOf!])))
  }
  const reach = access.reach(scope.actor, object.name, verb)
  if (reach.kind === 'all') return []
  const open: Values[] = rows.filter((row) => !covers(reach, row))
  const byParent =
    reach.kind === 'some' ? reach.branches.flatMap((branch) => (branch.way === 'parent' && !branch.through ? [branch] : [])) : []
  for (const branch of byParent) {
    const parents = [...new Set(open.map((row) => row[branch.link]).filter((id): id is string => typeof id === 'string'))]
    if (parents.length === 0) continue
    const found = await readRows(scope, scope.state.catalog.objects[branch.object]!, parents)
    // Who may only read a deal adds no line to it.
    const isOpen = (id: unknown) => (verb === 'update' ? found.get(id as string)?.mayUpdate === true : found.has(id as string))
    for (let i = open.length - 1; i >= 0; i -= 1) if (isOpen(open[i]![branch.link])) open.splice(i, 1)
  }
  return open
}

/**
 * What was stored must stand on the writer's side of the walls: nobody puts a record where he could not read it. Asked after storing, as
 * only the database knows what a filter holds for.
 *
 * @throws `kernel.forbidden`
 */
export async function assertBehindWalls(scope: Scope, object: CatalogObject, ids: readonly string[]): Promise<void> {
  if (ids.length === 0 || scope.state.access.walls(scope.actor, object.name).length === 0) return
  const rows = await scope.state.tx.query(sql`SELECT a.id FROM ${tableOf(scope.state, object)} a
    WHERE a.id = ANY(${[...ids]}::uuid[]) AND NOT ${wallsCondition(queryContext(scope), object.name, 'a')} LIMIT 1`)
  if (rows.length > 0) fail('kernel.forbidden', { object: object.name, reason: 'out-of-reach' })
}

const covers = (reach: Reach, row: Values): boolean =>
  reach.kind === 'all' || (reach.kind === 'some' && reach.branches.some((branch) => coveredBy(branch, row)))

function coveredBy(branch: Branch, row: Values): boolean {
  if (branch.way === 'any') return true
  if (branch.way === 'own') return row.owner === branch.memberId
  if (branch.way === 'departments') return typeof row.ownerDepartment === 'string' && branch.ids.includes(row.ownerDepartment)
  return false
}
