import { sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { fail } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import { outOfReach } from '../records/gate.ts'
import { linksTo } from '../records/remove.ts'
import type { Scope } from '../records/state.ts'
import { storeOrder } from '../schema/tables.ts'
import { pastReach } from './past-reach.ts'
import { putFieldsBack, putRecordsBack } from './undo-apply.ts'
import { type Inverse, inverseOf, writtenBy } from './undo-plan.ts'

/** What came back: the records asked for, how many others came along, and why some stay away. */
export type Restored = Readonly<{
  back: readonly string[]
  along: number
  leftOut: readonly Readonly<{ id: string; code: string }>[]
  /** Those that had removed them. */
  changeSets: readonly string[]
}>

/**
 * Puts a removed record back as it was last, with what went along with it.
 *
 * @throws `kernel.not-found` when it is not in the bin or not readable, `kernel.forbidden` when it would lie where the actor may change nothing, `kernel.not-unique` when its unique values are taken meanwhile.
 */
export async function restoreRecord(scope: Scope, object: CatalogObject, id: string): Promise<Restored> {
  if (!isUuid(id)) fail('kernel.not-found', { object: object.name, id })
  const restored = await restoreRecords(scope, object, [id])
  const [left] = restored.leftOut
  return left
    ? fail(left.code, { object: object.name, id, ...(left.code === 'kernel.forbidden' ? { verb: 'create', reason: 'out-of-reach' } : {}) })
    : restored
}

type Removed = Readonly<{ id: string; changeSet: string; was: Record<string, unknown>; search: string | null }>

/**
 * Puts removed records back, each with what its removal took along: records that followed it into the bin, and links to it that were emptied and
 * are empty still. The actor need not have the right to those: the declaration removed them, and it brings them back.
 *
 * @throws `kernel.forbidden` without the right to create such records
 */
export async function restoreRecords(scope: Scope, object: CatalogObject, ids: readonly string[]): Promise<Restored> {
  if (!scope.state.access.mayCreate(scope.actor, object.name)) fail('kernel.forbidden', { verb: 'create', object: object.name })
  const removed = await removedAmong(scope, object, ids)
  const known = new Set(removed.map(({ id }) => id))
  const leftOut = ids.filter((id) => !known.has(id)).map((id) => ({ id, code: 'kernel.not-found' }))
  const back: string[] = []
  let along = 0
  for (const [changeSet, records] of Map.groupBy(removed, (record) => record.changeSet)) {
    const own = records.map(toInverse)
    const closed = new Set(await closedAmong(scope, object, own))
    const open = own.filter((inverse) => !closed.has(inverse))
    const found = await putRecordsBack(scope, object, open)
    const came = new Set(found)
    back.push(...found)
    for (const inverse of own.filter(({ record }) => !came.has(record.id)))
      leftOut.push({ id: inverse.record.id, code: closed.has(inverse) ? 'kernel.forbidden' : 'kernel.not-unique' })
    along += await bringAlong(scope, object, { changeSet, ids: found })
  }
  return { back, along, leftOut, changeSets: [...new Set(removed.map(({ changeSet }) => changeSet))] }
}

/** Those of the records that are in the bin and that the actor might read, with the change set that removed them. */
async function removedAmong(scope: Scope, object: CatalogObject, ids: readonly string[]): Promise<Removed[]> {
  const { state } = scope
  const rows = await state.tx.query(sql`
    SELECT l.record_id AS id, l.change_set_id AS set, (l.was - 'search')::text AS was, l.was ->> 'search' AS search FROM (
      SELECT DISTINCT ON (c.record_id) c.record_id, c.kind, c.change_set_id, c.was FROM ${sql.id(state.session.workspace.schema, 'change')} c
      WHERE c.record_id = ANY(${[...ids]}::uuid[]) AND c.workspace_id = ${state.session.workspace.id}::int AND c.object = ${object.name}::text
      ORDER BY c.record_id, c.at DESC, c.id DESC) l
    WHERE l.kind = 'remove' AND ${pastReach(scope, object, sql.raw('l.was'))}`)
  return rows.map((row) => ({
    id: String(row.id),
    changeSet: String(row.set),
    was: JSON.parse(String(row.was)) as Record<string, unknown>,
    search: row.search as string | null,
  }))
}

/** The record as its last entry has it, to be put back. */
const toInverse = ({ id, was, search }: Removed): Inverse => ({
  record: {
    id,
    firstKind: 'remove',
    lastKind: 'remove',
    was,
    searchWas: search,
    changed: [],
    now: null,
    after: null,
    laterBy: null,
    laterAt: null,
  },
  does: 'insert',
  fields: [],
  clashes: [],
})

/** Those that would lie where the actor may change nothing. */
async function closedAmong(scope: Scope, object: CatalogObject, inverses: readonly Inverse[]): Promise<Inverse[]> {
  const links = Object.values(object.fields).filter((field) => field.refers !== null && field.columns.length === 1)
  const places = inverses.map(({ record }) => Object.fromEntries(links.map((field) => [field.name, record.was?.[field.columns[0]!.name]])))
  const out = new Set(await outOfReach(scope, object, places))
  return inverses.filter((_, i) => out.has(places[i]!))
}

type Family = Readonly<{ changeSet: string; ids: readonly string[] }>

/** What the removal of these records did to others by their links is taken back, and what that did in turn. Answers how many records. */
async function bringAlong(scope: Scope, object: CatalogObject, { changeSet, ids }: Family): Promise<number> {
  if (ids.length === 0) return 0
  let count = 0
  const order = storeOrder(scope.state.catalog)
  const links = linksTo(scope, object).toSorted((a, b) => order.indexOf(a.holder.name) - order.indexOf(b.holder.name))
  for (const { holder, field } of links) {
    const held = await heldInSet(scope, { changeSet, ids, holder: holder.name, column: field.columns[0]!.name })
    if (held.length === 0) continue
    const inverses = (await writtenBy(scope, holder, { changeSet, ids: held })).map((record) => inverseOf(holder, record))
    const back = await putRecordsBack(
      scope,
      holder,
      inverses.filter(({ does }) => does === 'insert'),
    )
    const emptied = inverses.filter(({ does, record }) => does === 'update' && record.changed.includes(field.name))
    const stillEmpty = emptied.filter(({ record }) => (record.now?.[field.columns[0]!.name] ?? null) === null)
    count +=
      back.length +
      (await putFieldsBack(
        scope,
        holder,
        stillEmpty.map((inverse) => ({ ...inverse, fields: [field.name], clashes: [] })),
      ))
    count += await bringAlong(scope, holder, { changeSet, ids: back })
  }
  return count
}

/** Records that the change set wrote and that named one of these by the link before. */
async function heldInSet({ state }: Scope, o: Family & Readonly<{ holder: string; column: string }>): Promise<string[]> {
  const rows = await state.tx.query(sql`SELECT DISTINCT c.record_id AS id FROM ${sql.id(state.session.workspace.schema, 'change')} c
    WHERE c.change_set_id = ${o.changeSet}::uuid AND c.workspace_id = ${state.session.workspace.id}::int AND c.object = ${o.holder}::text
      AND c.kind IN ('remove', 'update') AND c.was ->> ${sql.literal(o.column)} = ANY(${[...o.ids]}::text[])`)
  return rows.map((row) => String(row.id))
}
