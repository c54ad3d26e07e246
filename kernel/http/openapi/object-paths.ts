import type { ActionDef } from '../../actions/define-action.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import type { JsonSchema } from '../../model/field-type.ts'
import type { MetaContext } from '../meta.ts'
import { textOf } from '../texts.ts'
import { type Operation, operation, type Paths, parameter } from './operation.ts'
import { actionSchema, asList, ref, schemaNames } from './schemas.ts'

const id = parameter('id', 'path', { type: 'string', format: 'uuid' })
const once = parameter('Idempotency-Key', 'header', { type: 'string', maxLength: 200 })
const ifMatch = parameter('If-Match', 'header', { type: 'string' })
const text: JsonSchema = { type: 'string' }
const explain = parameter('explain', 'query', { type: 'string', enum: ['sql'] })
const filter = parameter('filter', 'query', text)
const asOf = parameter('asOf', 'query', text)
const fields = parameter('fields', 'query', text)
const expect = { ...parameter('expect', 'query', { type: 'integer' }), required: true }

/** The calls of one object that the reader may make. */
export function objectPaths(context: MetaContext, object: CatalogObject): Paths {
  const may = (verb: 'update' | 'remove') => context.access.may(context.actor, object.name, verb)
  const mayCreate = context.access.mayCreate(context.actor, object.name)
  const { row, fresh, change } = schemaNames(object)
  const page = {
    ...asList(ref(row)),
    properties: { rows: { type: 'array', items: ref(row) }, next: { type: ['string', 'null'] }, count: ref('Count') },
  }
  const call = (summary: string, o: Omit<Operation, 'summary' | 'tag'>) => operation({ summary, tag: object.plural, ...o })
  const some = { anyOf: [ref(fresh), { type: 'array', items: ref(fresh), minItems: 1, maxItems: 1_000 }] }
  const read = {
    [`/${object.plural}`]: {
      get: call('List', {
        parameters: [
          filter,
          ...['q', 'sort', 'cursor', 'count'].map((name) => parameter(name, 'query', text)),
          fields,
          parameter('limit', 'query', { type: 'integer', minimum: 1, maximum: 500 }),
          asOf,
          explain,
        ],
        answer: page,
      }),
      ...(mayCreate
        ? {
            post: call('Create one or many', {
              parameters: [once],
              body: some,
              status: 201,
              answer: { anyOf: [ref(row), asList(ref(row))] },
            }),
          }
        : {}),
      ...(may('update') ? { patch: call('Change many', { parameters: [filter, expect], body: ref(change), answer: ref('AnyRow') }) } : {}),
      ...(may('remove') ? { delete: call('Remove many', { parameters: [filter, expect], answer: ref('AnyRow') }) } : {}),
    },
    [`/${object.plural}/{id}`]: {
      get: call('Read', { parameters: [id, fields, asOf, explain], answer: ref(row) }),
      ...(may('update') ? { patch: call('Change', { parameters: [id, ifMatch], body: ref(change), answer: ref(row) }) } : {}),
      ...(may('remove') ? { delete: call('Remove', { parameters: [id], status: 204 }) } : {}),
    },
    [`/${object.plural}/{id}/history`]: {
      get: call('History', {
        parameters: [id, parameter('limit', 'query', { type: 'integer' }), parameter('cursor', 'query', text), explain],
        answer: asList(ref('AnyRow')),
      }),
    },
    ...versionPaths(call, object.plural, may('update')),
    ...(Object.values(object.fields).some((field) => field.type.veil)
      ? {
          [`/${object.plural}/{id}/reveal`]: {
            post: call('Tell one kept value', { parameters: [id], body: revealBody, answer: ref('AnyRow') }),
          },
        }
      : {}),
    ...(may('update') && may('remove')
      ? {
          [`/${object.plural}/{id}/merge`]: {
            post: call('Make one record of two to five', { parameters: [id, once], body: mergeBody(change), answer: ref('AnyRow') }),
          },
        }
      : {}),
    ...(may('update') || may('remove')
      ? {
          [`/${object.plural}/bulk`]: {
            post: call('Write many in the background', { body: bulkBody(change), status: 202, answer: ref('AnyRow') }),
          },
        }
      : {}),
    [`/${object.plural}/aggregate`]: {
      post: call('Measure', { parameters: [explain], body: ref('Aggregate'), answer: asList(ref('AnyRow')) }),
    },
    ...(may('remove')
      ? { [`/${object.plural}/{id}/restore`]: { post: call('Restore from the bin', { parameters: [id], answer: ref(row) }) } }
      : {}),
  }
  return { ...read, ...(may('update') ? actionPaths(context, object) : {}) }
}

