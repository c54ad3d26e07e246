import type { Work } from '../actions/define-action.ts'

/** A person as a round meets him: his own day, and whether it is morning: the three hours from when his day begins. */
export type RoundPerson = Readonly<{ id: string; today: string; isMorning: boolean }>

/** What a module does by the clock: every minute in each workspace, by one process, as the system. It must be safe to do twice. */
export type RoundDef = Readonly<{ name: string; run(work: Work, people: readonly RoundPerson[]): Promise<void> }>

export const defineRound = (name: `${string}.${string}`, spec: Pick<RoundDef, 'run'>): RoundDef => Object.freeze({ ...spec, name })
