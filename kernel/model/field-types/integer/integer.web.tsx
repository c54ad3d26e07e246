import { NumberCell, PlainNumberInput, toNumber } from '../../../web/fields/number-cell.tsx'
import { readNumberText } from '../../../web/fields/number-text.ts'
import type { InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'

const IntegerInput = (props: InputProps) => <PlainNumberInput {...props} digits={0} />

export const integerWeb: WebFieldType = {
  kind: 'integer',
  Cell: NumberCell,
  Input: IntegerInput,
  align: 'right',
  width: 110,
  total: true,
  toClipboard: (value) => String(toNumber(value)),
  fromClipboard: (text) => readNumberText(text, 0),
}
