import { sql } from '../db/sql.ts'
import type { UndoChoice } from '../engine-types.ts'
import type { CatalogField, CatalogObject } from '../model/catalog.ts'
import { linksTo } from '../records/remove.ts'
import type { Scope } from '../records/state.ts'
import { tableOf } from '../records/store.ts'
import { putFieldsBack, putRecordsBack, takeRecordsAway } from './undo-apply.ts'
import { putBackClean, setBackClean } from './undo-clean.ts'
import { type Clash, type Inverse, inverseOf, writtenBy } from './undo-plan.ts'
import { closedInverses, type Moved, rightsMoved } from './undo-reach.ts'
import { type PlannedPass, type Scan, scanWritten, type UndoPass } from './undo-scan.ts'

/** Signals that decisions are missing; the caller answers with the preview, made after the roll-back. */
export class ConflictsOpen extends Error {}

/** How far taking back came: which pass of the plan, behind which record. */
export type UndoPlace = Readonly<{ at: number; after: string | null }>
type Step = Readonly<{ changeSet: string; plan: readonly PlannedPass[]; place: UndoPlace; choice: UndoChoice; limit: number }>
/** `beyond` counts records that are no longer the actor's to change. */
export type StepDone = Readonly<{ place: UndoPlace; seen: number; restored: number; kept: number; beyond: number }>

/** Takes the next records back; null when nothing is left. @throws ConflictsOpen where a decision is missing */
export async function undoStep(scope: Scope, { changeSet, plan, place, choice, limit }: Step): Promise<StepDone | null> {
  const planned = plan[place.at]
  if (!planned) return null
  const object = scope.state.catalog.objects[planned.object]
  const found = object ? await scanWritten(scope, object, { changeSet, after: place.after, limit }) : { records: [], fields: [] }
  if (!object || found.records.length === 0) return { place: { at: place.at + 1, after: null }, seen: 0, restored: 0, kept: 0, beyond: 0 }
  const { scan, moved } = await looked(scope, changeSet, found)
  const done = await takeBack(scope, object, { changeSet, pass: planned.pass, scan, moved, choice })
  return { place: { at: place.at, after: scan.records.at(-1)!.id }, seen: scan.records.length, ...done }
}

/** What nobody touched since goes back unseen, unless what the actor may do has become less: then each record is looked at. */
async function looked(scope: Scope, changeSet: string, scan: Scan): Promise<{ scan: Scan; moved: Moved }> {
  const moved = await rightsMoved(scope, changeSet)
  if (!moved) return { scan, moved }
  return { scan: { ...scan, records: scan.records.map(({ id, does }) => ({ id, does: does === 'nothing' ? does : 'look' })) }, moved }
}

type Taking = Readonly<{ changeSet: string; pass: UndoPass; scan: Scan; moved: Moved; choice: UndoChoice }>

async function takeBack(
  scope: Scope,
  object: CatalogObject,
  { changeSet, pass, scan, moved, choice }: Taking,
): Promise<{ restored: number; kept: number; beyond: number }> {
  const clean = scan.records.filter(({ does }) => does === pass).map(({ id }) => id)
  const toSee = scan.records.filter(({ does }) => does === 'look').map(({ id }) => id)
  let restored = 0
  let wanted = clean.length
  if (pass === 'insert') restored += await putBackClean(scope, object, { changeSet, ids: clean })
  if (pass === 'update') restored += await setBackClean(scope, object, { changeSet, ids: clean, fields: scan.fields })
  if (pass === 'remove') restored += await takeAway(scope, object, { changeSet, ids: clean, choice })
  if (toSee.length === 0) return { restored, kept: wanted - restored, beyond: 0 }
  const inverses = (await writtenBy(scope, object, { changeSet, ids: toSee }))
    .map((record) => inverseOf(object, record))
    .filter(({ does }) => does === pass)
  const closed = await closedInverses(scope, object, { inverses, moved })
  const open = inverses.filter((inverse) => !closed.has(inverse))
  const decided = open.map((inverse) => decide(inverse, choice)).filter((inverse) => inverse !== null)
  wanted += open.length
  if (pass === 'insert') restored += (await putRecordsBack(scope, object, decided)).length
  if (pass === 'update') restored += await putFieldsBack(scope, object, decided)
  if (pass === 'remove') restored += await takeAway(scope, object, { changeSet, ids: decided.map(({ record }) => record.id), choice })
  return { restored, kept: wanted - restored, beyond: closed.size }
}

