import { fail } from '../../fault.ts'
import type { FieldType } from '../../field-type.ts'
import { equality } from '../operators.ts'

const yes: ReadonlySet<string> = new Set(['true', 'yes', 'y', 't', '1', 'on', 'x', '是', '对', '對', '有', '√', '✓', '✔'])
const no: ReadonlySet<string> = new Set(['false', 'no', 'n', 'f', '0', 'off', '否', '不', '错', '錯', '无', '無', '×', '✗', '✘'])

function readYesNo(input: unknown): boolean {
  if (typeof input !== 'boolean') fail('kernel.bad-value', { want: 'yesNo' })
  return input
}

export const yesNoType: FieldType = {
  kind: 'yesNo',
  columns: (name) => [{ name, type: 'boolean' }],
  parse: (input) => (input === null || input === '' ? null : readYesNo(input)),
  toCells: (value) => [value as boolean],
  select: ([flag]) => flag!,
  schema: () => ({ type: 'boolean' }),
  operators: equality({ cast: 'boolean', read: readYesNo }),
  order: ([flag]) => flag!,
  fromText: (text) => {
    const word = text.trim().toLowerCase()
    return yes.has(word) ? true : no.has(word) ? false : text
  },
  toText: (answer) => answer as boolean,
  formulaSort: () => 'yesNo',
  settings: [],
  sample: (seed) => seed % 3 !== 0,
}
