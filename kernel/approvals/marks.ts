import type { WorkState } from '../records/state.ts'
import type { Fit } from './fits.ts'

/**
 * What the guards of approvals must know of a work: that it decides (`own`), that decisions follow from what else it does (`keeps`), or that it is only tried, and what
 * fitted then. Only code of this folder marks a work, so that no call from outside can.
 */
export type Mark = Readonly<{ kind: 'own' | 'keeps' } | { kind: 'trial'; found: Fit[]; passes: string | null }>

const marks = new WeakMap<WorkState, Mark>()

export const markOf = (state: WorkState): Mark | undefined => marks.get(state)
export const mark = (state: WorkState, as: Mark): void => void marks.set(state, as)
