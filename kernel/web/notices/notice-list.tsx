import { Button } from 'antd'
import dayjs from 'dayjs'
import { type Notice, useMarkRead, useNotices } from '../data/notices.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { NoticeCard } from './notice-card.tsx'
import './notices.css'

type ListProps = Readonly<{ unread: boolean; limit: number; onOpened?(): void }>

/** Notices under the day they came; opening one marks it as read. */
export function NoticeList({ unread, limit, onOpened }: ListProps) {
  const say = useTexts()
  const format = useFormat()
  const mark = useMarkRead()
  const { rows, isPending, isError, hasNextPage, isFetchingNextPage, fetchNextPage } = useNotices({ unread, limit })
  const dayOf = ({ at }: Notice) => dayjs(at).tz(format.timeZone).format('YYYY-MM-DD')
  if (isPending) return <SkeletonLines lines={6} />
  if (isError) return <EmptyState icon="bell" title={say('notices.problem')} />
  if (rows.length === 0)
    return <EmptyState icon="bell" title={say(unread ? 'notices.none-unread' : 'notices.none')} why={say('notices.none.why')} />
  return (
    <div className="zk-notices">
      {[...Map.groupBy(rows, dayOf)].map(([day, ofDay]) => (
        <section key={day}>
          <h2 className="zk-notices-day zk-date">{format.dayRelative(day)}</h2>
          {ofDay.map((notice) => (
            <NoticeCard
              key={notice.id}
              notice={notice}
              onRead={() => mark.mutate([notice.id])}
              onOpen={() => {
                if (!notice.readAt) mark.mutate([notice.id])
                onOpened?.()
              }}
            />
          ))}
        </section>
      ))}
      {hasNextPage && (
        <Button type="text" block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('notices.more')}
        </Button>
      )}
    </div>
  )
}