/** Removes what the change set had created, except what others hold. */
async function takeAway(
  scope: Scope,
  object: CatalogObject,
  { changeSet, ids, choice }: { changeSet: string; ids: readonly string[]; choice: UndoChoice },
): Promise<number> {
  const held = new Set((await heldByOthers(scope, object, { changeSet, ids })).map((clash) => clash.id))
  if (held.size > 0 && choice.conflicts === undefined) throw new ConflictsOpen()
  const going = ids.filter((id) => !held.has(id))
  for (const { holder, field } of linksTo(scope, object).filter(goesAlong)) {
    await takeRecordsAway(scope, holder, await holding(scope, holder, { column: field.columns[0]!.name, ids: going }))
  }
  return (await takeRecordsAway(scope, object, going)).length
}

/** What tells what happened to a record goes with it, and holds it no longer than it is there. */
const goesAlong = ({ holder, field }: Readonly<{ holder: CatalogObject; field: CatalogField }>): boolean =>
  Object.keys(holder.stands).length > 0 && field.options.onRemove === 'follow'

const holding = async (
  { state }: Scope,
  holder: CatalogObject,
  { column, ids }: Readonly<{ column: string; ids: readonly string[] }>,
): Promise<string[]> =>
  (await state.tx.query(sql`SELECT id FROM ${tableOf(state, holder)} h WHERE h.${sql.id(column)} = ANY(${[...ids]}::uuid[])`)).map((row) =>
    String(row.id),
  )

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

/** What stands against taking back the records of a scan, and how many of them go back without anybody being asked. */
export async function clashesOf(
  scope: Scope,
  object: CatalogObject,
  { changeSet, scan: found }: { changeSet: string; scan: Scan },
): Promise<{ restores: number; clashes: readonly Clash[] }> {
  const { scan, moved } = await looked(scope, changeSet, found)
  const toSee = scan.records.filter(({ does }) => does === 'look').map(({ id }) => id)
  const inverses =
    toSee.length === 0
      ? []
      : (await writtenBy(scope, object, { changeSet, ids: toSee }))
          .map((record) => inverseOf(object, record))
          .filter(({ does }) => does !== 'nothing')
  const closed = await closedInverses(scope, object, { inverses, moved })
  const open = inverses.filter((inverse) => !closed.has(inverse))
  const clean = scan.records.filter(({ does }) => does !== 'look' && does !== 'nothing').length
  const removes = [
    ...scan.records.filter(({ does }) => does === 'remove').map(({ id }) => id),
    ...open.filter(({ does }) => does === 'remove').map(({ record }) => record.id),
  ]
  const held = await heldByOthers(scope, object, { changeSet, ids: removes })
  const clashes = [...open.flatMap((inverse) => inverse.clashes), ...held].toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  return { restores: clean + open.filter((inverse) => inverse.clashes.length === 0).length, clashes }
}

/** Records to remove that living records outside of the change set hold by a link. */
async function heldByOthers(
  scope: Scope,
  object: CatalogObject,
  { changeSet, ids }: { changeSet: string; ids: readonly string[] },
): Promise<Clash[]> {
  const { state } = scope
  if (ids.length === 0) return []
  const clashes: Clash[] = []
  for (const { holder, field } of linksTo(scope, object).filter((link) => !goesAlong(link))) {
    const column = sql.id(field.columns[0]!.name)
    const rows = await state.tx.query(sql`
      SELECT DISTINCT h.${column} AS id FROM ${tableOf(state, holder)} h WHERE h.${column} = ANY(${[...ids]}::uuid[])
        AND NOT EXISTS (SELECT 1 FROM ${sql.id(state.session.workspace.schema, 'change')} c WHERE c.record_id = h.id AND c.change_set_id = ${changeSet}::uuid AND c.kind = 'create')`)
    for (const row of rows)
      clashes.push({ id: String(row.id), field: '*', now: { heldBy: holder.name }, then: null, by: null, at: null, title: null })
  }
  return clashes
}
