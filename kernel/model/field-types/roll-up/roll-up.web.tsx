import { plainValue } from '../../../web/fields/plain-value.tsx'
import type { WebFieldType } from '../../../web/fields/web-field-type.ts'

/** A count looks like a whole number, any other figure like the children's field. */
export const rollUpWeb: WebFieldType = {
  kind: 'rollUp',
  Cell: plainValue.Cell,
  drawnAs: (field) => (field.options.measure === 'count' ? 'integer' : String(field.options.as ?? 'decimal')),
}
