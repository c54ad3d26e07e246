import { sql } from '../db/sql.ts'
import type { UndoAnswer, UndoChoice, UndoPreview } from '../engine-types.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { Fault, fail } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import { takeNoticesBack } from '../notices/store-notices.ts'
import { shownTitleText } from '../query/shown.ts'
import { readableTargets } from '../records/readable-targets.ts'
import { queryContext, type Scope } from '../records/state.ts'
import { assertKept } from '../retention/horizons.ts'
import { storeOrder } from '../schema/tables.ts'
import { emptiedLinks } from './emptied.ts'
import { showLink } from './record-history.ts'
import type { Clash } from './undo-plan.ts'
import { planPasses, scanWritten } from './undo-scan.ts'
import { clashesOf, type UndoPlace, undoStep } from './undo-step.ts'

const batch = 2_000
const shownConflicts = 200

/** Where in the conflicts a page begins: behind this record of this object. */
const readCursor = (cursor: string | undefined): { object: string; after: string } | null => {
  const [object = '', after = ''] = (cursor ?? '').split(':')
  return isUuid(after) ? { object, after } : null
}

/**
 * What undoing would do: how many records go back at once, and where others changed the same field since: how many places, and a page of them.
 *
 * @throws `kernel.not-found`, `kernel.already-undone`, `kernel.forbidden` (another person's change set, without the administrator's role).
 */
export async function previewUndo(scope: Scope, changeSet: string, o: { cursor?: string } = {}): Promise<UndoPreview> {
  await openChangeSet(scope, changeSet)
  const cursor = readCursor(o.cursor)
  const objects = new Set((await planPasses(scope, changeSet)).map(({ object }) => object))
  const order = storeOrder(scope.state.catalog).filter((name) => objects.has(name))
  let restores = 0
  let total = 0
  const page: { object: CatalogObject; clash: Clash }[] = []
  for (const [place, name] of order.entries()) {
    const object = scope.state.catalog.objects[name]!
    const isBehind = (clash: Clash) =>
      cursor === null || place > order.indexOf(cursor.object) || (name === cursor.object && clash.id > cursor.after)
    for (let after: string | null = null; ; ) {
      const scan = await scanWritten(scope, object, { changeSet, after, limit: batch })
      if (scan.records.length === 0) break
      const found = await clashesOf(scope, object, { changeSet, scan })
      restores += found.restores
      total += found.clashes.length
      page.push(
        ...found.clashes
          .filter(isBehind)
          .slice(0, Math.max(0, shownConflicts + 1 - page.length))
          .map((clash) => ({ object, clash })),
      )
      after = scan.records.at(-1)!.id
    }
  }
  const shown = wholeRecords(page)
  const last = page.length > shown.length ? shown.at(-1) : undefined
  return {
    restores,
    conflicts: await showConflicts(scope, shown),
    conflictsTotal: total,
    next: last ? `${last.object.name}:${last.clash.id}` : null,
  }
}

/** The conflicts of a page, none of the last record's left to the next one. */
function wholeRecords<T extends { clash: Clash }>(page: readonly T[]): readonly T[] {
  if (page.length <= shownConflicts) return page
  const cut = page[shownConflicts]!.clash.id
  const whole = page.slice(0, shownConflicts).filter(({ clash }) => clash.id !== cut)
  return whole.length > 0 ? whole : page.slice(0, shownConflicts)
}

async function showConflicts(
  scope: Scope,
  shown: readonly Readonly<{ object: CatalogObject; clash: Clash }>[],
): Promise<UndoPreview['conflicts']> {
  const conflicts: UndoPreview['conflicts'][number][] = []
  for (const [object, entries] of Map.groupBy(shown, (entry) => entry.object)) {
    const targets = await readableTargets(
      scope,
      object,
      entries.flatMap(({ clash: { field, now, then } }) => [now, then].map((value) => [field, value] as const)),
    )
    for (const { clash } of entries) {
      const { id, field, by, at, title } = clash
      const [now, then] = [clash.now, clash.then].map((value) => showLink(object, targets, { name: field, value }))
      const shown = title === null ? null : shownTitleText(queryContext(scope), object, title)
      conflicts.push({ object: object.name, record: id, field, now, then, title: shown, nowBy: by, nowAt: at })
    }
  }
  return conflicts
}

