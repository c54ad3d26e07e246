import { sql } from '../../../db/sql.ts'
import { fail } from '../../fault.ts'
import type { FieldOptions, FieldType } from '../../field-type.ts'
import { checkChoices, keyFromText, keySchema, optionsOf, readKey } from '../choice/options.ts'
import { amendSet, setOperators } from '../list-operators.ts'
import { draw } from '../samples.ts'

function readKeys(input: unknown, options: FieldOptions): readonly string[] {
  if (!Array.isArray(input)) fail('kernel.bad-value', { want: 'list' })
  return [...new Set(input.map((key) => readKey(key, options)))]
}

export const choicesType: FieldType = {
  kind: 'choices',
  columns: (name) => [{ name, type: 'text[]' }],
  parse: (input, options) => {
    if (input === null || input === '') return null
    const keys = readKeys(input, options)
    return keys.length > 0 ? keys : null
  },
  toCells: (value) => [value as readonly string[]],
  select: ([keys]) => sql`to_json(${keys!})`,
  schema: (options) => ({ type: 'array', items: keySchema(options), uniqueItems: true }),
  operators: setOperators((value, { options }) => readKey(value, options)),
  amend: amendSet(),
  checkOptions: checkChoices,
  choices: optionsOf,
  fromText: (text, options) => {
    const parts = text.split(/[,;，；、|\n]/).map((part) => part.trim())
    return parts.filter((part) => part !== '').map((part) => keyFromText(part, options))
  },
  toText: (answer) => (answer as readonly string[]).join('; '),
  formulaSort: () => 'texts',
  settings: [{ name: 'choices', takes: 'options', required: true }],
  sample: (seed, options) => {
    const keys = optionsOf(options).map(({ key }) => key)
    const drawn = keys.filter((_, i) => draw(seed, 2, i) === 1)
    return drawn.length > 0 ? drawn : [keys[draw(seed, keys.length)] ?? 'other']
  },
}
