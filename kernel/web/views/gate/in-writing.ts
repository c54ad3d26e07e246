import type { FieldMeta } from '../../data/meta-types.ts'
import { toWriting } from '../../fields/type-of.ts'
import type { Values } from './gate.ts'

/** Values as the server takes them, of those that are fields. */
export const inWriting = (values: Values, fields: Readonly<Record<string, FieldMeta>>): Values =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (fields[name] ? [[name, toWriting(value, fields[name])]] : [])))
