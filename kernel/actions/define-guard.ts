import type { AnyObject, RowOf } from '../model/define-object.ts'
import type { Work } from './define-action.ts'

/** What one work made of a record. `was` holds its stored values before, by field (of money the amount); null where the work made it. `row` is null where it is gone. */
export type Guarded<O extends AnyObject = AnyObject> = Readonly<{
  id: string
  row: RowOf<O> | null
  was: Readonly<Record<string, unknown>> | null
}>

/** A record that cannot go: the fault says why. */
export type Staying = Readonly<{ id: string; code: string; details?: Readonly<Record<string, unknown>> }>

/**
 * What must hold of an object's records when a work ends, whichever road wrote them: form, call, import, undo. A rule sees one record and is not asked by an undo, a consequence not by an import;
 * a guard is asked by all of them, may look at other records, and writes nothing: it throws where that must not stand.
 */
export type GuardDef = Readonly<{
  object: string
  /** Asked only where something is being taken back: other writes are not read again for it. */
  onUndo?: true
  /** Asked only where one of these fields was changed, or holds something in a new record; of sets too large to be named not at all, as those change none of them. */
  reads?: readonly string[]
  /** Asked before people remove records, by whatever road, and not afterwards: which of them must stay for now, and why. */
  stays?(work: Work, ids: readonly string[]): Promise<readonly Staying[]>
  /** The work is the system's. What is compared over several records is to be held first (`one` with `lock`). */
  check(work: Work, written: readonly Guarded[], road: GuardRoad): Promise<void>
}>

/** How the work came: `isUndo` where something is being taken back, `by` whom it is, null for the system. */
export type GuardRoad = Readonly<{ isUndo: boolean; isImport: boolean; by: string | null }>

export const defineGuard = <O extends AnyObject>(
  object: O,
  check: (work: Work, written: readonly Guarded<O>[], road: GuardRoad) => Promise<void>,
  o: Pick<GuardDef, 'reads'> = {},
): GuardDef => Object.freeze({ ...o, object: object.name, check: check as unknown as GuardDef['check'] })

/** A guard of what an undo may take back. */
export const defineUndoGuard = <O extends AnyObject>(
  object: O,
  check: (work: Work, written: readonly Guarded<O>[]) => Promise<void>,
): GuardDef => Object.freeze({ ...defineGuard(object, check), onUndo: true })

/** A guard of what may be removed: the one who is told of one record, and bulk work, which leaves them out, hear the same. */
export const defineRemovalGuard = (object: AnyObject, stays: NonNullable<GuardDef['stays']>): GuardDef =>
  Object.freeze({ object: object.name, stays, check: async () => {} })
