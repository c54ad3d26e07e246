import type { Session, UndoAnswer, UndoChoice, WorkRoad } from '../engine-types.ts'
import { fail } from '../model/fault.ts'
import { markInterrupted } from '../runs/interrupted.ts'
import { moveRun, wantStop } from '../runs/run-table.ts'
import { type ImportRow, importRuns, listImports, readImport, resetDryRun } from './import-rows.ts'
import type { ImportDeps } from './open-imports.ts'

const seesAll = ({ actor }: Session): boolean => actor.kind === 'system' || (actor.roles.includes('administrator') && !actor.limits)
const placeOf = ({ engine }: ImportDeps, { workspace }: Session) => engine.database.write(workspace)

/** An import of the person's own, or any for administrators. @throws `kernel.not-found` */
export async function oneImport(deps: ImportDeps, session: Session, id: string): Promise<ImportRow> {
  await markInterrupted(placeOf(deps, session), importRuns(session.workspace))
  const row = await readImport(placeOf(deps, session), session.workspace, id)
  return row && (seesAll(session) || row.actorId === session.actor.memberId) ? row : fail('kernel.not-found', { import: id })
}

export async function importsOf(
  deps: ImportDeps,
  session: Session,
  o: { limit: number; before?: string; object?: string },
): Promise<ImportRow[]> {
  await markInterrupted(placeOf(deps, session), importRuns(session.workspace))
  return listImports(placeOf(deps, session), session.workspace, { ...o, ...(seesAll(session) ? {} : { actorId: session.actor.memberId }) })
}

export async function stopImport(deps: ImportDeps, session: Session, id: string): Promise<ImportRow> {
  await oneImport(deps, session, id)
  const isStopped = await moveRun(placeOf(deps, session), importRuns(session.workspace), id, {
    from: ['queued', 'interrupted'],
    to: 'stopped',
  })
  if (!isStopped && (await wantStop(placeOf(deps, session), importRuns(session.workspace), id)) === 0) fail('kernel.busy', { import: id })
  return oneImport(deps, session, id)
}

export async function resumeImport(deps: ImportDeps, session: Session, id: string): Promise<ImportRow> {
  const row = await oneImport(deps, session, id)
  if (row.undoneBy) fail('kernel.already-undone', { changeSet: row.changeSetId })
  await deps.engine.database.transaction(session.workspace, async (tx) => {
    const isMoved = await moveRun(tx, importRuns(session.workspace), id, { from: ['interrupted', 'stopped', 'failed'], to: 'queued' })
    if (!isMoved) fail('kernel.busy', { import: id })
    if (row.dryRun) await resetDryRun(tx, session.workspace, id)
    await deps.enqueue(tx, session.workspace, id)
  })
  return oneImport(deps, session, id)
}

export async function undoImport(
  deps: ImportDeps,
  session: Session,
  o: { id: string; choice: UndoChoice; road: WorkRoad },
): Promise<UndoAnswer> {
  const row = await oneImport(deps, session, o.id)
  if (row.state === 'queued' || row.state === 'running') fail('kernel.busy', { import: o.id })
  if (row.dryRun) fail('kernel.not-found', { import: o.id })
  const answer = await deps.engine.undo(session, row.changeSetId, o.choice, o.road)
  await moveRun(placeOf(deps, session), importRuns(session.workspace), o.id, { from: ['interrupted'], to: 'stopped' })
  return answer
}
