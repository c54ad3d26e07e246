import { Select } from 'antd'
import { controlProps, opensAtOnce, popupClass } from '../../../web/fields/input-props.ts'
import type { CellProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { Tag } from '../../../web/parts/tag.tsx'
import { choiceWeb } from '../choice/choice.web.tsx'
import { choiceOf, givenOptions, keyOfText, OptionValue } from '../choice/option-value.tsx'

const keysOf = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : [])

function ChoicesCell({ value, field, place }: CellProps) {
  const keys = keysOf(value)
  return (
    <span
      className={`zk-tags${place === 'record' ? ' zk-tags-wrap' : ''}`}
      title={keys.map((key) => choiceOf(field, key).label).join(', ')}
    >
      {keys.map((key) => {
        const { label, color } = choiceOf(field, key)
        return (
          <Tag key={key} color={color}>
            {label}
          </Tag>
        )
      })}
    </span>
  )
}

function ChoicesInput(props: InputProps) {
  const { value, onChange, field } = props
  return (
    <Select<string[]>
      {...controlProps(props)}
      mode="multiple"
      className="zk-fullwidth"
      classNames={{ popup: { root: popupClass } }}
      showSearch={{ optionFilterProp: 'label' }}
      defaultOpen={opensAtOnce(props)}
      value={[...keysOf(value)]}
      options={givenOptions(field, props.row, value)}
      optionRender={({ value: key }) => <OptionValue field={field} value={key} />}
      onChange={(keys) => onChange(keys.length > 0 ? keys : null)}
    />
  )
}

export const choicesWeb: WebFieldType = {
  ...choiceWeb,
  kind: 'choices',
  Cell: ChoicesCell,
  Input: ChoicesInput,
  width: 180,
  amendable: true,
  toClipboard: (value, field) =>
    keysOf(value)
      .map((key) => choiceOf(field, key).label)
      .join(', '),
  fromClipboard: (text, field) => {
    const words = text.split(/[,;，；、|\n]/).filter((word) => word.trim() !== '')
    const keys = words.map((word) => keyOfText(field, word))
    return keys.includes(undefined) ? undefined : keys.length > 0 ? keys : null
  },
}
