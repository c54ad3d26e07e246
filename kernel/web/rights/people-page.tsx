import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown, Input } from 'antd'
import { Ellipsis, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { call } from '../data/api.ts'
import type { LinkValue, Row } from '../data/meta-types.ts'
import { showToast } from '../data/toasts.ts'
import { showDone, showProblem } from '../data/undo.ts'
import { useList } from '../data/use-list.ts'
import { useMeta } from '../data/use-meta.ts'
import { seeAs, useSignedIn } from '../data/use-session.ts'
import { useDebounced } from '../fields/use-debounced.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink, recordAddress } from '../parts/app-link.tsx'
import { Avatar } from '../parts/avatar.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { Tag } from '../parts/tag.tsx'
import { HandoverDrawer } from './handover-drawer.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { type Invitation, peopleChanged, useInvitations } from './rights-api.ts'
import '../views/object-page.css'
import '../views/plain-table.css'
import './rights.css'

type Member = Row &
  Readonly<{
    name: string
    email: string | null
    active: boolean | null
    roles: readonly string[] | null
    department: LinkValue | null
    title: string | null
  }>
type State = 'active' | 'inactive' | Invitation['state']

const stateOf = (member: Member, invitation: Invitation | undefined): State =>
  invitation && (invitation.state === 'pending' || invitation.state === 'expired') && member.active !== false
    ? invitation.state
    : member.active === false
      ? 'inactive'
      : 'active'
const colors: Readonly<Partial<Record<State, string>>> = { active: 'green', pending: 'accent', expired: 'amber' }

/** Runs one step with a person, says what was done, and asks for the list anew. */
async function take(run: () => Promise<{ changeSet: string | null }>, done: string): Promise<void> {
  try {
    const { changeSet } = await run()
    if (changeSet) showDone(done, changeSet)
    else showToast({ text: done, tone: 'done' })
    await peopleChanged()
  } catch (error) {
    showProblem(error)
  }
}

function useSteps(member: Member, state: State, onHandOver: () => void) {
  const say = useTexts()
  const me = useSignedIn().person.id
  const change = (active: boolean) => () => call('PATCH', `/members/${member.id}`, { body: { active } })
  const isWaiting = state === 'pending' || state === 'expired'
  const steps: readonly (readonly [string, boolean, () => unknown])[] = [
    ['see-as', state !== 'inactive' && member.id !== me, () => seeAs(member.id).catch(showProblem)],
    [
      'again',
      isWaiting,
      () => take(() => call('POST', `/invitations/${member.id}/again`), say('people.done.again', { name: member.name })),
    ],
    [
      'withdraw',
      isWaiting,
      () => take(() => call('DELETE', `/invitations/${member.id}`), say('people.done.withdraw', { name: member.name })),
    ],
    [
      'invite',
      state === 'active' && member.email !== null && member.id !== me,
      () => take(() => call('POST', `/invitations/${member.id}/again`), say('people.done.again', { name: member.name })),
    ],
    ['hand-over', true, onHandOver],
    ['deactivate', state !== 'inactive', () => take(change(false), say('people.done.deactivate', { name: member.name }))],
    ['reactivate', state === 'inactive', () => take(change(true), say('people.done.reactivate', { name: member.name }))],
  ]
  const offered = steps.filter(([, isOffered]) => isOffered)
  return {
    items: offered.map(([key]) => ({ key, label: say(`people.step.${key}`), danger: key === 'deactivate' })),
    run: (key: string) => void offered.find(([name]) => name === key)?.[2](),
  }
}

type LineProps = Readonly<{ member: Member; invitation: Invitation | undefined; onHandOver(): void }>

function Line({ member, invitation, onHandOver }: LineProps) {
  const say = useTexts()
  const format = useFormat()
  const meta = useMeta()
  const state = stateOf(member, invitation)
  const { items, run } = useSteps(member, state, onHandOver)
  const roles = meta.objects.member?.fields.roles?.options.choices ?? []
  return (
    <tr>
      <td>
        <span className="zk-row">
          <Avatar name={member.name} id={member.id} />
          <span className="zk-people-person">
            <AppLink to={recordAddress('members', member.id)}>{member.name}</AppLink>
            <span className="zk-second zk-small zk-clip">{member.email}</span>
          </span>
        </span>
      </td>
      <td>{member.department?.title}</td>
      <td>{(member.roles ?? []).map((key) => roles.find((role) => role.key === key)?.label ?? key).join(' · ')}</td>
      <td className="zk-people-state">
        <Tag color={colors[state]}>{say(`people.state.${state}`)}</Tag>
        {invitation && state === 'pending' && (
          <span className="zk-second zk-small"> {say('people.until', { day: format.day(invitation.expiresAt.slice(0, 10)) })}</span>
        )}
      </td>
      <td>
        <Dropdown trigger={['click']} placement="bottomRight" menu={{ items, onClick: ({ key }) => run(key) }}>
          <Button
            size="small"
            type="text"
            icon={<Ellipsis size={16} strokeWidth={1.5} aria-hidden="true" />}
            aria-label={say('people.steps', { name: member.name })}
          />
        </Dropdown>
      </td>
    </tr>
  )
}

/** Everybody of the workspace: who works here, who is invited, who has left, and what can be done about it. */
export function Page() {
  const say = useTexts()
  const navigate = useNavigate()
  const [words, setWords] = useState('')
  const q = useDebounced(words.trim(), 250)
  const [isInviting, setInviting] = useState(false)
  const [leaver, setLeaver] = useState<Member | null>(null)
  const { rows, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useList({
    object: 'member',
    ...(q ? { q } : { sort: ['name'] }),
    limit: 100,
  })
  const { data: invitations } = useInvitations()
  const byMember = new Map(invitations?.rows.map((one) => [one.member.id, one]))
  return (
    <div className="zk-object">
      <header className="zk-head">
        <h1>{say('page.kernel.people')}</h1>
        <span className="zk-grow" />
        <Input
          className="zk-people-search"
          allowClear
          value={words}
          placeholder={say('people.find')}
          aria-label={say('people.find')}
          onChange={(event) => setWords(event.target.value)}
        />
        <Button type="primary" icon={<UserPlus size={14} strokeWidth={1.5} aria-hidden="true" />} onClick={() => setInviting(true)}>
          {say('people.invite')}
        </Button>
      </header>
      <div className="zk-audit zk-table-place">
        {isPending && <SkeletonLines lines={10} />}
        {!isPending && rows.length === 0 && <EmptyState icon="users-round" title={say('people.none')} why={say('people.none.why')} />}
        {rows.length > 0 && (
          <table className="zk-table zk-people-table">
            <thead>
              <tr>
                {['person', 'department', 'roles', 'state'].map((column) => (
                  <th key={column} scope="col">
                    {say(`people.column.${column}`)}
                  </th>
                ))}
                <th scope="col">
                  <span className="zk-unseen">{say('people.column.steps')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {(rows as readonly Member[]).map((member) => (
                <Line key={member.id} member={member} invitation={byMember.get(member.id)} onHandOver={() => setLeaver(member)} />
              ))}
            </tbody>
          </table>
        )}
        {hasNextPage && (
          <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {say('people.more')}
          </Button>
        )}
      </div>
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
      {leaver && (
        <HandoverDrawer
          member={leaver}
          onClose={() => setLeaver(null)}
          onShow={(changeSet) => void navigate({ to: `/history/${changeSet}` as never })}
        />
      )}
    </div>
  )
}
