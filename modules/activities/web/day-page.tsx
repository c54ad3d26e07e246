import { useQueries } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { addDays } from '#kernel/model'
import {
  AppLink,
  call,
  EmptyState,
  installedTimeline,
  KinEntry,
  type Row,
  recordAddress,
  SkeletonLines,
  useFormat,
  useMeta,
  useTexts,
} from '#kernel/web'
import './activities.css'

const most = 200

/** What is known of a person's day: all records of his that stand in timelines, in order of time. The reader sees of it what he may read. */
function useDay(person: string, day: string) {
  const meta = useMeta()
  const shown = installedTimeline().flatMap((def) => {
    const object = meta.objects[def.of]
    return object?.may.read && object.owned ? [{ def, object }] : []
  })
  const answers = useQueries({
    queries: shown.map(({ def, object }) => {
      const filter = { ...def.filter, owner: person, [def.at]: { gte: day, lt: addDays(day, 1) } }
      return {
        queryKey: ['o', object.name, 'list', 'day', filter],
        queryFn: async ({ signal }: { signal: AbortSignal }) =>
          (
            await call<{ rows: readonly Row[] }>('GET', `/${object.plural}`, {
              query: { fields: '*', filter: JSON.stringify(filter), sort: def.at, limit: String(most) },
              signal,
            })
          ).body.rows,
      }
    }),
  })
  const items = shown.flatMap(({ def, object }, i) =>
    (answers[i]?.data ?? []).map((row) => ({ key: `${object.name} ${row.id}`, def, object, row, at: Date.parse(String(row[def.at])) })),
  )
  return { items: items.toSorted((a, b) => a.at - b.at), isPending: answers.some(({ isPending }) => isPending) }
}

/** One day of one person, from morning to evening: follow-ups, tasks, visits, quotes, orders and what else stands in timelines. */
export function Page() {
  const say = useTexts()
  const format = useFormat()
  const meta = useMeta()
  const navigate = useNavigate()
  const { person = '' } = useParams({ strict: false }) as { person?: string }
  const { day = format.today(), name = '' } = useSearch({ strict: false }) as { day?: string; name?: string }
  const { items, isPending } = useDay(person, day)
  const go = (to: string) => void navigate({ to: `/team/${person}` as never, search: { name, day: to } as never })
  const member = meta.objects.member
  return (
    <div className="zk-act-page">
      <header className="zk-row zk-act-head">
        <h1>
          {member ? <AppLink to={recordAddress(member.plural, person)}>{name || say('member')}</AppLink> : name}
          <span className="zk-meta zk-small">
            {format.day(day)} · {say('activities.day.count', { count: items.length })}
          </span>
        </h1>
        <span className="zk-grow" />
        <Button size="small" onClick={() => go(addDays(day, -1))}>
          {say('activities.day.before')}
        </Button>
        <Button size="small" disabled={day >= format.today()} onClick={() => go(addDays(day, 1))}>
          {say('activities.day.after')}
        </Button>
      </header>
      {isPending && <SkeletonLines lines={6} />}
      {!isPending && items.length === 0 && <EmptyState icon="calendar-days" title={say('activities.day.none')} />}
      {items.length > 0 && (
        <section className="zk-act-day" aria-label={format.day(day)}>
          {items.map(({ key, def, object, row }) => (
            <KinEntry key={key} def={def} object={object} row={row} />
          ))}
        </section>
      )}
    </div>
  )
}
