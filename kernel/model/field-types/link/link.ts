import { sql } from '../../../db/sql.ts'
import type { FieldType, Setting } from '../../field-type.ts'
import { idSchema, readId } from '../id/id.ts'
import { equality, inPinyinOrder } from '../operators.ts'
import { sampleId } from '../samples.ts'

/** Beside where it points: the list of these records on the other side, and what its removal does to them. */
export const reverseSettings: readonly Setting[] = [
  { name: 'reverse', takes: 'name' },
  { name: 'reverseLabels', takes: 'labels' },
  { name: 'onRemove', takes: 'among', among: ['forbid', 'clear', 'follow'] },
]

export const linkType: FieldType = {
  kind: 'link',
  columns: (name) => [{ name: `${name}_id`, type: 'uuid' }],
  parse: (input) => (input === null || input === '' ? null : readId(input)),
  toCells: (value) => [value as string],
  fromAnswer: (json) => (json as { id: string }).id,
  select: ([id, title]) => sql`CASE WHEN ${id!} IS NULL THEN NULL ELSE json_build_object('id', ${id!}, 'title', ${title!}) END`,
  schema: () => idSchema,
  answer: () => ({
    type: 'object',
    properties: { id: idSchema, title: { type: ['string', 'null'] } },
    required: ['id', 'title'],
  }),
  operators: equality({ cast: 'uuid', read: readId }),
  twinKey: (value) => String(value),
  order: ([id, title]) => (title ? inPinyinOrder(title) : id!),
  refers: (options) => options.to as string,
  checkOptions: ({ to }) =>
    typeof to === 'string' && to !== '' ? [] : [{ path: 'to', code: 'kernel.bad-value', details: { want: 'object' } }],
  toText: (answer) => (answer as { title: string | null }).title,
  formulaSort: () => 'link',
  settings: [{ name: 'to', takes: 'object', required: true }, ...reverseSettings],
  sample: (seed) => sampleId(seed),
}
