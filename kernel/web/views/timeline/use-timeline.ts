import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { asOfQuery, useAsOf } from '../../data/as-of.ts'
import type { ObjectMeta, Row } from '../../data/meta-types.ts'
import { keys } from '../../data/query-client.ts'
import { readPage } from '../../data/use-list.ts'
import { useMeta } from '../../data/use-meta.ts'
import { type HistoryEntry, useHistory } from '../../data/use-row.ts'
import { installedTimeline } from '../../slots/installed.ts'
import { type Author, type Kin, mergeSources, type Source } from './timeline.ts'

/** What stands in a timeline: `kind` is `all`, `fields` for changes of values, or an object; `days` back from now. */
export type TimelineChoice = Readonly<{ kind: string; days: number | null; author: string | null }>

const dayMs = 86_400_000

/** Objects whose records stand in the timelines of this one. */
export function useKin(object: ObjectMeta): readonly Kin[] {
  const meta = useMeta()
  return installedTimeline().flatMap((def) => {
    const child = meta.objects[def.of]
    const link = Object.values(object.children).find((children) => children.object === def.of)
    return child?.may.read && link ? [{ def, object: child, by: link.by }] : []
  })
}

/** Changes of a record and the records that stand in its timeline, merged by moment. */
export function useTimeline(
  at: Readonly<{ object: ObjectMeta; row: Row }>,
  kin: readonly Kin[],
  o: Readonly<{ choice: TimelineChoice; limit: number }>,
) {
  const { choice, limit } = o
  const asOf = useAsOf()
  const since = choice.days === null ? null : new Date(Math.floor(Date.now() / dayMs - choice.days) * dayMs).toISOString()
  const history = useHistory(at.object.name, at.row.id, limit)
  const shownKin = kin.filter(({ object }) => choice.kind === 'all' || choice.kind === object.name)
  const pages = useQueries({
    queries: shownKin.map(({ object, def, by }) => {
      const filter = {
        ...def.filter,
        [by]: at.row.id,
        ...(choice.author ? { createdBy: choice.author } : {}),
        ...(since ? { [def.at]: { gte: since } } : {}),
      }
      return {
        queryKey: keys.list(object.name, 'timeline', filter, limit, asOf),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          readPage({ object: object.name, filter, sort: [`-${def.at}`], fields: ['*'], limit }, asOfQuery(asOf), null, signal),
        placeholderData: keepPreviousData,
      }
    }),
  })
  const showsChanges = choice.kind === 'all' || choice.kind === 'fields'
  const sources: readonly Source[] = [
    ...(showsChanges ? [changesOf(history.data, { ...choice, since })] : []),
    ...shownKin.map((one, i): Source => {
      const rows = pages[i]?.data?.rows ?? []
      return {
        items: rows.map((row) => ({
          key: `${one.object.name} ${row.id}`,
          at: String(row[one.def.at]),
          author: authorIn(row.createdBy),
          kin: one,
          row,
        })),
        isWhole: !pages[i]?.data?.next,
      }
    }),
  ]
  return {
    entries: history.data?.rows ?? [],
    items: mergeSources(sources),
    hasMore: sources.some(({ isWhole }) => !isWhole),
    isPending: history.isPending || pages.some(({ isPending }) => isPending),
    isError: history.isError || pages.some(({ isError }) => isError),
  }
}

type Changes = Readonly<{ rows: readonly HistoryEntry[]; next?: string | null }> | undefined

function changesOf(data: Changes, choice: TimelineChoice & Readonly<{ since: string | null }>): Source {
  const rows = (data?.rows ?? []).map((entry) => ({
    key: `${entry.changeSet} ${entry.at} ${entry.kind}`,
    at: entry.at,
    author: authorIn(entry.actor),
    entry,
  }))
  const isShown = ({ entry, at, author }: (typeof rows)[number]) =>
    (choice.kind === 'all' || (entry.kind === 'update' && entry.changes.length > 0)) &&
    (choice.since === null || at >= choice.since) &&
    (choice.author === null || author?.id === choice.author)
  const isPast = choice.since !== null && rows.some(({ at }) => at < choice.since!)
  return { items: rows.filter(isShown), isWhole: !data?.next || isPast }
}

function authorIn(value: unknown): Author | null {
  const person = value as Readonly<{ id?: string | null; name?: string | null; title?: string | null }> | null
  return person?.id ? { id: person.id, name: person.name ?? person.title ?? '' } : null
}
