import { Button } from 'antd'
import dayjs from 'dayjs'
import { useMeta } from '../data/use-meta.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink } from '../parts/app-link.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { Tag } from '../parts/tag.tsx'
import { type ChangeSet, recordCount, type Tab, type useChangeSets } from './change-sets.ts'
import { actorName, sentenceOf } from './sentence.ts'
import { SetSign } from './set-sign.tsx'

function SetLine({ set, tab, isCurrent }: Readonly<{ set: ChangeSet; tab: Tab; isCurrent: boolean }>) {
  const say = useTexts()
  const meta = useMeta()
  const format = useFormat()
  const sentence = sentenceOf(set, { meta, say, format })
  const count = recordCount(set)
  return (
    <AppLink
      to={`/history/${set.id}`}
      search={tab === 'all' ? {} : { tab }}
      className="zk-set-line"
      {...(isCurrent ? { 'aria-current': 'true' as const } : {})}
    >
      <SetSign set={set} />
      <span className="zk-column zk-grow">
        <span className="zk-set-words zk-clip" title={sentence}>
          {sentence}
        </span>
        <span className="zk-small zk-second zk-clip">
          {actorName(set, say)} · {say(`via.${set.via}`)}
        </span>
      </span>
      <span className="zk-set-end">
        <time className="zk-small zk-meta" dateTime={set.at} title={format.moment(set.at)}>
          {format.time(set.at)}
        </time>
        {set.undoneBy ? (
          <Tag>{say('history.undone')}</Tag>
        ) : set.undoes ? (
          <Tag color="amber">{say('history.undo')}</Tag>
        ) : (
          <span className="zk-small zk-meta">{say('history.records', { count, number: format.number(count) })}</span>
        )}
      </span>
    </AppLink>
  )
}

/** Sets of one day under its name, newest day first. */
function byDay(sets: readonly ChangeSet[], timeZone: string): readonly (readonly [string, readonly ChangeSet[]])[] {
  return [...Map.groupBy(sets, ({ at }) => dayjs(at).tz(timeZone).format('YYYY-MM-DD'))]
}

type SetListProps = Readonly<{ query: ReturnType<typeof useChangeSets>; tab: Tab; current: string | undefined }>

/** All change sets of a tab, by day. */
export function SetList({ query, tab, current }: SetListProps) {
  const say = useTexts()
  const format = useFormat()
  const { rows, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = query
  if (isPending)
    return (
      <div className="zk-set-pad">
        <SkeletonLines lines={9} />
      </div>
    )
  if (rows.length === 0 && !hasNextPage) return <EmptyState icon="history" title={say('history.empty')} why={say('history.empty.why')} />
  return (
    <nav aria-label={say('page.kernel.history')}>
      {byDay(rows, format.timeZone).map(([day, sets]) => {
        const name = format.dayRelative(day)
        const full = format.day(day)
        return (
          <section key={day}>
            <h2 className="zk-set-day zk-date">
              {name === full || name === format.dayShort(day) ? full : `${name} · ${format.dayShort(day)}`}
            </h2>
            {sets.map((set) => (
              <SetLine key={set.id} set={set} tab={tab} isCurrent={set.id === current} />
            ))}
          </section>
        )
      })}
      {hasNextPage && (
        <div className="zk-set-pad">
          <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {say('history.older')}
          </Button>
        </div>
      )}
    </nav>
  )
}
