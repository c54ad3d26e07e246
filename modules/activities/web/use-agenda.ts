import { useQueries } from '@tanstack/react-query'
import { addDays } from '#kernel/model'
import { call, installedAgenda, type ObjectMeta, type Row, titleOf, useFormat, useMeta } from '#kernel/web'

/** Something that stands on a day: with its time, where it has one. */
export type AgendaItem = Readonly<{ key: string; object: ObjectMeta; row: Row; day: string; at: string | null; text: string }>

/** As many of one object as a month may have. */
const most = 500
const about = ['account', 'lead', 'contact'] as const

/** What a person has before him from a day to another: tasks, planned steps and visits, deals that are expected. One question for each object. */
export function useAgenda(person: string, from: string, days: number) {
  const meta = useMeta()
  const { timeZone } = useFormat()
  const dayOf = (moment: string) => new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(moment))
  const shown = installedAgenda().flatMap((def) => {
    const object = meta.objects[def.of]
    return object?.may.read && object.fields[def.at] ? [{ def, object }] : []
  })
  const answers = useQueries({
    queries: shown.map(({ def, object }) => {
      const filter = { ...def.filter, owner: person, [def.at]: { gte: from, lt: addDays(from, days) } }
      const fields = ['id', object.title, def.at, ...(def.says ? [def.says] : []), ...about].filter(
        (name) => name === 'id' || object.fields[name],
      )
      return {
        queryKey: ['o', object.name, 'list', 'agenda', filter],
        queryFn: async ({ signal }: { signal: AbortSignal }) =>
          (
            await call<{ rows: readonly Row[] }>('GET', `/${object.plural}`, {
              query: { fields: fields.join(','), filter, sort: def.at, limit: most },
              signal,
            })
          ).body.rows,
      }
    }),
  })
  const items = shown.flatMap(({ def, object }, i) =>
    (answers[i]?.data ?? []).map((row): AgendaItem => {
      const value = String(row[def.at])
      const isDay = object.fields[def.at]?.kind === 'day'
      const says = def.says ? row[def.says] : null
      const text = typeof says === 'string' && says !== '' ? says : titleOf(object, row)
      return { key: `${object.name} ${row.id}`, object, row, day: isDay ? value : dayOf(value), at: isDay ? null : value, text }
    }),
  )
  return {
    byDay: Map.groupBy(
      items.toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? '')),
      ({ day }) => day,
    ),
    isPending: answers.some(({ isPending }) => isPending),
    isError: answers.some(({ isError }) => isError),
  }
}

/** Whom or what it is about, in words. */
export function aboutOf({ row }: AgendaItem): string {
  for (const name of about) {
    const title = (row[name] as Readonly<{ title?: string }> | null | undefined)?.title
    if (title) return title
  }
  return ''
}
