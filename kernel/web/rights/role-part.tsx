import { Checkbox, Select } from 'antd'
import type { ObjectMeta } from '../data/meta-types.ts'
import { useTexts } from '../i18n/texts.ts'
import type { FieldRight, RoleGrant } from './rights-api.ts'
import { WallEditor } from './wall-editor.tsx'

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

/** What a role may do with one object beyond its verbs. */
export function RolePart(props: PartProps) {
  const { object, part, onChange } = props
  return (
    <div className="zk-role-part">
      <FieldRights {...props} />
      <Actions {...props} />
      <WallEditor object={object} wall={part.wall ?? null} onChange={onChange && ((wall) => onChange({ ...part, wall }))} />
    </div>
  )
}
