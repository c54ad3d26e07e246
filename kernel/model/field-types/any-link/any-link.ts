import { type Sql, sql } from '../../../db/sql.ts'
import { fail } from '../../fault.ts'
import type { FieldOptions, FieldType } from '../../field-type.ts'
import type { AnyLink } from '../../fields.ts'
import { idSchema, readId } from '../id/id.ts'
import { empty, isEmpty, isGiven, readList } from '../operators.ts'
import { pick, sampleId } from '../samples.ts'

const objectName = /^[a-z][A-Za-z0-9_]{0,49}$/

/** The title that answers carry may come back with it; it says nothing. */
function readAnyLink(input: unknown): AnyLink {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) fail('kernel.bad-value', { want: 'anyLink' })
  const { object, id, title: _title, ...rest } = input as Record<string, unknown>
  if (typeof object !== 'string' || !objectName.test(object) || Object.keys(rest).length > 0) fail('kernel.bad-value', { want: 'anyLink' })
  return { object, id: readId(id) }
}

/** A filter may name the object alone: `{ object: 'account' }`. */
function readPattern(value: unknown): Readonly<{ object: string; id: string | null }> {
  const isBare = typeof value === 'object' && value !== null && !('id' in value)
  if (!isBare) return readAnyLink(value)
  const { object } = readAnyLink({ ...value, id: '00000000-0000-0000-0000-000000000000' })
  return { object, id: null }
}

function matches([object, id]: readonly Sql[], value: unknown): Sql {
  const wanted = readPattern(value)
  const sameObject = sql`${object!} = ${wanted.object}::text`
  return wanted.id === null ? sameObject : sql`(${sameObject} AND ${id!} = ${wanted.id}::uuid)`
}

const anyOf = (columns: readonly Sql[], value: unknown): Sql =>
  sql.any(readList(value).map((one) => (one === null ? isEmpty(columns) : matches(columns, one))))

const objectsOf = ({ objects }: FieldOptions): readonly string[] | null =>
  Array.isArray(objects) && objects.length > 0 ? (objects as readonly string[]) : null

/** A value of a field that may only name some objects. */
function readNarrowed(input: unknown, options: FieldOptions): AnyLink {
  const value = readAnyLink(input)
  const objects = objectsOf(options)
  return objects && !objects.includes(value.object) ? fail('kernel.bad-value', { want: 'anyLinkOf', objects: objects.join(', ') }) : value
}

export const anyLinkType: FieldType = {
  kind: 'anyLink',
  columns: (name) => [
    { name: `${name}_object`, type: 'text' },
    { name: `${name}_id`, type: 'uuid' },
  ],
  parse: (input, options) => (input === null || input === '' ? null : readNarrowed(input, options)),
  toCells: (value) => [(value as AnyLink).object, (value as AnyLink).id],
  fromAnswer: (json) => ({ object: (json as AnyLink).object, id: (json as AnyLink).id }),
  select: ([object, id, title]) =>
    sql`CASE WHEN ${id!} IS NULL THEN NULL ELSE json_build_object('object', ${object!}, 'id', ${id!}${title ? sql`, 'title', ${title}` : sql``}) END`,
  targets: objectsOf,
  schema: () => ({
    type: 'object',
    properties: { object: { type: 'string', pattern: objectName.source }, id: idSchema, title: { type: ['string', 'null'] } },
    required: ['object', 'id'],
    additionalProperties: false,
  }),
  names: ([object, id]) => ({ object: object!.name, id: id!.name }),
  operators: {
    eq: ({ columns, value }) => (value === null ? isEmpty(columns) : matches(columns, value)),
    ne: ({ columns, value }) => (value === null ? isGiven(columns) : sql.any([isEmpty(columns), sql`NOT ${matches(columns, value)}`])),
    in: ({ columns, value }) => anyOf(columns, value),
    nin: ({ columns, value }) => {
      const others = sql`NOT ${anyOf(columns, value)}`
      return readList(value).includes(null) ? others : sql.any([isEmpty(columns), others])
    },
    empty,
  },
  fromText: (text) => {
    const [, object, id] = /^([A-Za-z0-9_]+)[/:\s]([0-9A-Fa-f-]{36})$/.exec(text.trim()) ?? []
    return object && id ? { object, id } : text
  },
  toText: (answer) => `${(answer as AnyLink).object}/${(answer as AnyLink).id}`,
  settings: [{ name: 'objects', takes: 'objects' }],
  sample: (seed) => ({ object: pick(seed, ['account', 'contact', 'opportunity']), id: sampleId(seed) }),
}
