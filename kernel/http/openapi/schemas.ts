import type { ActionDef } from '../../actions/define-action.ts'
import type { CatalogField, CatalogObject } from '../../model/catalog.ts'
import type { JsonSchema } from '../../model/field-type.ts'
import { fieldType } from '../../model/field-types.ts'
import type { Fields } from '../../model/fields.ts'
import { fieldLabel } from '../labels.ts'
import type { MetaContext } from '../meta.ts'

export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
/** A JSON object of which the document says no more. */
export const anyRow = ref('AnyRow')
export const asList = (of: JsonSchema): JsonSchema => ({
  type: 'object',
  properties: { rows: { type: 'array', items: of } },
  required: ['rows'],
})
const capital = (name: string): string => name[0]!.toUpperCase() + name.slice(1)
/** Names of an object's schemas: as read, as given when new, as given when changed. */
export const schemaNames = ({ name }: CatalogObject) => ({
  row: capital(name),
  fresh: `New${capital(name)}`,
  change: `Change${capital(name)}`,
})

export const sharedSchemas = {
  Problem: {
    type: 'object',
    description: 'RFC 9457. Members beside these tell more: both versions of a stale write, ids, limits.',
    properties: {
      type: { type: 'string' },
      title: { type: 'string' },
      status: { type: 'integer' },
      code: { type: 'string', examples: ['kernel.invalid'] },
      detail: { type: 'string', description: "In the caller's language." },
      requestId: { type: 'string' },
      issues: {
        type: 'array',
        items: {
          type: 'object',
          properties: { path: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
          required: ['path', 'code', 'detail'],
        },
      },
    },
    required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  },
  Count: { type: 'object', properties: { value: { type: 'integer' }, exact: { type: 'boolean' } }, required: ['value', 'exact'] },
  Explained: {
    type: 'object',
    properties: { sql: { type: 'string' }, params: { type: 'array' }, notes: { type: 'array', items: { type: ['string', 'null'] } } },
    required: ['sql', 'params'],
  },
  Aggregate: {
    type: 'object',
    properties: {
      by: {
        type: 'array',
        items: { anyOf: [{ type: 'string' }, { type: 'object', properties: { field: { type: 'string' } }, required: ['field'] }] },
      },
      measures: { type: 'object', examples: [{ n: 'count', total: { sum: 'amount' } }] },
      filter: { type: 'object' },
      q: { type: 'string' },
      having: { type: 'object' },
      sort: { type: 'array', items: { type: 'string' } },
      limit: { type: 'integer', minimum: 1, maximum: 10_000 },
      asOf: { type: 'string' },
    },
    required: ['measures'],
    additionalProperties: false,
  },
  AnyRow: { type: 'object', additionalProperties: true },
} as const satisfies Record<string, JsonSchema>

/** Schemas of an object's records, cut to the fields that the reader may see and write. */
export function objectSchemas(context: MetaContext, object: CatalogObject): Record<string, JsonSchema> {
  const names = schemaNames(object)
  const right = (field: CatalogField) => context.access.fieldRight(context.actor, object.name, field.name)
  const fields = Object.values(object.fields).filter((field) => right(field) !== 'hidden')
  const written = fields.filter((field) => !field.readOnly && field.type.compute === undefined && right(field) === 'write')
  const toWrite = Object.fromEntries(
    written.map((field) => [field.name, described(context, field, nullable(field.type.schema(field.options), !field.required))]),
  )
  const must = written.filter((field) => field.required && field.default === undefined).map((field) => field.name)
  return {
    [names.row]: {
      type: 'object',
      properties: Object.fromEntries(
        fields.map((field) => [
          field.name,
          described(context, field, nullable((field.type.answer ?? field.type.schema)(field.options), true)),
        ]),
      ),
    },
    [names.fresh]: { type: 'object', properties: toWrite, ...(must.length > 0 ? { required: must } : {}), additionalProperties: false },
    [names.change]: { type: 'object', properties: { ...toWrite, version: { type: 'integer' } }, additionalProperties: false },
  }
}

/** Input or result of an action. `without`: the field that the address gives. */
export function actionSchema(fields: ActionDef['input'] | Fields, without?: string): JsonSchema {
  const given = Object.entries(fields).filter(([name]) => name !== without)
  const must = given.filter(([, field]) => field.required && field.default === undefined).map(([name]) => name)
  const properties = given.map(([name, field]) => [name, nullable(fieldType(field.kind).schema(field.options), !field.required)] as const)
  return { type: 'object', properties: Object.fromEntries(properties), ...(must.length > 0 ? { required: must } : {}) }
}

const described = (context: MetaContext, field: CatalogField, schema: JsonSchema): JsonSchema => ({
  ...schema,
  title: fieldLabel(context, field),
})

function nullable(schema: JsonSchema, mayBeNull: boolean): JsonSchema {
  if (!mayBeNull) return schema
  if (typeof schema.type === 'string' && schema.enum === undefined) return { ...schema, type: [schema.type, 'null'] }
  return { anyOf: [schema, { type: 'null' }] }
}
