import type { TouchedRecord, WorkState } from '../records/state.ts'
import { administratorGuard } from './administrator-guard.ts'
import { roleGuard } from './role-guard.ts'
import { shareGuard } from './share-guard.ts'

/**
 * A condition over the records of one object that must hold when a work ends, whichever road wrote them: form, import, undo. It sees what
 * the work has written, and throws where that must not stand.
 */
export type Guard = Readonly<{ object: string; check(state: WorkState, touched: readonly TouchedRecord[]): Promise<void> }>

const guards: readonly Guard[] = [administratorGuard, roleGuard, shareGuard]

/** Asks the guards of all objects that a work has written. */
export async function askGuards(state: WorkState): Promise<void> {
  for (const { object, check } of guards) {
    const touched = state.touched.get(object)
    if (touched) await check(state, touched)
  }
}
