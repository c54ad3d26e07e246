import { Checkbox, Select } from 'antd'
import { Check } from 'lucide-react'
import { controlProps } from '../../../web/fields/input-props.ts'
import type { CellProps, FilterProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { say as sayNow, useTexts } from '../../../web/i18n/texts.ts'

function YesNoCell({ value, place }: CellProps) {
  const say = useTexts()
  const word = say(value ? 'value.yes' : 'value.no')
  if (place !== 'cell') return <span>{word}</span>
  if (!value) return <span className="zk-meta">{word}</span>
  return <Check className="zk-check" size={16} strokeWidth={2} role="img" aria-label={word} />
}

function YesNoInput(props: InputProps) {
  const { value, onChange, onDone, place } = props
  const say = useTexts()
  const { variant: _variant, status: _status, ...rest } = controlProps(props)
  return (
    <Checkbox
      {...rest}
      checked={value === true}
      onChange={({ target }) => {
        onChange(target.checked)
        if (place === 'record') onDone?.(target.checked)
      }}
    >
      {place === 'cell' ? null : say(value === true ? 'value.yes' : 'value.no')}
    </Checkbox>
  )
}

function YesNoFilter({ value, onChange, field, autoFocus }: FilterProps) {
  const say = useTexts()
  const options = [true, false].map((is) => ({ value: String(is), label: say(is ? 'value.yes' : 'value.no') }))
  return (
    <Select
      aria-label={field.label}
      {...(autoFocus ? { autoFocus } : {})}
      value={typeof value === 'boolean' ? String(value) : null}
      options={options}
      onChange={(text) => onChange(text === 'true')}
    />
  )
}

const words: Readonly<Record<string, boolean>> = {
  是: true,
  否: false,
  yes: true,
  no: false,
  true: true,
  false: false,
  '1': true,
  '0': false,
  y: true,
  n: false,
  有: true,
  无: false,
  無: false,
  '√': true,
  '✓': true,
}

export const yesNoWeb: WebFieldType = {
  kind: 'yesNo',
  Cell: YesNoCell,
  Input: YesNoInput,
  Filter: YesNoFilter,
  width: 90,
  toClipboard: (value) => sayNow(value ? 'value.yes' : 'value.no'),
  fromClipboard: (text) => (text.trim() === '' ? null : words[text.trim().toLowerCase()]),
}
