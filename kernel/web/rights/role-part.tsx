import { Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import type { ObjectMeta } from '../data/meta-types.ts'
import { useTexts } from '../i18n/texts.ts'
import type { FieldRight, RoleGrant } from './rights-api.ts'

type PartProps = Readonly<{ object: ObjectMeta; part: RoleGrant; onChange?: ((part: RoleGrant) => void) | undefined }>

const rights = ['hidden', 'masked', 'read', 'write'] as const

/** The right of each field, where it is not that of the record. */
function FieldRights({ object, part, onChange }: PartProps) {
  const say = useTexts()
  const fields = Object.values(object.fields).filter(({ system, kind }) => !system && kind !== 'id')
  const set = (name: string, right: FieldRight | undefined) => {
    const { [name]: _former, ...rest } = part.fields ?? {}
    onChange?.({ ...part, fields: right ? { ...rest, [name]: right } : rest })
  }
  const options = [
    { value: '', label: say('rights.field.as-record') },
    ...rights.map((value) => ({ value, label: say(`rights.field.${value}`) })),
  ]
  return (
    <section className="zk-role-fields">
      <h3>{say('rights.fields')}</h3>
      <div className="zk-role-grid">
        {fields.map(({ name, label }) => {
          const right = part.fields?.[name] ?? ''
          return (
            <label key={name} className="zk-role-field" htmlFor={`right-${object.name}-${name}`}>
              <span className={`zk-clip${right === '' ? ' zk-second' : ' zk-strong'}`}>{label}</span>
              <Select
                id={`right-${object.name}-${name}`}
                size="small"
                disabled={!onChange}
                value={right}
                options={options}
                popupMatchSelectWidth={false}
                onChange={(value) => set(name, value === '' ? undefined : (value as FieldRight))}
              />
            </label>
          )
        })}
      </div>
    </section>
  )
}

function Actions({ object, part, onChange }: PartProps) {
  const say = useTexts()
  if (object.actions.length === 0) return null
  return (
    <section>
      <h3>{say('rights.actions')}</h3>
      <div className="zk-role-grid">
        {object.actions.map(({ name, label }) => (
          <Checkbox
            key={name}
            disabled={!onChange}
            checked={part.actions?.[name] !== false}
            onChange={(event) => {
              const { [name]: _former, ...rest } = part.actions ?? {}
              onChange?.({ ...part, actions: event.target.checked ? rest : { ...rest, [name]: false } })
            }}
          >
            {label}
          </Checkbox>
        ))}
      </div>
    </section>
  )
}

/** The filter that cuts the role down, as the API takes it. Text that is no filter yet stays where it is typed. */
function Wall({ object, part, onChange }: PartProps) {
  const say = useTexts()
  const [text, setText] = useState(() => (part.wall ? JSON.stringify(part.wall, null, 2) : ''))
  const [isGood, setGood] = useState(true)
  const read = (next: string) => {
    setText(next)
    try {
      const wall = next.trim() === '' ? null : (JSON.parse(next) as RoleGrant['wall'])
      setGood(wall === null || (typeof wall === 'object' && !Array.isArray(wall)))
      onChange?.({ ...part, wall: wall ?? null })
    } catch {
      setGood(false)
    }
  }
  return (
    <section>
      <h3>{say('rights.wall')}</h3>
      <p className="zk-second zk-small">{say('rights.wall.why', { objects: object.labelPlural })}</p>
      <Input.TextArea
        aria-label={say('rights.wall')}
        {...(isGood ? {} : { status: 'error' as const })}
        disabled={!onChange}
        className="zk-json-input"
        spellCheck={false}
        rows={3}
        placeholder={'{ "ownerDepartment": { "in": "$departments" } }'}
        value={text}
        onChange={(event) => read(event.target.value)}
      />
    </section>
  )
}

/** What a role may do with one object beyond its verbs. */
export function RolePart(props: PartProps) {
  return (
    <div className="zk-role-part">
      <FieldRights {...props} />
      <Actions {...props} />
      <Wall {...props} />
    </div>
  )
}
