import { NumberCell, PlainNumberInput, scaleOf, toNumber } from '../../../web/fields/number-cell.tsx'
import { readNumberText } from '../../../web/fields/number-text.ts'
import type { InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'

const usualScale = 4
const DecimalInput = (props: InputProps) => <PlainNumberInput {...props} digits={scaleOf(props.field, usualScale)} />

export const decimalWeb: WebFieldType = {
  kind: 'decimal',
  Cell: NumberCell,
  Input: DecimalInput,
  align: 'right',
  width: 110,
  total: true,
  toClipboard: (value) => String(toNumber(value)),
  fromClipboard: (text, field) => readNumberText(text, scaleOf(field, usualScale)),
}
