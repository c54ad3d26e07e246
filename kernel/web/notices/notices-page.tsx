import { Button } from 'antd'
import { useState } from 'react'
import { useMarkRead, useUnread } from '../data/notices.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink } from '../parts/app-link.tsx'
import { NoticeList } from './notice-list.tsx'

const filters = ['all', 'unread'] as const

/** Everything the person was told. */
export function Page() {
  const say = useTexts()
  const unread = useUnread()
  const mark = useMarkRead()
  const [filter, setFilter] = useState<(typeof filters)[number]>('all')
  return (
    <div className="zk-notices-page">
      <header className="zk-notices-head">
        <h1>{say('page.kernel.notices')}</h1>
        <span className="zk-grow" />
        <Button type="text" disabled={unread === 0} loading={mark.isPending} onClick={() => mark.mutate('all')}>
          {say('notices.read-all')}
        </Button>
        <AppLink to="/notices/settings">{say('notices.settings')}</AppLink>
      </header>
      <div className="zk-segments" role="group" aria-label={say('page.kernel.notices')}>
        {filters.map((one) => (
          <button key={one} type="button" aria-pressed={filter === one} onClick={() => setFilter(one)}>
            {say(`notices.filter.${one}`)}
          </button>
        ))}
      </div>
      <NoticeList unread={filter === 'unread'} limit={30} />
    </div>
  )
}
