import type { AnyObject, RowOf } from '../model/define-object.ts'
import type { Work } from './define-action.ts'

/** A record as it was just stored, and as it stood before; null for a new one. */
export type Written<O extends AnyObject = AnyObject> = Readonly<{ row: RowOf<O>; before: RowOf<O> | null }>

/**
 * What comes of writing records of an object, in the same transaction and change set, so that an undo takes both back: the task that a follow-up asks for.
 * Forms, calls, bulk work and actions bring it about. Imports do not, as what they bring in happened elsewhere, unless they are asked to; neither does an undo, which only puts back.
 */
export type ConsequenceDef<O extends AnyObject = AnyObject, A = unknown> = Readonly<{
  object: string
  /** Fields whose change matters; a new record always does. */
  reads: readonly (keyof RowOf<O> & string)[]
  /** What it has to know, asked together with what the others of the object ask, in one call to the server. It sees what was written, and nothing that comes of it. */
  ask?(work: Work, written: readonly Written<O>[]): Promise<A>
  /** Imports bring it about where somebody asks for it by this name. Several that belong together share one: `leads.arrive`. Texts: `consequence.‹name›`, `consequence.‹name›.why`. */
  onImport?: string
  /** Everything that one piece of work wrote, at once. The work is that of whoever wrote; `work.as(system(…))` may more. */
  run(work: Work, written: readonly Written<O>[], asked: A): Promise<void>
}>

/** The name of all that does nothing but tell people. */
export const telling = 'kernel.notices'

export const defineConsequence = <O extends AnyObject, A = undefined>(
  object: O,
  spec: Omit<ConsequenceDef<O, A>, 'object'>,
): ConsequenceDef => Object.freeze({ ...spec, object: object.name }) as unknown as ConsequenceDef
