import { sql } from '../db/sql.ts'
import type { UndoAnswer, UndoChoice, UndoPreview } from '../engine-types.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { Fault, fail } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import { readableTargets } from '../records/readable-targets.ts'
import { linksTo } from '../records/remove.ts'
import type { Scope } from '../records/state.ts'
import { tableOf } from '../records/store.ts'
import { storeOrder } from '../schema/tables.ts'
import { showLink } from './record-history.ts'
import { putFieldsBack, putRecordsBack, takeRecordsAway } from './undo-apply.ts'
import { type Clash, type Inverse, inverseOf, objectsOf, writtenBy } from './undo-plan.ts'
import { closedInverses } from './undo-reach.ts'

const batch = 2_000
const shownConflicts = 200

type Pass = Inverse['does']

/**
 * What undoing would do: how many records go back at once, and where others changed the same field since (the first 200).
 *
 * @throws `kernel.not-found`, `kernel.already-undone`, `kernel.forbidden` (another person's change set, without the administrator's role).
 */
export async function previewUndo(scope: Scope, changeSet: string): Promise<UndoPreview> {
  await openChangeSet(scope, changeSet)
  let restores = 0
  const conflicts: UndoPreview['conflicts'][number][] = []
  for await (const { object, inverses } of inversesOf(scope, changeSet, null)) {
    const targets = await readableTargets(
      scope,
      object,
      inverses.flatMap(({ clashes }) => clashes.flatMap(({ field, now, then }) => [now, then].map((value) => [field, value] as const))),
    )
    restores += inverses.filter((inverse) => inverse.does !== 'nothing' && inverse.clashes.length === 0).length
    const clashes = [...inverses.flatMap((inverse) => inverse.clashes), ...(await heldByOthers(scope, object, inverses))]
    for (const clash of clashes.slice(0, shownConflicts - conflicts.length)) {
      const { id, field, by, at, title } = clash
      const [now, then] = [clash.now, clash.then].map((value) => showLink(object, targets, { name: field, value }))
      conflicts.push({ object: object.name, record: id, field, now, then, title, nowBy: by, nowAt: at })
    }
  }
  return { restores, conflicts }
}

/**
 * Takes a change set back, as a change set of its own that can be undone again. Records changed since are decided field by field by `choice`;
 * without a decision for all of them nothing happens.
 *
 * @throws `kernel.undo-conflicts` with the preview in its details; and as `previewUndo`.
 */
export async function undoChangeSet(scope: Scope, changeSet: string, choice: UndoChoice): Promise<UndoAnswer> {
  const opened = await openChangeSet(scope, changeSet)
  let restored = 0
  let kept = 0
  let beyond = 0
  const passes: Pass[] = ['insert', 'update', 'remove']
  const needed = new Set<Inverse['does']>()
  for (const pass of passes) {
    // The first pass has seen every record: what it did not meet needs no pass of its own, which is a third of the time of a large undo.
    if (pass !== 'insert' && !needed.has(pass)) continue
    for await (const { object, inverses, closed } of inversesOf(scope, changeSet, pass, needed)) {
      beyond += closed
      const decided = inverses.map((inverse) => decide(inverse, choice)).filter((inverse) => inverse !== null)
      kept += inverses.length - decided.length
      const done = await apply(scope, object, { pass, inverses: decided, choice })
      restored += done
      kept += decided.length - done
    }
  }
  if (!scope.state.started && beyond > 0) fail('kernel.forbidden', { verb: 'update', reason: 'out-of-reach' })
  await markUndone(scope, opened, changeSet)
  return { changeSet: scope.state.changeSetId, restored, kept: kept + beyond }
}

async function apply(
  scope: Scope,
  object: CatalogObject,
  at: { pass: Pass; inverses: readonly Inverse[]; choice: UndoChoice },
): Promise<number> {
  const { pass, inverses } = at
  if (pass === 'insert') return (await putRecordsBack(scope, object, inverses)).length
  if (pass === 'update') return putFieldsBack(scope, object, inverses)
  const held = new Set((await heldByOthers(scope, object, inverses)).map((clash) => clash.id))
  if (held.size > 0 && at.choice.conflicts === undefined) throw new ConflictsOpen()
  return (
    await takeRecordsAway(
      scope,
      object,
      inverses.map(({ record }) => record.id).filter((id) => !held.has(id)),
    )
  ).length
}

/** Signals that decisions are missing; the caller answers with the preview, made after the roll-back. */
export class ConflictsOpen extends Error {}

