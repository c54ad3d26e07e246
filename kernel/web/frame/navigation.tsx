import { useLocation } from '@tanstack/react-router'
import { Dropdown } from 'antd'
import { ChevronDown, ChevronRight, ChevronsLeft, ChevronsRight } from 'lucide-react'
import { useState } from 'react'
import { useMeta } from '../data/use-meta.ts'
import { type Session, useChangeSession } from '../data/use-session.ts'
import { langOf } from '../i18n/locale.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink } from '../parts/app-link.tsx'
import { Icon } from '../parts/icon.tsx'
import { Mark } from './mark.tsx'
import { type MenuGroup, menuOf, type NavEntry, pageEntries } from './navigation-entries.ts'

function Entry({ entry, isFolded }: Readonly<{ entry: NavEntry; isFolded: boolean }>) {
  const { pathname } = useLocation()
  const isCurrent = entry.to === '/' ? pathname === '/' : pathname === entry.to || pathname.startsWith(`${entry.to}/`)
  return (
    <AppLink
      to={entry.to}
      className="zk-nav-item"
      {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
      {...(isFolded ? { title: entry.label, 'aria-label': entry.label } : {})}
    >
      <Icon name={entry.icon} />
      {!isFolded && <span className="zk-clip">{entry.label}</span>}
    </AppLink>
  )
}

const closedKey = 'zhike.nav.closed'
const readClosed = (): readonly string[] => (localStorage.getItem(closedKey) ?? '').split(',').filter(Boolean)

type GroupProps = Readonly<{ group: MenuGroup; isFolded: boolean }>

function Group({ group: { module, entries, rules }, isFolded }: GroupProps) {
  const [isOpen, setOpen] = useState(() => !readClosed().includes(module.name))
  const toggle = () => {
    const others = readClosed().filter((name) => name !== module.name)
    localStorage.setItem(closedKey, (isOpen ? [...others, module.name] : others).join(','))
    setOpen(!isOpen)
  }
  const Sign = isOpen ? ChevronDown : ChevronRight
  return (
    <>
      {isFolded ? (
        <hr />
      ) : (
        <button type="button" className="zk-nav-group" aria-expanded={isOpen} onClick={toggle}>
          {module.label}
          <Sign size={12} strokeWidth={1.5} aria-hidden="true" />
        </button>
      )}
      {(isOpen || isFolded) && entries.map((entry) => <Entry key={entry.to} entry={entry} isFolded={isFolded} />)}
      {(isOpen || isFolded) && rules.length > 0 && <Rules rules={rules} isFolded={isFolded} />}
    </>
  )
}

/** What is set up once stays out of the way of what is opened every day, but for the one that stands open. */
function Rules({ rules, isFolded }: Readonly<{ rules: readonly NavEntry[]; isFolded: boolean }>) {
  const say = useTexts()
  const { pathname } = useLocation()
  const [isOpen, setOpen] = useState(false)
  const shown = isOpen ? rules : rules.filter(({ to }) => pathname === to || pathname.startsWith(`${to}/`))
  const Sign = isOpen ? ChevronDown : ChevronRight
  const label = say('nav.rules', { count: rules.length })
  return (
    <>
      <button
        type="button"
        className="zk-nav-item zk-plain-button zk-nav-rules"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        {...(isFolded ? { title: label, 'aria-label': label } : {})}
      >
        <Icon name="sliders-horizontal" />
        {!isFolded && <span className="zk-clip zk-grow">{label}</span>}
        {!isFolded && <Sign size={12} strokeWidth={1.5} aria-hidden="true" />}
      </button>
      {shown.map((entry) => (
        <Entry key={entry.to} entry={entry} isFolded={isFolded} />
      ))}
    </>
  )
}

function Workspace({ session, isFolded }: Readonly<{ session: Session; isFolded: boolean }>) {
  const change = useChangeSession()
  const { workspace, workspaces } = session
  const name = !isFolded && (
    <span className="zk-clip zk-grow" lang={langOf(workspace.name)}>
      {workspace.name}
    </span>
  )
  if (workspaces.length < 2) {
    return (
      <div className="zk-workspace" title={workspace.name}>
        <Mark />
        {name}
      </div>
    )
  }
  const items = workspaces.map(({ slug, name: label }) => ({ key: slug, label }))
  return (
    <Dropdown trigger={['click']} menu={{ items, selectedKeys: [workspace.slug], onClick: ({ key }) => change.mutate({ workspace: key }) }}>
      <button type="button" className="zk-workspace zk-plain-button" title={workspace.name}>
        <Mark />
        {name}
        {!isFolded && <ChevronDown size={14} strokeWidth={1.5} aria-hidden="true" />}
      </button>
    </Dropdown>
  )
}

/** The left side: workspace, home, objects by module, and what stands at the foot. */
export function Navigation({ session, isFolded, onFold }: Readonly<{ session: Session; isFolded: boolean; onFold(): void }>) {
  const say = useTexts()
  const meta = useMeta()
  const Fold = isFolded ? ChevronsRight : ChevronsLeft
  return (
    <nav className="zk-nav" aria-label={say('nav.label')}>
      <Workspace session={session} isFolded={isFolded} />
      <div className="zk-nav-body">
        <Entry entry={{ to: '/', label: say('nav.home'), icon: 'house' }} isFolded={isFolded} />
        {pageEntries('head', meta, say).map((entry) => (
          <Entry key={entry.to} entry={entry} isFolded={isFolded} />
        ))}
        {menuOf(meta, say).map((group) => (
          <Group key={group.module.name} group={group} isFolded={isFolded} />
        ))}
      </div>
      <div className="zk-nav-foot">
        {pageEntries('foot', meta, say).map((entry) => (
          <Entry key={entry.to} entry={entry} isFolded={isFolded} />
        ))}
        <button
          type="button"
          className="zk-nav-item zk-plain-button"
          onClick={onFold}
          aria-label={say(isFolded ? 'nav.unfold' : 'nav.fold')}
          title={say(isFolded ? 'nav.unfold' : 'nav.fold')}
        >
          <Fold size={16} strokeWidth={1.5} aria-hidden="true" className="zk-icon" />
          {!isFolded && say('nav.fold')}
        </button>
      </div>
    </nav>
  )
}
