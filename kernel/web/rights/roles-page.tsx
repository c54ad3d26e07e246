import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Modal, Select } from 'antd'
import { Copy, History, RotateCcw, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { showDone, showProblem } from '../data/undo.ts'
import { PageProblem } from '../frame/page-problem.tsx'
import { useTexts } from '../i18n/texts.ts'
import { AppLink } from '../parts/app-link.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { useIsPhone } from '../parts/use-is-phone.ts'
import { type Role, type RoleGrants, useRemoveRole, useRoles, useSaveRole } from './rights-api.ts'
import { RoleMatrix } from './role-matrix.tsx'
import { differences } from './role-state.ts'
import '../views/object-page.css'
import '../views/plain-table.css'
import './rights.css'

const icon = (Sign: typeof Copy) => <Sign size={14} strokeWidth={1.5} aria-hidden="true" />

/** Letters and digits of a name, as a key; a number where there are none. */
const keyFor = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40) || `role-${Date.now().toString(36)}`

/** Asks what a copy shall be called. */
function CopyDialog({ role, onClose, onCopied }: Readonly<{ role: Role; onClose(): void; onCopied(key: string): void }>) {
  const say = useTexts()
  const save = useSaveRole()
  const [name, setName] = useState('')
  const copy = async () => {
    const key = keyFor(name)
    try {
      const changeSet = await save.mutateAsync({ key: null, body: { key, name: name.trim(), grants: role.grants } })
      showDone(say('rights.role.made', { name: name.trim() }), changeSet)
      onCopied(key)
    } catch (error) {
      showProblem(error)
    }
  }
  return (
    <Modal
      open
      title={say('rights.role.copy-of', { name: role.label })}
      okText={say('rights.role.make')}
      cancelText={say('form.cancel')}
      okButtonProps={{ disabled: name.trim() === '', loading: save.isPending }}
      onOk={() => void copy()}
      onCancel={onClose}
    >
      <label htmlFor="role-name">{say('rights.role.name')}</label>
      <Input
        id="role-name"
        autoFocus
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={() => name.trim() && void copy()}
      />
    </Modal>
  )
}

/** Saving, copying, going back: what can be done with the role that is shown. */
function RoleSteps({
  role,
  grants,
  isChanged,
  onShow,
}: Readonly<{ role: Role; grants: RoleGrants; isChanged: boolean; onShow(key: string): void }>) {
  const say = useTexts()
  const [save, remove] = [useSaveRole(), useRemoveRole()]
  const [isCopying, setCopying] = useState(false)
  const store = async () => {
    try {
      showDone(
        say('rights.role.saved', { name: role.label }),
        await save.mutateAsync({ key: role.key, body: { grants: differences(grants, role.declared) } }),
      )
    } catch (error) {
      showProblem(error)
    }
  }
  const drop = async () => {
    try {
      showDone(say(role.builtIn ? 'rights.role.restored' : 'rights.role.removed', { name: role.label }), await remove.mutateAsync(role.key))
      if (!role.builtIn) onShow('rep')
    } catch (error) {
      showProblem(error)
    }
  }
  return (
    <span className="zk-row zk-role-steps">
      {role.record && (
        <AppLink to={`/o/roles/${role.record.id}`} className="zk-role-history">
          {icon(History)}
          {say('rights.role.history')}
        </AppLink>
      )}
      {role.record && (
        <Button icon={icon(role.builtIn ? RotateCcw : Trash2)} loading={remove.isPending} onClick={() => void drop()}>
          {say(role.builtIn ? 'rights.role.restore' : 'rights.role.remove')}
        </Button>
      )}
      <Button icon={icon(Copy)} onClick={() => setCopying(true)} disabled={role.key === 'administrator'}>
        {say('rights.role.copy')}
      </Button>
      <Button type="primary" disabled={!isChanged} loading={save.isPending} onClick={() => void store()}>
        {say('form.save')}
      </Button>
      {isCopying && (
        <CopyDialog
          role={role}
          onClose={() => setCopying(false)}
          onCopied={(key) => {
            setCopying(false)
            onShow(key)
          }}
        />
      )}
    </span>
  )
}

function RoleSheet({ role, onShow }: Readonly<{ role: Role; onShow(key: string): void }>) {
  const say = useTexts()
  const [grants, setGrants] = useState(role.grants)
  // Somebody else saved, or this page did: what is shown is what holds.
  useEffect(() => setGrants(role.grants), [role.grants])
  const isChanged = JSON.stringify(grants) !== JSON.stringify(role.grants)
  const isFixed = role.key === 'administrator'
  return (
    <section className="zk-role-sheet" aria-label={role.label}>
      <header className="zk-role-head">
        <div className="zk-column">
          <h2>{role.label}</h2>
          <span className="zk-second zk-small">
            {say(
              isFixed
                ? 'rights.role.everything'
                : role.builtIn
                  ? role.record
                    ? 'rights.role.changed'
                    : 'rights.role.built-in'
                  : 'rights.role.own',
            )}
          </span>
        </div>
        <span className="zk-grow" />
        <RoleSteps role={role} grants={grants} isChanged={isChanged} onShow={onShow} />
      </header>
      <RoleMatrix grants={grants} declared={role.declared} onChange={isFixed ? undefined : setGrants} />
    </section>
  )
}

/** Roles of the workspace, each as a matrix of objects and verbs. */
export function Page() {
  const say = useTexts()
  const isPhone = useIsPhone()
  const navigate = useNavigate()
  const { role: wanted } = useSearch({ strict: false }) as { role?: string }
  const { data, error } = useRoles()
  const show = (key: string) => void navigate({ to: '/admin/roles' as never, search: { role: key } as never, replace: true })
  if (error) return <PageProblem error={error} />
  const role = data?.rows.find(({ key }) => key === (wanted ?? 'rep')) ?? data?.rows[0]
  return (
    <div className="zk-object">
      <header className="zk-head">
        <h1>{say('page.kernel.roles')}</h1>
      </header>
      {!data || !role ? (
        <SkeletonLines lines={10} />
      ) : (
        <div className="zk-roles">
          {isPhone ? (
            <Select
              className="zk-role-choice"
              aria-label={say('page.kernel.roles')}
              value={role.key}
              options={data.rows.map(({ key, label }) => ({ value: key, label }))}
              onChange={show}
            />
          ) : (
            <nav className="zk-role-list" aria-label={say('page.kernel.roles')}>
              {data.rows.map((one) => (
                <button
                  key={one.key}
                  type="button"
                  className="zk-plain-button zk-role-entry"
                  aria-current={one.key === role.key ? 'true' : undefined}
                  onClick={() => show(one.key)}
                >
                  <span className="zk-clip">{one.label}</span>
                  {one.builtIn && one.record && <span className="zk-role-dot" title={say('rights.role.changed')} />}
                </button>
              ))}
            </nav>
          )}
          <RoleSheet key={role.key} role={role} onShow={show} />
        </div>
      )}
    </div>
  )
}
