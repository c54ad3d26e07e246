import { Select } from 'antd'
import { useId } from 'react'

type ChoiceProps<V extends string> = Readonly<{
  label: string
  value: V
  options: readonly Readonly<{ value: V; label: string }>[]
  onChange(value: V): void
  placeholder?: string
}>

/** One of a list under its label. */
export function ChoiceInput<V extends string>({ label, value, options, onChange, placeholder }: ChoiceProps<V>) {
  const id = useId()
  return (
    <div className="zk-define-field">
      <label htmlFor={id} className="zk-field-label">
        {label}
      </label>
      <Select<V>
        id={id}
        value={(value === '' ? null : value) as V}
        placeholder={placeholder}
        showSearch={{ optionFilterProp: 'label' }}
        options={[...options]}
        onChange={onChange}
      />
    </div>
  )
}
