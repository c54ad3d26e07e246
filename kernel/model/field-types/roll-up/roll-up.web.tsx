import type { WebFieldType } from '../../../web/fields/web-field-type.ts'
import { plainValue } from '../../../web/fields/plain-value.tsx'

/** A count looks like a whole number, any other figure like the children's field. */
export const rollUpWeb: WebFieldType = {
  kind: 'rollUp',
  Cell: plainValue.Cell,
  drawnAs: (field) => (field.options['measure'] === 'count' ? 'integer' : String(field.options['as'] ?? 'decimal')),
}
