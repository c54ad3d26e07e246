import type { UndoChoice } from '../../engine-types.ts'
import { markStanding, markUndone, openChangeSet, previewUndo } from '../../history/undo.ts'
import { type PlannedPass, planPasses } from '../../history/undo-scan.ts'
import { type UndoPlace, undoStep } from '../../history/undo-step.ts'
import { Fault, fail } from '../../model/fault.ts'
import type { Scope } from '../../records/state.ts'
import type { BulkKind } from '../bulk-kind.ts'
import type { BulkRow } from '../bulk-rows.ts'

type Place = UndoPlace & Readonly<{ plan: readonly PlannedPass[] }>

const setOf = ({ wish }: Pick<BulkRow, 'wish'>): string => String(wish.changeSet)
const choiceOf = ({ wish }: Pick<BulkRow, 'wish'>): UndoChoice => ({
  ...(wish.resolve ? { resolve: wish.resolve as UndoChoice['resolve'] & object } : {}),
  ...(wish.conflicts ? { conflicts: wish.conflicts as UndoChoice['conflicts'] & string } : {}),
})

const isDecided = (choice: UndoChoice, conflicts: number): boolean =>
  conflicts === 0 || choice.conflicts !== undefined || Object.keys(choice.resolve ?? {}).length >= conflicts

/**
 * Takes a large change set back, batch by batch. From the beginning it counts as taken back by the run's own change set, so that nobody else does
 * so meanwhile; what others change while the run is under way stays as they leave it.
 */
export const undoKind: BulkKind = {
  batch: 5_000,
  async begin(scope, run) {
    const changeSet = setOf(run)
    const opened = await openChangeSet(scope, changeSet)
    const plan = await planPasses(scope, changeSet)
    if (plan.length === 0) throw new Fault('kernel.already-undone', { changeSet, reason: 'nothing-left' })
    const preview = await previewUndo(scope, changeSet)
    if (!isDecided(choiceOf(run), preview.conflictsTotal)) fail('kernel.undo-conflicts', { ...preview })
    await markUndone(scope, opened, changeSet, run.changeSetId)
    return plan.reduce((sum, { records }) => sum + records, 0)
  },
  async step(scope, run, { limit }) {
    const changeSet = setOf(run)
    const { plan, ...place } = (run.place as Place | null) ?? { plan: await planPasses(scope, changeSet), at: 0, after: null }
    const done = await undoStep(scope, { changeSet, plan, place, choice: { conflicts: 'keep', ...choiceOf(run) }, limit })
    if (!done) return null
    return {
      done: done.seen,
      place: { plan, ...done.place },
      counts: { restored: done.restored, kept: done.kept + done.beyond },
      leftOut: [],
    }
  },
  end: (scope: Scope, run: BulkRow) =>
    run.isWritten || (run.counts.restored ?? 0) > 0 ? Promise.resolve() : markStanding(scope, setOf(run), run.changeSetId),
  undoes: setOf,
}