/** The records that go into this one, and what it holds then. */
const mergeBody = (change: string): JsonSchema => ({
  type: 'object',
  required: ['others'],
  properties: {
    others: { type: 'array', items: { type: 'string', format: 'uuid' }, minItems: 1, maxItems: 4 },
    values: ref(change),
    from: { type: 'object', additionalProperties: { type: 'string', format: 'uuid' } },
    preview: { type: 'boolean' },
  },
  additionalProperties: false,
})

const revealBody: JsonSchema = { type: 'object', required: ['field'], properties: { field: text }, additionalProperties: false }

type Call = (summary: string, o: Omit<Operation, 'summary' | 'tag'>) => ReturnType<typeof operation>

/** Two moments of a record beside each other, and the way back to one. */
const versionPaths = (call: Call, plural: string, mayUpdate: boolean): Paths => ({
  [`/${plural}/{id}/compare`]: {
    get: call('Compare two moments', {
      parameters: [id, { ...parameter('from', 'query', text), required: true }, parameter('to', 'query', text), explain],
      answer: ref('AnyRow'),
    }),
  },
  ...(mayUpdate
    ? {
        [`/${plural}/{id}/restore-version`]: {
          post: call('Give back the values of a moment', { parameters: [id, once], body: oldValuesBody, answer: ref('AnyRow') }),
        },
      }
    : {}),
})

/** Which moment, and which fields of it; all of them where none is named. */
const oldValuesBody: JsonSchema = {
  type: 'object',
  required: ['to'],
  properties: { to: text, fields: { type: 'array', items: text, minItems: 1 }, version: { type: 'integer' } },
  additionalProperties: false,
}

/** Which records, and what becomes of them. */
const bulkBody = (change: string): JsonSchema => ({
  type: 'object',
  required: ['do'],
  properties: {
    do: { type: 'string', enum: ['act', 'change', 'remove', 'restore', 'share', 'unshare', 'find', 'close'] },
    filter: { type: 'object' },
    q: text,
    ids: { type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: 10_000 },
    expect: { type: 'integer' },
    action: text,
    input: { type: 'object' },
    set: ref(change),
    add: ref(change),
    take: ref(change),
    with: {
      type: 'object',
      properties: {
        person: text,
        department: text,
        role: text,
        mayWrite: { type: 'boolean' },
        teamRole: { type: ['string', 'null'] },
        endsOn: { type: ['string', 'null'], format: 'date' },
        along: { type: ['array', 'null'], items: text },
      },
      additionalProperties: false,
    },
    changeSet: { type: 'string', format: 'uuid' },
    all: { type: 'boolean' },
    running: { type: 'string', enum: ['finish', 'restart', 'approve'] },
    remove: { type: 'boolean' },
    note: text,
  },
  additionalProperties: false,
})

const verbOf = ({ name }: ActionDef): string => name.slice(name.indexOf('.') + 1)

const twinsSchema: JsonSchema = {
  type: 'object',
  properties: {
    rows: {
      type: 'array',
      items: { type: 'object', properties: { sure: { type: 'boolean' }, score: { type: 'integer' }, spoken: { type: 'boolean' } } },
    },
    hidden: { type: 'object', properties: { count: { type: 'integer' }, by: { type: 'array', items: text } } },
  },
}

/** Beside the result, by input: records that were there and look like those that were made. */
const withTwins = (schema: JsonSchema): JsonSchema => ({
  ...schema,
  properties: { ...(schema.properties as object), duplicates: { type: 'object', additionalProperties: twinsSchema } },
})

function actionPaths(context: MetaContext, object: CatalogObject): Paths {
  const actions = context.modules
    .flatMap((module) => module.actions as readonly ActionDef[])
    .filter((action) => action.on?.name === object.name)
  const entries = actions.map((action) => {
    const call = operation({
      summary: textOf(context.modules, context.locale, `action.${action.name}`) ?? action.name,
      description: action.fails.length > 0 ? `Fails with ${action.fails.join(', ')}.` : undefined,
      tag: object.plural,
      parameters: [id, once],
      body: actionSchema(action.input, object.name),
      answer: action.alike ? withTwins(actionSchema(action.result)) : actionSchema(action.result),
    })
    return [`/${object.plural}/{id}/${verbOf(action)}`, { post: call }] as const
  })
  const looks = actions
    .filter(({ alike }) => alike)
    .map((action) => {
      const call = operation({
        summary: 'Stored records that look like those which the action would make, by its input',
        tag: object.plural,
        parameters: [id],
        answer: { type: 'object', additionalProperties: twinsSchema },
      })
      return [`/${object.plural}/{id}/${verbOf(action)}/duplicates`, { get: call }] as const
    })
  return Object.fromEntries([...entries, ...looks])
}
