import type { AnyObject } from '../model/define-object.ts'

/** A kind of thing people are told. Texts: `notice.‹name›` is the sentence, with `{actor}` and the values in it; `notice.‹name›.kind` what the settings call it. */
export type NoticeDef = Readonly<{
  /** `activities.task-assigned` */
  name: string
  /** Object of the records it is about; absent where it may be any. */
  on?: string
  /** Somebody waits for the person who is told. Such a notice goes out by mail at once, others once a day. */
  asks: boolean
  /** Where it is told unless the person wants it otherwise. */
  channels: readonly NoticeChannel[]
  /** Fields of the record that stand on the card, read with the reader's rights; those that the record's object does not have are passed over. */
  shows: readonly string[]
}>

export type NoticeChannel = 'bell' | 'mail'

/** One person who is told of one record. */
export type Telling = Readonly<{
  /** Id of the member. Whoever does what is told, and members who are not active, hear nothing. */
  person: string
  record: string
  /** Where the kind names no object. */
  object?: string
  /** What the sentence says beside the record: days, numbers, words of the program. Nothing that a reader of the notice may not know. */
  values?: Readonly<Record<string, string | number | null>>
  /** Told only once ever with these words: what a clock tells. */
  once?: string
}>

export const defineNotice = (
  name: `${string}.${string}`,
  spec: Readonly<{ on?: AnyObject; asks?: boolean; channels?: readonly NoticeChannel[]; shows?: readonly string[] }> = {},
): NoticeDef =>
  Object.freeze({
    name,
    ...(spec.on ? { on: spec.on.name } : {}),
    asks: spec.asks ?? false,
    channels: spec.channels ?? (['bell', 'mail'] as const),
    shows: spec.shows ?? [],
  })
