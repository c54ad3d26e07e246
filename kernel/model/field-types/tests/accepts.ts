import type { JsonSchema } from '../../field-type.ts'

const isType = (value: unknown, type: string): boolean => {
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === type
}

/** Whether a value fits a JSON schema, as far as field types make use of schemas. */
export function accepts(schema: JsonSchema, value: unknown): boolean {
  const {
    type,
    anyOf,
    properties = {},
    required = [],
    items,
  } = schema as {
    type?: string | string[]
    anyOf?: JsonSchema[]
    properties?: Record<string, JsonSchema>
    required?: string[]
    items?: JsonSchema
  }
  const { pattern, maxLength, minimum, maximum, additionalProperties } = schema as Record<string, string> & { enum?: unknown[] }
  const options = schema.enum as unknown[] | undefined
  const entries = isType(value, 'object') ? Object.entries(value as object) : []
  return [
    !anyOf || anyOf.some((one) => accepts(one, value)),
    !type || [type].flat().some((one) => isType(value, one)),
    !options || options.includes(value),
    typeof value !== 'string' || !pattern || new RegExp(pattern).test(value),
    typeof value !== 'string' || maxLength === undefined || [...value].length <= Number(maxLength),
    typeof value !== 'number' || minimum === undefined || value >= Number(minimum),
    typeof value !== 'number' || maximum === undefined || value <= Number(maximum),
    !items || !Array.isArray(value) || value.every((item) => accepts(items, item)),
    entries.every(([key, member]) => (properties[key] ? accepts(properties[key], member) : (additionalProperties as unknown) !== false)),
    required.every((key) => entries.some(([given]) => given === key)),
  ].every(Boolean)
}
