import { Select } from 'antd'
import { useTexts } from '../i18n/texts.ts'
import { controlProps, opensAtOnce, popupClass } from './input-props.ts'
import { useAbout } from './use-about.ts'
import type { CellProps, InputProps } from './web-field-type.ts'

/** The field that a text names, as people call it. */
export function FieldNameCell({ value, field, object, row }: CellProps) {
  const { about } = useAbout(field.options.fieldOf, object, row)
  return <span className="zk-value">{about?.fields[String(value)]?.label ?? String(value)}</span>
}

/** Picks a field of the object that the text speaks of. */
export function FieldNameInput(props: InputProps) {
  const { value, onChange, onDone, field, object, row } = props
  const say = useTexts()
  const { about, first } = useAbout(field.options.fieldOf, object, row)
  const sorts = field.options.sorts as readonly string[] | undefined
  const options = Object.values(about?.fields ?? {})
    .filter((one) => one.right !== 'masked' && (!sorts || (one.sort && sorts.includes(one.sort))))
    .map(({ name, label }) => ({ value: name, label }))
  return (
    <Select
      {...controlProps(props)}
      className="zk-fullwidth"
      classNames={{ popup: { root: popupClass } }}
      allowClear
      defaultOpen={opensAtOnce(props)}
      showSearch={{ optionFilterProp: 'label' }}
      disabled={!about}
      placeholder={about || !first ? undefined : say('filter.first', { field: first.label })}
      value={(value as string | null) ?? undefined}
      options={options}
      onChange={(name?: string) => {
        onChange(name ?? null)
        onDone?.(name ?? null)
      }}
    />
  )
}
