import { NumberCell, PlainNumberInput, toNumber } from '../../../web/fields/number-cell.tsx'
import { readNumberText } from '../../../web/fields/number-text.ts'
import type { CellProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { Tag } from '../../../web/parts/tag.tsx'
import { decimalWeb } from '../decimal/decimal.web.tsx'

const IntegerInput = (props: InputProps) => <PlainNumberInput {...props} digits={0} />

/** Red where its declaration says so of so small a value. */
const IntegerCell = (props: CellProps) => {
  const isRed = toNumber(props.value) <= Number(props.field.options.redFrom ?? Number.NEGATIVE_INFINITY)
  return isRed ? (
    <Tag color="red">
      <NumberCell {...props} />
    </Tag>
  ) : (
    <NumberCell {...props} />
  )
}

export const integerWeb: WebFieldType = {
  ...decimalWeb,
  kind: 'integer',
  Cell: IntegerCell,
  Input: IntegerInput,
  fromClipboard: (text) => readNumberText(text, 0),
}
