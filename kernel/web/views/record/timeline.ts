import type { HistoryEntry } from '../../data/use-row.ts'

export type TimelineDay = Readonly<{ day: string; entries: readonly HistoryEntry[] }>
export type TimelineFilter = 'all' | 'fields'

/** Entries under the day they happened on, newest first; `fields` leaves out everything but changes of values. */
export function timelineDays(
  entries: readonly HistoryEntry[],
  filter: TimelineFilter,
  dayOf: (instant: string) => string,
): readonly TimelineDay[] {
  const shown = entries.filter((entry) => filter === 'all' || (entry.kind === 'update' && entry.changes.length > 0))
  return [...Map.groupBy(shown, (entry) => dayOf(entry.at))].map(([day, ofDay]) => ({ day, entries: ofDay }))
}
