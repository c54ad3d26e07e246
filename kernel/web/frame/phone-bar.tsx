import { useLocation } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { Ellipsis, House, Plus, Search } from 'lucide-react'
import { useMeta } from '../data/use-meta.ts'
import type { Session } from '../data/use-session.ts'
import { langOf } from '../i18n/locale.ts'
import { useTexts } from '../i18n/texts.ts'
import { PhoneBell } from '../notices/notice-bell.tsx'
import { AppLink } from '../parts/app-link.tsx'
import { Icon } from '../parts/icon.tsx'
import { CreateMenu } from './create-menu.tsx'
import { LanguageMenu } from './language-menu.tsx'
import { menuOf, pageEntries } from './navigation-entries.ts'
import { PersonMenu } from './person-menu.tsx'
import type { Layer } from './use-frame-keys.ts'

type PhoneBarProps = Readonly<{ session: Session; open(layer: Layer): void; layer: Layer }>

/** The bar at the bottom of a phone: home, search, create, more. */
export function PhoneBar({ session, open, layer }: PhoneBarProps) {
  const say = useTexts()
  const { pathname } = useLocation()
  return (
    <nav className="zk-phone-bar" aria-label={say('nav.label')}>
      <AppLink to="/" {...(pathname === '/' ? { 'aria-current': 'page' as const } : {})}>
        <House size={22} strokeWidth={1.5} aria-hidden="true" />
        {say('phone.home')}
      </AppLink>
      <button type="button" className="zk-plain-button" onClick={() => open('palette')}>
        <Search size={22} strokeWidth={1.5} aria-hidden="true" />
        {say('phone.search')}
      </button>
      <CreateMenu isOpen={layer === 'create'} onOpen={(isOpen) => open(isOpen ? 'create' : null)}>
        <button type="button" className="zk-plain-button" aria-label={say('top.create')}>
          <span className="zk-phone-plus">
            <Plus size={22} strokeWidth={1.5} aria-hidden="true" />
          </span>
        </button>
      </CreateMenu>
      {!session.person.seenBy && <PhoneBell isHere={pathname === '/notices'} />}
      <button type="button" className="zk-plain-button" onClick={() => open('more')}>
        <Ellipsis size={22} strokeWidth={1.5} aria-hidden="true" />
        {say('phone.more')}
      </button>
      <More session={session} isOpen={layer === 'more'} onClose={() => open(null)} />
    </nav>
  )
}

function More({ session, isOpen, onClose }: Readonly<{ session: Session; isOpen: boolean; onClose(): void }>) {
  const say = useTexts()
  const meta = useMeta()
  const groups = [
    ...menuOf(meta, say).map(({ module, entries, rules }) => ({ label: module.label, entries: [...entries, ...rules] })),
    { label: '', entries: [...pageEntries('head', meta, say), ...pageEntries('foot', meta, say)] },
  ]
  return (
    <Drawer
      open={isOpen}
      onClose={onClose}
      placement="bottom"
      size="80%"
      title={<span lang={langOf(session.workspace.name)}>{session.workspace.name}</span>}
      extra={
        <>
          <LanguageMenu />
          <PersonMenu session={session} />
        </>
      }
    >
      {groups.map(({ label, entries }) => (
        <section key={label} className="zk-phone-more">
          {label && <h3 className="zk-meta zk-small">{label}</h3>}
          {entries.map((entry) => (
            <AppLink key={entry.to} to={entry.to} onClick={onClose} className="zk-nav-item">
              <Icon name={entry.icon} size={20} />
              <span className="zk-clip">{entry.label}</span>
            </AppLink>
          ))}
        </section>
      ))}
    </Drawer>
  )
}
