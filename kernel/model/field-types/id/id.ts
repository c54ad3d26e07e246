import { fail } from '../../fault.ts'
import type { FieldType } from '../../field-type.ts'
import { equality } from '../operators.ts'
import { sampleId } from '../samples.ts'

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** An id in lower case. @throws `kernel.bad-value` with `want: 'id'`. */
export function readId(input: unknown): string {
  if (typeof input !== 'string' || !shape.test(input)) fail('kernel.bad-value', { want: 'id' })
  return input.toLowerCase()
}

/** Matches no record: stands for `me` where nobody asks. */
export const nobody = '00000000-0000-0000-0000-000000000000'

export const idSchema = { type: 'string', format: 'uuid' } as const

export const idType: FieldType = {
  kind: 'id',
  columns: (name) => [{ name, type: 'uuid' }],
  parse: (input) => (input === null || input === '' ? null : readId(input)),
  toCells: (value) => [value as string],
  select: ([id]) => id!,
  schema: () => idSchema,
  names: ([id], options, columnOf) => {
    const object = typeof options.objectIn === 'string' ? columnOf(options.objectIn) : undefined
    return object === undefined ? null : { object, id: id!.name }
  },
  operators: equality({ cast: 'uuid', read: readId }),
  order: ([id]) => id!,
  formulaSort: () => 'link',
  sample: (seed) => sampleId(seed),
}
