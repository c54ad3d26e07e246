import { type Sql, sql } from '../../../db/sql.ts'
import { fail } from '../../fault.ts'
import type { FieldType } from '../../field-type.ts'
import type { StoredFile } from '../../fields.ts'
import { idSchema, readId } from '../id/id.ts'
import { equality, inPinyinOrder, matching } from '../operators.ts'
import { readLine } from '../read-text.ts'
import { pick, sampleId } from '../samples.ts'

const mostNameCharacters = 255
const mediaType = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/

const members: ReadonlySet<string> = new Set(['id', 'name', 'sizeBytes', 'type'])

/** A file as the file store answered it when it was sent. Whether it is there is not checked here. */
export function readFile(input: unknown): StoredFile {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) fail('kernel.bad-value', { want: 'file' })
  if (Object.keys(input).some((key) => !members.has(key))) fail('kernel.bad-value', { want: 'file' })
  const { id, name, sizeBytes, type } = input as Record<string, unknown>
  if (typeof sizeBytes !== 'number' || !Number.isSafeInteger(sizeBytes) || sizeBytes < 0) fail('kernel.bad-value', { want: 'file' })
  if (typeof type !== 'string' || !mediaType.test(type)) fail('kernel.bad-value', { want: 'file' })
  return { id: readId(id), name: readLine(name, mostNameCharacters) ?? fail('kernel.bad-value', { want: 'file' }), sizeBytes, type }
}

const nameOf = ([file]: readonly Sql[]): Sql => sql`(${file!} ->> 'name')`

const names: readonly (readonly [string, string])[] = [
  ['合同扫描件.pdf', 'application/pdf'],
  ['offer 2026.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['100%_final.csv', 'text/csv'],
]

/** A file by its id and what people see of it. A filter compares by id, and looks for names with `contains`. */
export const fileType: FieldType = {
  kind: 'file',
  holdsFile: true,
  columns: (name) => [{ name, type: 'jsonb' }],
  parse: (input) => (input === null || input === '' ? null : readFile(input)),
  toCells: (value) => [value as StoredFile],
  select: ([file]) => file!,
  schema: () => ({
    type: 'object',
    properties: {
      id: idSchema,
      name: { type: 'string', maxLength: mostNameCharacters },
      sizeBytes: { type: 'integer', minimum: 0 },
      type: { type: 'string', pattern: mediaType.source },
    },
    required: ['id', 'name', 'sizeBytes', 'type'],
    additionalProperties: false,
  }),
  operators: { ...equality({ cast: 'text', read: readId, on: ([file]) => sql`(${file!} ->> 'id')` }), ...matching(nameOf) },
  order: (columns) => inPinyinOrder(nameOf(columns)),
  texts: (value) => [{ text: (value as StoredFile).name, kind: 'text' }],
  toText: (answer) => (answer as StoredFile).name,
  // All that a formula may ask of a file is whether it is there.
  formulaSort: () => 'file',
  settings: [],
  sample: (seed) => {
    const [name, type] = pick(seed, names)
    return { id: sampleId(seed), name, sizeBytes: 1000 + (seed % 90_000), type }
  },
}