/**
 * Takes a change set back, as a change set of its own that can be undone again. Records changed since are decided field by field by `choice`;
 * without a decision for all of them nothing happens.
 *
 * @throws `kernel.undo-conflicts` with the preview in its details; and as `previewUndo`.
 */
export async function undoChangeSet(scope: Scope, changeSet: string, choice: UndoChoice): Promise<UndoAnswer> {
  const opened = await openChangeSet(scope, changeSet)
  const plan = await planPasses(scope, changeSet)
  const sum = { restored: 0, kept: 0, beyond: 0 }
  for (let place: UndoPlace | null = { at: 0, after: null }; place !== null; ) {
    const done = await undoStep(scope, { changeSet, plan, place, choice, limit: batch })
    if (!done) break
    for (const key of ['restored', 'kept', 'beyond'] as const) sum[key] += done[key]
    place = done.place
  }
  if (!scope.state.started && sum.beyond > 0) fail('kernel.forbidden', { verb: 'update', reason: 'out-of-reach' })
  if (!scope.state.started) throw new Fault('kernel.already-undone', { changeSet, reason: 'nothing-left' })
  await markUndone(scope, opened, changeSet)
  const emptied = await emptiedLinks(scope, [changeSet])
  return { changeSet: scope.state.changeSetId, restored: sum.restored, kept: sum.kept + sum.beyond, emptied }
}

export type Opened = Readonly<{ undoes: string | null }>

/** Holds a change set that the actor may take back. @throws as `previewUndo` */
export async function openChangeSet(scope: Scope, changeSet: string): Promise<Opened> {
  const { state, actor } = scope
  if (!isUuid(changeSet)) fail('kernel.not-found', { changeSet })
  const table = sql.id(state.session.workspace.schema, 'change_set')
  const [row] = await state.tx.query(
    sql`SELECT actor_id, undoes, undone_by, at, counts::text AS counts FROM ${table} WHERE id = ${changeSet}::uuid FOR UPDATE`,
  )
  const isAdministrator = actor.kind === 'system' || actor.roles.includes('administrator')
  if (!row || (!isAdministrator && row.actor_id !== actor.memberId)) fail('kernel.not-found', { changeSet })
  for (const name of Object.keys(JSON.parse(String(row.counts)) as object)) {
    const object = state.catalog.objects[name]
    if (object) assertKept(object, new Date(row.at as string))
  }
  if (row.undone_by !== null) fail('kernel.already-undone', { changeSet, by: row.undone_by })
  return { undoes: row.undoes as string | null }
}

/** Marks the set as undone by the change set of this work; undoing an undo makes the first one standing again. */
export async function markUndone({ state }: Scope, opened: Opened, changeSet: string, by = state.changeSetId): Promise<void> {
  const table = sql.id(state.session.workspace.schema, 'change_set')
  await state.tx.affected(sql`UPDATE ${table} SET undone_by = ${by}::uuid WHERE id = ${changeSet}::uuid`)
  await takeNoticesBack(state, changeSet)
  if (opened.undoes) await state.tx.affected(sql`UPDATE ${table} SET undone_by = NULL WHERE id = ${opened.undoes}::uuid`)
}

/** Nothing was taken back after all: the set stands as before. */
export async function markStanding({ state }: Scope, changeSet: string, by: string): Promise<void> {
  await state.tx.affected(sql`UPDATE ${sql.id(state.session.workspace.schema, 'change_set')} SET undone_by = NULL
    WHERE id = ${changeSet}::uuid AND undone_by = ${by}::uuid`)
}
