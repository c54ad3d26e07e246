import { sql } from '../../db/sql.ts'
import { pastReach } from '../../history/past-reach.ts'
import { restoreRecords } from '../../history/restore.ts'
import { fail } from '../../model/fault.ts'
import { isUuid } from '../../model/uuid.ts'
import { type BulkKind, objectOfRun } from '../bulk-kind.ts'
import { itemsOf, itemTable } from '../bulk-rows.ts'
import { mostRecords, reasonOf } from './chosen.ts'

/** Many records come back from the bin: those named, those that one change set removed, or all of an object. */
export const restoreKind: BulkKind = {
  batch: 1_000,
  async begin(scope, run) {
    const object = run.object!
    const { ids, changeSet, all, expect } = run.wish
    if (!scope.state.access.mayCreate(scope.actor, object.name)) fail('kernel.forbidden', { verb: 'create', object: object.name })
    if (ids !== undefined && !(Array.isArray(ids) && ids.every(isUuid))) fail('kernel.bad-value', { path: 'ids', want: 'list' })
    if (changeSet !== undefined && !isUuid(changeSet)) fail('kernel.bad-value', { path: 'changeSet', want: 'uuid' })
    if (ids === undefined && changeSet === undefined && all !== true) fail('kernel.required', { path: 'ids' })
    const { state } = scope
    const change = sql.id(state.session.workspace.schema, 'change')
    const count = await state.tx.affected(sql`INSERT INTO ${itemTable(state.session.workspace)} (run_id, id)
      SELECT DISTINCT ${run.id}::uuid, c.record_id FROM ${change} c
      WHERE c.kind = 'remove' AND c.workspace_id = ${state.session.workspace.id}::int AND c.object = ${object.name}::text
        ${ids === undefined ? sql.empty : sql`AND c.record_id = ANY(${ids as string[]}::uuid[])`}
        ${changeSet === undefined ? sql.empty : sql`AND c.change_set_id = ${changeSet as string}::uuid`}
        AND ${pastReach(scope, object, sql.raw('c.was'))}
        AND NOT EXISTS (SELECT 1 FROM ${change} m WHERE m.record_id = c.record_id AND m.workspace_id = c.workspace_id AND (m.at, m.id) > (c.at, c.id))
      LIMIT ${mostRecords + 1}::int`)
    if (count > mostRecords) fail('kernel.too-large', { reason: 'rows', max: mostRecords })
    if (expect !== undefined && expect !== count)
      fail('kernel.expected-other-count', { object: object.name, expected: expect, found: count })
    return count
  },
  async step(scope, run, { limit, refused }) {
    const object = objectOfRun(scope, run)
    const ids = await itemsOf(scope.state.tx, scope.state.session.workspace, { run: run.id, after: run.place as string | null, limit })
    if (ids.length === 0) return null
    const { back, along, leftOut } = refused
      ? { back: [], along: 0, leftOut: [reasonOf(ids[0]!, refused)] }
      : await restoreRecords(scope, object, ids)
    return {
      done: ids.length,
      place: ids.at(-1)!,
      counts: { restored: back.length, along, leftOut: leftOut.length },
      leftOut: leftOut.map((one) => ({ ...one, title: null })),
    }
  },
}
