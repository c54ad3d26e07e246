import type { FieldType } from '../../field-type.ts'
import { decimalKind } from '../decimal/decimal.ts'
import { plainNumber } from '../read-number.ts'

export const percentType: FieldType = {
  ...decimalKind('percent', 2),
  fromText: (text) => plainNumber(text.replace(/[%％]\s*$/, '').trim()),
}
