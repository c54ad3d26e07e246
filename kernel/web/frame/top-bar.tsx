import { Button, Tooltip } from 'antd'
import { History, Info, Plus, Search } from 'lucide-react'
import { useAsOf } from '../data/as-of.ts'
import type { Session } from '../data/use-session.ts'
import { useTexts } from '../i18n/texts.ts'
import { NoticeBell } from '../notices/notice-bell.tsx'
import { withCommand } from '../parts/keys.ts'
import { CreateMenu } from './create-menu.tsx'
import { LanguageMenu } from './language-menu.tsx'
import { PersonMenu } from './person-menu.tsx'
import type { Layer } from './use-frame-keys.ts'
import { useTimeMachine } from './use-time-machine.ts'

/** Search, create, time machine, language, person. */
export function TopBar({ session, open, isCreating }: Readonly<{ session: Session; open(layer: Layer): void; isCreating: boolean }>) {
  const say = useTexts()
  const asOf = useAsOf()
  const time = useTimeMachine()
  return (
    <header className="zk-top">
      <button type="button" className="zk-search" onClick={() => open('palette')}>
        <Search size={16} strokeWidth={1.5} aria-hidden="true" />
        <span className="zk-clip">{say('top.search.hint')}</span>
        <kbd>{withCommand('K')}</kbd>
      </button>
      <span className="zk-grow" />
      {session.workspace.demo && (
        <span className="zk-demo">
          <Info size={14} strokeWidth={1.5} aria-hidden="true" />
          {say('top.demo')}
        </span>
      )}
      <CreateMenu isOpen={isCreating} onOpen={(isOpen) => open(isOpen ? 'create' : null)}>
        <Button icon={<Plus size={16} strokeWidth={1.5} aria-hidden="true" />} disabled={Boolean(asOf)}>
          {say('top.create')}
          <kbd>C</kbd>
        </Button>
      </CreateMenu>
      <Tooltip title={say('top.time-machine')}>
        <Button
          type={asOf ? 'default' : 'text'}
          aria-pressed={Boolean(asOf)}
          icon={<History size={16} strokeWidth={1.5} aria-hidden="true" />}
          aria-label={say('top.time-machine')}
          onClick={asOf ? time.toToday : time.start}
        />
      </Tooltip>
      {!session.person.seenBy && <NoticeBell />}
      <LanguageMenu />
      <PersonMenu session={session} />
    </header>
  )
}
