import type { ObjectMeta, Row } from '../../data/meta-types.ts'
import type { HistoryEntry } from '../../data/use-row.ts'
import type { TimelineDef } from '../../slots/define-web.ts'

/** Something that stands in a timeline: a change of the record itself, or a record that belongs to it. */
export type TimelineItem = Readonly<{ key: string; at: string; author: Author | null }> &
  (Readonly<{ entry: HistoryEntry }> | Readonly<{ kin: Kin; row: Row }>)
export type Author = Readonly<{ id: string; name: string }>
/** Records of an object that stand in the timeline of another, by the link that says so. */
export type Kin = Readonly<{ def: TimelineDef; object: ObjectMeta; by: string }>
export type TimelineDay = Readonly<{ day: string; items: readonly TimelineItem[] }>

/** One source of a timeline, newest first; `isWhole` says that nothing older is left out. */
export type Source = Readonly<{ items: readonly TimelineItem[]; isWhole: boolean }>

/** Several sources as one, newest first. Where one of them goes on further down, nothing below its end is shown, as something may be missing there. */
export function mergeSources(sources: readonly Source[]): readonly TimelineItem[] {
  const ends = sources.flatMap(({ items, isWhole }) => (isWhole || items.length === 0 ? [] : [Date.parse(items.at(-1)!.at)]))
  const end = Math.max(Number.NEGATIVE_INFINITY, ...ends)
  return sources
    .flatMap(({ items }) => items)
    .filter(({ at }) => Date.parse(at) >= end)
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
}

/** The same under the day they happened on. */
export const toDays = (items: readonly TimelineItem[], dayOf: (instant: string) => string): readonly TimelineDay[] =>
  [...Map.groupBy(items, ({ at }) => dayOf(at))].map(([day, ofDay]) => ({ day, items: ofDay }))

/** Persons who stand in a timeline, each once, in the order in which they come. */
export const authorsOf = (items: readonly TimelineItem[]): readonly Author[] => [
  ...new Map(items.flatMap(({ author }) => (author ? [[author.id, author] as const] : []))).values(),
]
