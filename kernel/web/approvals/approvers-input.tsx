import { Input, InputNumber, Select } from 'antd'
import { useId } from 'react'
import { useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { useRoles } from '../rights/rights-api.ts'
import { ChoiceInput } from './choice-input.tsx'
import { type ApproverKind, type Approvers, approverKinds, newApprovers } from './flow-draft.ts'
import { PeopleInput } from './people-input.tsx'

type Props = Readonly<{ object: string; value: Approvers; onChange(value: Approvers): void }>

function LevelInput({ value, onChange }: Pick<Props, 'value' | 'onChange'>) {
  const say = useTexts()
  const id = useId()
  return (
    <div className="zk-define-field">
      <label htmlFor={id} className="zk-field-label">
        {say(`approval.level.${value.kind}`)}
      </label>
      <InputNumber
        id={id}
        min={1}
        max={20}
        precision={0}
        value={value.level ?? 1}
        onChange={(level) => onChange({ ...value, level: level ?? 1 })}
      />
    </div>
  )
}

function RoleInput({ value, onChange }: Pick<Props, 'value' | 'onChange'>) {
  const say = useTexts()
  const { data } = useRoles()
  const roles = (data?.rows ?? []).map(({ key, label }) => ({ value: key, label }))
  const everybody = value.kind === 'chosen' ? [{ value: '', label: say('approval.chosen.everybody') }] : []
  return (
    <ChoiceInput
      label={say('approval.role')}
      value={value.role ?? ''}
      placeholder={say('approval.chosen.everybody')}
      options={[...everybody, ...roles]}
      onChange={(role) => onChange(role === '' ? { kind: value.kind } : { ...value, role })}
    />
  )
}

/** Up to a level, or by an amount: each superior decides up to his limit. */
function ChainInput({ object, value, onChange }: Props) {
  const say = useTexts()
  const id = useId()
  const fields = Object.values(useMeta().objects[object]?.fields ?? {}).filter(({ sort }) => sort === 'money' || sort === 'number')
  return (
    <>
      <div className="zk-define-field">
        <label htmlFor={id} className="zk-field-label">
          {say('approval.chain.field')}
        </label>
        <Select
          id={id}
          allowClear
          value={value.field ?? (null as never)}
          placeholder={say('approval.chain.by-level')}
          options={fields.map(({ name, label }) => ({ value: name, label }))}
          onChange={(field?: string) =>
            onChange(field ? { kind: 'chain', field, limits: value.limits ?? [100_000] } : { kind: 'chain', level: value.level ?? 2 })
          }
        />
      </div>
      {value.field ? (
        <Input
          aria-label={say('approval.chain.limits')}
          addonBefore={say('approval.chain.limits')}
          defaultValue={(value.limits ?? []).join(', ')}
          onChange={(event) => {
            const limits = event.target.value
              .split(/[,，、;\s]+/)
              .map(Number)
              .filter((one) => Number.isFinite(one) && one > 0)
            if (limits.length > 0) onChange({ ...value, limits })
          }}
        />
      ) : (
        <LevelInput value={value} onChange={onChange} />
      )}
    </>
  )
}

/** Who is asked in a step. */
export function ApproversInput({ object, value, onChange }: Props) {
  const say = useTexts()
  const { kind } = value
  return (
    <div className="zk-flow-two">
      <ChoiceInput<ApproverKind>
        label={say('approval.who')}
        value={kind}
        options={approverKinds.map((one) => ({ value: one, label: say(`approval.who.${one}`) }))}
        onChange={(next) => onChange(newApprovers(next))}
      />
      {kind === 'people' && (
        <PeopleInput label={say('approval.people')} value={value.people ?? []} onChange={(people) => onChange({ ...value, people })} />
      )}
      {(kind === 'role' || kind === 'chosen') && <RoleInput value={value} onChange={onChange} />}
      {(kind === 'superior' || kind === 'head') && <LevelInput value={value} onChange={onChange} />}
      {kind === 'chain' && <ChainInput object={object} value={value} onChange={onChange} />}
    </div>
  )
}
