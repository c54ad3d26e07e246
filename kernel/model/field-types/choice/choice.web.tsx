import { Select } from 'antd'
import { controlProps, opensAtOnce, popupClass } from '../../../web/fields/input-props.ts'
import type { CellProps, FilterProps, FilterTextProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { useTexts } from '../../../web/i18n/texts.ts'
import { choiceOf, choicesOf, givenOptions, isColored, keyOfText, OptionValue, selectOptions } from './option-value.tsx'

const searchFrom = 8

const ChoiceCell = ({ value, field }: CellProps) => <OptionValue field={field} value={value} />

function ChoiceInput(props: InputProps) {
  const { value, onChange, onDone, field, place, row } = props
  const choose = (key: string | null) => {
    onChange(key)
    if (place === 'cell' || place === 'record') onDone?.(key)
  }
  return (
    <Select<string>
      {...controlProps(props)}
      className="zk-fullwidth"
      classNames={{ popup: { root: popupClass } }}
      popupMatchSelectWidth={place === 'form'}
      showSearch={choicesOf(field).length >= searchFrom || place === 'cell' ? { optionFilterProp: 'label' } : false}
      defaultOpen={opensAtOnce(props)}
      allowClear={!field.required && place !== 'cell'}
      value={(value as string | null) ?? (null as never)}
      options={givenOptions(field, row, value)}
      optionRender={({ value: key }) => <OptionValue field={field} value={key} />}
      labelRender={({ value: key }) => <OptionValue field={field} value={key} />}
      onChange={(key: string | undefined) => choose(key ?? null)}
      onSelect={(key) => key === value && choose(key)}
    />
  )
}

/** `eq` takes one option, `in` and `nin` several. */
export function ChoiceFilter({ operator, value, onChange, field, autoFocus }: FilterProps) {
  const isMany = operator === 'in' || operator === 'nin'
  const shared = {
    'aria-label': field.label,
    ...(autoFocus ? { autoFocus } : {}),
    className: 'zk-fullwidth',
    showSearch: { optionFilterProp: 'label' },
    options: selectOptions(field),
    optionRender: ({ value: key }: { value?: unknown }) => <OptionValue field={field} value={key} />,
  }
  if (isMany)
    return (
      <Select<string[]>
        {...shared}
        mode="multiple"
        maxTagCount="responsive"
        value={Array.isArray(value) ? (value as string[]) : []}
        onChange={onChange}
      />
    )
  return <Select<string> {...shared} value={typeof value === 'string' ? value : (null as never)} onChange={onChange} />
}

export function ChoiceText({ value, field }: FilterTextProps) {
  const say = useTexts()
  const words = (Array.isArray(value) ? value : [value]).map((key) => (key === null ? say('field.nothing') : choiceOf(field, key).label))
  return <>{words.join(say('value.join'))}</>
}

export const choiceWeb: WebFieldType = {
  kind: 'choice',
  Cell: ChoiceCell,
  Input: ChoiceInput,
  Filter: ChoiceFilter,
  FilterText: ChoiceText,
  width: 110,
  asTag: isColored,
  toClipboard: (value, field) => (Array.isArray(value) ? value : [value]).map((key) => choiceOf(field, key).label).join(', '),
  fromClipboard: (text, field) => (text.trim() === '' ? null : keyOfText(field, text)),
}
