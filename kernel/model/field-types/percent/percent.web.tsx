import { scaleOf, toNumber } from '../../../web/fields/number-cell.tsx'
import { readNumberText } from '../../../web/fields/number-text.ts'
import { TypedInput } from '../../../web/fields/typed-input.tsx'
import type { CellProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { useFormat } from '../../../web/format/use-format.ts'

const usualScale = 2
const read = (text: string, field: CellProps['field']) => readNumberText(text.replace(/[%％]\s*$/, ''), scaleOf(field, usualScale))

function PercentCell({ value, field }: CellProps) {
  const format = useFormat()
  const text = <span className="zk-nowrap">{format.percent(toNumber(value), scaleOf(field, usualScale))}</span>
  if (field.options.bar !== true) return text
  return (
    <span className="zk-share">
      {text}
      <span className="zk-share-bar" style={{ width: `${Math.min(100, Math.max(0, toNumber(value)))}%` }} />
    </span>
  )
}

const PercentInput = (props: InputProps) => (
  <TypedInput
    {...props}
    align={props.place === 'cell' ? 'right' : 'left'}
    read={(text) => read(text, props.field)}
    write={String}
    suffix="%"
  />
)

export const percentWeb: WebFieldType = {
  kind: 'percent',
  Cell: PercentCell,
  Input: PercentInput,
  align: 'right',
  width: 100,
  toClipboard: (value) => `${toNumber(value)}%`,
  fromClipboard: (text, field) => read(text, field),
}
