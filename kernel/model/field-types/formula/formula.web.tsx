import { plainValue } from '../../../web/fields/plain-value.tsx'
import type { WebFieldType } from '../../../web/fields/web-field-type.ts'

/** Looks like the kind that comes out of the expression. */
export const formulaWeb: WebFieldType = {
  kind: 'formula',
  Cell: plainValue.Cell,
  drawnAs: (field) => String(field.options.as ?? 'decimal'),
}
