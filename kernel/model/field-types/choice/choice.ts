import { sql } from '../../../db/sql.ts'
import type { FieldType } from '../../field-type.ts'
import { equality } from '../operators.ts'
import { pick } from '../samples.ts'
import { checkChoices, keyFromText, keySchema, optionsOf, readKey } from './options.ts'

export const choiceType: FieldType = {
  kind: 'choice',
  columns: (name) => [{ name, type: 'text' }],
  parse: (input, options) => (input === null || input === '' ? null : readKey(input, options)),
  toCells: (value) => [value as string],
  select: ([key]) => key!,
  schema: keySchema,
  operators: equality({ cast: 'text', read: (value, { options }) => readKey(value, options) }),
  // By place in the list, not by spelling; literals, so that an index over the expression can serve.
  order: ([key], options) => {
    const keys = optionsOf(options).map((option) => sql.literal(option.key))
    return keys.length > 0 ? sql`array_position(ARRAY[${sql.join(keys)}]::text[], ${key!})` : key!
  },
  checkOptions: checkChoices,
  choices: optionsOf,
  fromText: keyFromText,
  formulaSort: () => 'text',
  settings: [
    { name: 'choices', takes: 'options', required: true },
    { name: 'dependsOn', takes: 'field' },
  ],
  sample: (seed, options) => pick(seed, optionsOf(options))?.key ?? 'other',
}