/** The inverse with only what shall be restored; null when all of it is kept. */
function decide(inverse: Inverse, choice: UndoChoice): Inverse | null {
  if (inverse.clashes.length === 0) return inverse
  const keep = new Set<string>()
  for (const clash of inverse.clashes) {
    const answer = choice.resolve?.[`${clash.id}.${clash.field}`] ?? choice.conflicts
    if (answer === undefined) throw new ConflictsOpen()
    if (answer === 'keep') keep.add(clash.field)
  }
  if (keep.has('*')) return null
  const fields = inverse.fields.filter((name) => !keep.has(name) && !(name === 'ownerDepartment' && keep.has('owner')))
  return inverse.does === 'update' && fields.length === 0 ? null : { ...inverse, fields }
}

/** What is to be done with some records of one object; `closed` counts those that are no longer the actor's to change. */
type Batch = Readonly<{ object: CatalogObject; inverses: readonly Inverse[]; closed: number }>

/** Inverses of all records of a change set, batch by batch, object by object in the order in which they can be stored; backwards for removal. `met` hears what all of them need. */
async function* inversesOf(scope: Scope, changeSet: string, pass: Pass | null, met?: Set<Inverse['does']>): AsyncGenerator<Batch> {
  const written = new Set(await objectsOf(scope, changeSet))
  const order = storeOrder(scope.state.catalog).filter((name) => written.has(name))
  for (const name of pass === 'remove' ? order.toReversed() : order) {
    const object = scope.state.catalog.objects[name]!
    for (let after: string | null = null; ; ) {
      const records = await writtenBy(scope, object, { changeSet, after, limit: batch })
      if (records.length === 0) break
      const all = records.map((record) => inverseOf(object, record))
      for (const { does } of all) met?.add(does)
      const inverses = all.filter((inverse) => (pass === null ? inverse.does !== 'nothing' : inverse.does === pass))
      const closed = await closedInverses(scope, object, inverses)
      if (inverses.length > 0) yield { object, inverses: inverses.filter((inverse) => !closed.has(inverse)), closed: closed.size }
      after = records.at(-1)!.id
    }
  }
}

/** Records to remove that living records outside of the change set hold by a link. */
async function heldByOthers(scope: Scope, object: CatalogObject, inverses: readonly Inverse[]): Promise<Clash[]> {
  const { state } = scope
  const ids = inverses.filter((inverse) => inverse.does === 'remove').map(({ record }) => record.id)
  if (ids.length === 0) return []
  const changeSet = await changeSetOf(scope)
  const clashes: Clash[] = []
  for (const { holder, field } of linksTo(scope, object)) {
    const column = sql.id(field.columns[0]!.name)
    const rows = await state.tx.query(sql`
      SELECT DISTINCT h.${column} AS id FROM ${tableOf(state, holder)} h WHERE h.${column} = ANY(${ids}::uuid[])
        AND NOT EXISTS (SELECT 1 FROM ${sql.id(state.session.workspace.schema, 'change')} c WHERE c.record_id = h.id AND c.change_set_id = ${changeSet}::uuid AND c.kind = 'create')`)
    for (const row of rows)
      clashes.push({ id: String(row.id), field: '*', now: { heldBy: holder.name }, then: null, by: null, at: null, title: null })
  }
  return clashes
}

const changeSets = new WeakMap<object, string>()
const changeSetOf = async (scope: Scope): Promise<string> => changeSets.get(scope.state)!

type Opened = Readonly<{ undoes: string | null }>

async function openChangeSet(scope: Scope, changeSet: string): Promise<Opened> {
  const { state, actor } = scope
  if (!isUuid(changeSet)) fail('kernel.not-found', { changeSet })
  const table = sql.id(state.session.workspace.schema, 'change_set')
  const [row] = await state.tx.query(sql`SELECT actor_id, undoes, undone_by FROM ${table} WHERE id = ${changeSet}::uuid FOR UPDATE`)
  const isAdministrator = actor.kind === 'system' || actor.roles.includes('administrator')
  if (!row || (!isAdministrator && row.actor_id !== actor.memberId)) fail('kernel.not-found', { changeSet })
  if (row.undone_by !== null) fail('kernel.already-undone', { changeSet, by: row.undone_by })
  changeSets.set(state, changeSet)
  return { undoes: row.undoes as string | null }
}

/** Marks the set as undone; undoing an undo makes the first one standing again. */
async function markUndone({ state }: Scope, opened: Opened, changeSet: string): Promise<void> {
  const table = sql.id(state.session.workspace.schema, 'change_set')
  if (!state.started) throw new Fault('kernel.already-undone', { changeSet, reason: 'nothing-left' })
  await state.tx.affected(sql`UPDATE ${table} SET undone_by = ${state.changeSetId}::uuid WHERE id = ${changeSet}::uuid`)
  if (opened.undoes) await state.tx.affected(sql`UPDATE ${table} SET undone_by = NULL WHERE id = ${opened.undoes}::uuid`)
}
