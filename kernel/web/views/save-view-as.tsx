import { Button, Input, Popover, Select } from 'antd'
import { BookmarkPlus } from 'lucide-react'
import { useId, useState } from 'react'
import { call } from '../data/api.ts'
import type { ObjectMeta } from '../data/meta-types.ts'
import { useMeta } from '../data/use-meta.ts'
import { RecordsFilter } from '../fields/records-filter.tsx'
import { useTexts } from '../i18n/texts.ts'
import { writeView } from './saved-view-data.ts'

type SaveProps = Readonly<{ object: ObjectMeta; now: Readonly<Record<string, unknown>>; onSaved(id: string): void }>

/** With which roles and departments; with nobody, the view is its maker's own. */
function SharedWith(o: {
  roles: readonly string[]
  departments: readonly string[]
  onRoles(roles: readonly string[]): void
  onDepartments(departments: readonly string[]): void
}) {
  const say = useTexts()
  const id = useId()
  const { roles: role, department } = useMeta().objects.member?.fields ?? {}
  return (
    <>
      <div className="zk-define-field">
        <label htmlFor={id} className="zk-field-label">
          {say('views.roles')}
        </label>
        <Select
          id={id}
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          className="zk-fullwidth"
          value={[...o.roles]}
          options={(role?.options.choices ?? []).map(({ key, label }) => ({ value: key, label }))}
          onChange={o.onRoles}
        />
      </div>
      {department && (
        <div className="zk-define-field">
          <span className="zk-field-label">{say('views.departments')}</span>
          <RecordsFilter
            to="department"
            sort="name"
            operator="in"
            field={{ ...department, label: say('views.departments') }}
            object="member"
            value={o.departments}
            onChange={(next) => o.onDepartments((next as readonly string[] | undefined) ?? [])}
          />
        </div>
      )}
    </>
  )
}

function SaveForm({ object, now, onSaved }: SaveProps) {
  const say = useTexts()
  const id = useId()
  const [name, setName] = useState('')
  const [roles, setRoles] = useState<readonly string[]>([])
  const [departments, setDepartments] = useState<readonly string[]>([])
  const save = async () => {
    const made = { id: '' }
    const body = { object: object.name, name: name.trim(), body: now, roles, departments }
    const send = async () => {
      const answer = await call<{ id: string }>('POST', '/meta/views', { body })
      made.id = answer.body.id
      return answer
    }
    await writeView(object.name, send, say('views.saved', { view: name.trim() }))
    if (made.id) onSaved(made.id)
  }
  return (
    <form
      className="zk-columns zk-save-view"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') void save()
      }}
    >
      <div className="zk-define-field">
        <label htmlFor={id} className="zk-field-label">
          {say('views.name')}
        </label>
        <Input id={id} autoFocus value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
      </div>
      <SharedWith roles={roles} departments={departments} onRoles={setRoles} onDepartments={setDepartments} />
      <Button type="primary" htmlType="submit" disabled={name.trim() === ''}>
        {say('views.save')}
      </Button>
    </form>
  )
}

/** Keeps what the list shows now as a view of its own. */
export function SaveViewAs({ onSaved, ...rest }: SaveProps) {
  const say = useTexts()
  const [isOpen, setOpen] = useState(false)
  const done = (id: string) => {
    setOpen(false)
    onSaved(id)
  }
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      open={isOpen}
      onOpenChange={setOpen}
      content={<SaveForm {...rest} onSaved={done} />}
    >
      <Button
        size="small"
        type="text"
        className="zk-wide-only"
        icon={<BookmarkPlus size={14} strokeWidth={1.5} aria-hidden="true" />}
        aria-label={say('views.save-as')}
        title={say('views.save-as')}
      />
    </Popover>
  )
}
