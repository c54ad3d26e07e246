import { sql } from '../../../db/sql.ts'
import { phoneKey } from '../../../search/normalise.ts'
import { fail } from '../../fault.ts'
import type { FieldOptions, FieldType } from '../../field-type.ts'
import { amendSet, setOperators } from '../list-operators.ts'
import { readLine } from '../read-text.ts'
import { draw, pick } from '../samples.ts'

const mostTags = 50
const mostCharacters = 40

function readTags(input: unknown): readonly string[] {
  if (!Array.isArray(input)) fail('kernel.bad-value', { want: 'list' })
  if (input.length > mostTags * 4) fail('kernel.bad-value', { reason: 'too-many', max: mostTags, length: input.length })
  const tags = [...new Set(input.map((tag) => readLine(tag, mostCharacters)))].filter((tag) => tag !== null)
  if (tags.length > mostTags) fail('kernel.bad-value', { reason: 'too-many', max: mostTags, length: tags.length })
  return tags
}

const known = ['重点', 'VIP', '展会', 'renewal', '待回访', '價格敏感']
const sampleWords = ({ suggestions }: FieldOptions): readonly string[] =>
  Array.isArray(suggestions) && suggestions.length > 0 ? (suggestions as string[]) : known

export const tagsType: FieldType = {
  kind: 'tags',
  columns: (name) => [{ name, type: 'text[]' }],
  parse: (input) => {
    if (input === null || input === '') return null
    const tags = readTags(input)
    return tags.length > 0 ? tags : null
  },
  toCells: (value) => [value as readonly string[]],
  select: ([tags]) => sql`to_json(${tags!})`,
  schema: () => ({ type: 'array', items: { type: 'string', maxLength: mostCharacters }, maxItems: mostTags }),
  operators: setOperators((value) => readLine(value, mostCharacters) ?? fail('kernel.bad-value', { want: 'text' })),
  // Numbers are told by their digits.
  twinKey: (value) => (/^[\d\s+().-]+$/.test(String(value)) ? phoneKey(String(value)) : String(value).toLowerCase()),
  amend: amendSet(mostTags),
  texts: (value) => (value as readonly string[]).map((text) => ({ text, kind: 'text' })),
  fromText: (text) =>
    text
      .split(/[,;，；、|\n]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  toText: (answer) => (answer as readonly string[]).join('; '),
  formulaSort: () => 'texts',
  settings: [{ name: 'suggestions', takes: 'texts' }],
  sample: (seed, options) => {
    const words = sampleWords(options)
    const drawn = words.filter((_, i) => draw(seed, 3, i) === 0)
    return drawn.length > 0 ? drawn.slice(0, mostTags) : [pick(seed, words)]
  },
}
