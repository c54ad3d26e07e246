import type { Work } from '../actions/define-action.ts'
import type { Locale } from '../model/field-type.ts'

/** A person as a round meets him: his own day, and whether it is morning: the three hours from when his day begins. */
export type RoundPerson = Readonly<{ id: string; today: string; isMorning: boolean; locale: Locale; timeZone: string }>

/** There is more to do: in a transaction of its own, in this change set. What else stands in it is the round's own. */
export type RoundPart = Readonly<{ changeSet: string }>

/**
 * What a module does by the clock: every minute in each workspace, by one process, as the system. It must be safe to do twice. One that takes long does a part and
 * answers it; it is called again with what it answered, until it answers nothing.
 */
export type RoundDef<P extends RoundPart = RoundPart> = Readonly<{
  name: string
  run(work: Work, people: readonly RoundPerson[], part?: P): Promise<P | void>
  /** After a part that failed, in a work of its own: what there is to say of it. It is given what the failed part was called with. */
  broke?(work: Work, part: P, error: unknown): Promise<void>
}>

export const defineRound = <P extends RoundPart>(name: `${string}.${string}`, spec: Omit<RoundDef<P>, 'name'>): RoundDef =>
  Object.freeze({ ...spec, name }) as unknown as RoundDef
