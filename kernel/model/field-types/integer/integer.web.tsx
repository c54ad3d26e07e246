import { PlainNumberInput } from '../../../web/fields/number-cell.tsx'
import { readNumberText } from '../../../web/fields/number-text.ts'
import type { InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { decimalWeb } from '../decimal/decimal.web.tsx'

const IntegerInput = (props: InputProps) => <PlainNumberInput {...props} digits={0} />

export const integerWeb: WebFieldType = {
  ...decimalWeb,
  kind: 'integer',
  Input: IntegerInput,
  fromClipboard: (text) => readNumberText(text, 0),
}
