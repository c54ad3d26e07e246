import type { Staying } from '../../actions/define-guard.ts'
import { sql } from '../../db/sql.ts'
import { stayingOf } from '../../guards/module-guards.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import { fail } from '../../model/fault.ts'
import { reachCondition } from '../../query/reach.ts'
import { linksTo, removeRecords } from '../../records/remove.ts'
import { queryContext, type Scope } from '../../records/state.ts'
import { tableOf } from '../../records/store.ts'
import { type BulkKind, objectOfRun } from '../bulk-kind.ts'
import { itemsOf } from '../bulk-rows.ts'
import { gather, readChoice, reasonOf, withTitles } from './chosen.ts'

/** Many records go to the bin, with what goes along with them. Those that others hold stay. */
export const removeKind: BulkKind = {
  batch: 2_000,
  async begin(scope, run) {
    if (!scope.state.access.may(scope.actor, run.object!.name, 'remove'))
      fail('kernel.forbidden', { verb: 'remove', object: run.object!.name })
    return gather(scope, run, readChoice(run.wish))
  },
  async step(scope, run, { limit, refused }) {
    const object = objectOfRun(scope, run)
    const ids = await itemsOf(scope.state.tx, scope.state.session.workspace, { run: run.id, after: run.place as string | null, limit })
    if (ids.length === 0) return null
    const leftOut = refused ? [reasonOf(ids[0]!, refused)] : await whatStays(scope, object, ids)
    const stays = new Set(leftOut.map(({ id }) => id))
    const going = ids.filter((id) => !stays.has(id))
    await removeRecords(scope, object, going)
    return {
      done: ids.length,
      place: ids.at(-1)!,
      counts: { removed: going.length, leftOut: leftOut.length },
      leftOut: await withTitles(scope, object, leftOut),
    }
  },
}

/** Records of the batch that cannot go: gone already, out of reach, held by a link that forbids it, or kept by a guard. They are held to the end of the work. */
async function whatStays(scope: Scope, object: CatalogObject, ids: readonly string[]): Promise<Staying[]> {
  const { tx } = scope.state
  const context = queryContext(scope)
  const rows =
    await tx.query(sql`SELECT a.id, ${reachCondition(context, object.name, 'a', 'remove')} AS open FROM ${tableOf(scope.state, object)} a
    WHERE a.id = ANY(${[...ids]}::uuid[]) AND ${reachCondition(context, object.name, 'a', 'read')} ORDER BY a.id FOR UPDATE OF a`)
  const known = new Map(rows.map((row) => [String(row.id), row.open === true]))
  const stays = new Map<string, Staying>()
  for (const id of ids) if (!known.get(id)) stays.set(id, { id, code: known.has(id) ? 'kernel.forbidden' : 'kernel.not-found' })
  for (const { holder, field } of linksTo(scope, object)) {
    if (field.options.onRemove !== 'forbid') continue
    const column = sql.id(field.columns[0]!.name)
    const others = holder.name === object.name ? sql` AND h.id <> ALL(${[...ids]}::uuid[])` : sql.empty
    const held = await tx.query(sql`SELECT h.${column} AS id, count(*)::int AS n FROM ${tableOf(scope.state, holder)} h
      WHERE h.${column} = ANY(${[...ids]}::uuid[])${others} GROUP BY h.${column}`)
    for (const row of held) {
      const id = String(row.id)
      if (!stays.has(id))
        stays.set(id, { id, code: 'kernel.in-use', details: { object: holder.name, field: field.name, count: Number(row.n) } })
    }
  }
  for (const one of await stayingOf(
    scope.state,
    object,
    ids.filter((id) => !stays.has(id)),
  ))
    stays.set(one.id, one)
  return [...stays.values()]
}
