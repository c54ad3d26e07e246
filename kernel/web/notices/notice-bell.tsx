import { Badge, Button, Drawer } from 'antd'
import { Bell, Settings } from 'lucide-react'
import { useState } from 'react'
import { useMarkRead, useUnread } from '../data/notices.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink } from '../parts/app-link.tsx'
import { NoticeList } from './notice-list.tsx'

/** How many notices are unread; behind it they stand in a drawer. */
export function NoticeBell() {
  const say = useTexts()
  const unread = useUnread()
  const mark = useMarkRead()
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Badge count={unread} size="small" overflowCount={99} offset={[-6, 6]}>
        <Button
          type="text"
          icon={<Bell size={16} strokeWidth={1.5} aria-hidden="true" />}
          aria-label={say('notices.open', { count: unread })}
          title={say('notices.open', { count: unread })}
          onClick={() => setOpen(true)}
        />
      </Badge>
      <Drawer
        open={isOpen}
        onClose={close}
        size={420}
        title={say('page.kernel.notices')}
        className="zk-notices-drawer"
        extra={
          <span className="zk-row">
            <Button type="text" size="small" disabled={unread === 0} loading={mark.isPending} onClick={() => mark.mutate('all')}>
              {say('notices.read-all')}
            </Button>
            <AppLink
              to="/notices/settings"
              onClick={close}
              className="zk-row"
              aria-label={say('page.kernel.notice-settings')}
              title={say('page.kernel.notice-settings')}
            >
              <Settings size={16} strokeWidth={1.5} aria-hidden="true" />
            </AppLink>
          </span>
        }
        footer={
          <AppLink to="/notices" onClick={close}>
            {say('notices.all')}
          </AppLink>
        }
      >
        {isOpen && <NoticeList unread={false} limit={20} onOpened={close} />}
      </Drawer>
    </>
  )
}

/** The same in the bar of a phone, where the notices are a page. */
export function PhoneBell({ isHere }: Readonly<{ isHere: boolean }>) {
  const say = useTexts()
  const unread = useUnread()
  return (
    <AppLink to="/notices" {...(isHere ? { 'aria-current': 'page' as const } : {})}>
      <Badge count={unread} size="small" overflowCount={99} offset={[2, 2]}>
        <Bell size={22} strokeWidth={1.5} aria-hidden="true" />
      </Badge>
      {say('phone.notices')}
    </AppLink>
  )
}
