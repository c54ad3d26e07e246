import type { WorkState } from '../records/state.ts'

/** Something in a case that people want to hear of, and who. */
export type Told = Readonly<{ what: 'asked' | 'ended' | 'returned' | 'question' | 'copied'; case: string; people: readonly string[] }>

/**
 * Where people are told: next approvers, the submitter, those who get a copy. Once per step of a case, in the transaction of what it tells of; the event reaches whoever listens after the commit.
 */
export function tell(state: WorkState, told: Told): void {
  if (told.people.length > 0) state.events.push({ event: 'approval', payload: told })
}
