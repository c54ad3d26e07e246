import type { FieldMeta } from '../data/meta-types.ts'
import { plainValue } from './plain-value.tsx'
import type { WebFieldType } from './web-field-type.ts'

/** Browser halves of all field types, one line each. */
const types: readonly WebFieldType[] = []

const byKind = new Map(types.map((type) => [type.kind, type]))

/** The browser half of a field's type; the plain text one for a kind that has none. */
export function webTypeOf(field: FieldMeta): WebFieldType {
  const type = byKind.get(field.kind)
  const as = type?.drawnAs?.(field)
  return (as ? byKind.get(as) : type) ?? plainValue
}

/** What the server takes for a value in reading shape. */
export function toWriting(value: unknown, field: FieldMeta): unknown {
  if (value === null || value === undefined) return null
  return webTypeOf(field).toWriting?.(value, field) ?? value
}
