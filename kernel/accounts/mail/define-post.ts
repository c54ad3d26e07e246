import type { Work } from '../../actions/define-action.ts'
import type { Letter } from './mail.ts'

/** A letter to somebody outside, with the id of the record that stands for it. */
export type PostLetter = Letter & Readonly<{ id: string }>

/**
 * What came of a letter: the server took it; it refused it for good; it may take it later (`isReached` false: nobody answered, so nothing is known against
 * the address).
 */
export type PostOutcome = Readonly<
  { id: string } & ({ state: 'sent' } | { state: 'refused'; why: string } | { state: 'later'; why: string; isReached: boolean })
>

/** Where the installation is found, and its seal: the same for the same text in every process, made by nobody outside. */
export type PostPlace = Readonly<{ publicUrl: string; mark(text: string): string }>

/**
 * Letters of a module to people outside, sent every minute where a mail server is named. What `take` answers it has marked as being on its way, in a work of its
 * own; the letters go out in no work at all; `note` is told what came of them in another. So each goes out once: of one whose process died in between nobody
 * knows, and it is the module's to say so.
 */
export type PostDef = Readonly<{
  name: string
  /** The next few letters that are due; none, and there is nothing more to do. */
  take(work: Work, place: PostPlace): Promise<readonly PostLetter[]>
  note(work: Work, outcomes: readonly PostOutcome[]): Promise<void>
}>

export const definePost = (name: `${string}.${string}`, spec: Omit<PostDef, 'name'>): PostDef => Object.freeze({ ...spec, name })
