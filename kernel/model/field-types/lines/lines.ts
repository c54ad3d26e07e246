import { sql } from '../../../db/sql.ts'
import type { FieldType } from '../../field-type.ts'

/**
 * Records of a child object that are written and read with their parent. The kernel parses, stores and reads each line by the
 * fields of the child (`parts`); nothing of them lies in the parent's table.
 */
export const linesType: FieldType = {
  kind: 'lines',
  columns: () => [],
  parse: (input) => input,
  toCells: () => [],
  select: ([lines]) => lines ?? sql.raw('NULL'),
  schema: () => ({ type: 'array', items: { type: 'object' }, maxItems: 1000 }),
  operators: {},
  parts: (options) => ({ object: options.object as string, by: options.by as string }),
  settings: [
    { name: 'object', takes: 'lines', required: true },
    { name: 'by', takes: 'name', required: true },
  ],
  sample: () => [],
}
