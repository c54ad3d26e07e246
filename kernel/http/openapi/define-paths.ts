import type { JsonSchema } from '../../model/field-type.ts'
import { locales } from '../../model/field-type.ts'
import { fieldTypes } from '../../model/field-types.ts'
import { operation, type Paths, parameter } from './operation.ts'
import { anyRow, asList } from './schemas.ts'

const text: JsonSchema = { type: 'string' }
const flag: JsonSchema = { type: 'boolean' }
const labels: JsonSchema = { type: 'object', properties: Object.fromEntries(locales.map((locale) => [locale, text])) }
const id = parameter('id', 'path', { type: 'string', format: 'uuid' })
const object = parameter('object', 'path', text)
const field = parameter('field', 'path', text)
const ofObject = [parameter('object', 'query', text)]
const body = (properties: Readonly<Record<string, JsonSchema>>, required: readonly string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
})
const call = (summary: string, o: object = {}) => operation({ summary, tag: 'shape', ...o })

/** Kinds somebody may choose for a field; what else a field of a kind takes says `GET /meta/kinds`. */
const kinds = Object.values(fieldTypes).flatMap(({ kind, settings }) => (settings ? [kind] : []))
const fieldTraits = { labels, help: labels, required: flag, unique: flag, indexed: flag, default: {} }
const newField = body({ name: text, kind: { type: 'string', enum: kinds }, ...fieldTraits }, ['name', 'kind'])
const objectTraits = { labels, labelsPlural: labels, icon: text, recordType: { type: ['string', 'null'] } }
const newObject = body(
  {
    name: text,
    plural: text,
    title: text,
    owned: flag,
    ...objectTraits,
    fields: { type: 'object', additionalProperties: body({ kind: { type: 'string', enum: kinds }, ...fieldTraits }, ['kind']) },
    grants: { type: 'object', description: 'What each role may do with its records', additionalProperties: { type: 'object' } },
  },
  ['name'],
)
const rule = { object: text, must: text, when: text, field: text, message: labels, isOff: flag }
const layout = {
  object: text,
  labels,
  roles: asArray(text),
  types: asArray(text),
  form: asArray({ type: 'object' }),
  list: { type: 'object' },
  path: text,
  panels: asArray(text),
  hiddenPanels: asArray(text),
}

const home = { labels, roles: asArray(text), tiles: asArray(anyRow), position: { type: 'integer' } as JsonSchema }

function asArray(items: JsonSchema): JsonSchema {
  return { type: 'array', items }
}

/** Records of one kind of definition, by their ids. */
const definedPaths = (path: string, what: string, properties: Readonly<Record<string, JsonSchema>>, needs = ['object']): Paths => ({
  [path]: {
    get: call(`${what}s`, { parameters: ofObject, answer: asList(anyRow) }),
    post: call(`Make a ${what.toLowerCase()}`, { body: body(properties, needs), status: 201, answer: anyRow }),
  },
  [`${path}/{id}`]: {
    get: call(what, { parameters: [id], answer: anyRow }),
    patch: call(`Change a ${what.toLowerCase()}`, { parameters: [id], body: body(properties), answer: anyRow }),
    delete: call(`Remove a ${what.toLowerCase()}`, { parameters: [id], status: 204 }),
  },
})

/** Calls by which administrators shape the workspace. */
export const definePaths = (): Paths => ({
  '/meta/kinds': { get: call('Kinds of fields, each with what it takes', { answer: asList(anyRow) }) },
  '/meta/objects': {
    get: call('All objects as they are declared', { answer: asList(anyRow) }),
    post: call('Make an object, with its fields', { body: newObject, status: 201, answer: anyRow }),
  },
  '/meta/objects/{object}': {
    get: call('An object with its fields, rules and layouts', { parameters: [object], answer: anyRow }),
    patch: call(
      'Change what an object is called, its icon, the choice that decides its layout, and what its own kind of records is known by',
      {
        parameters: [object],
        body: body({
          ...objectTraits,
          title: text,
          search: asArray(text),
          follows: asArray(text),
          tree: text,
          unique: asArray(asArray(text)),
        }),
        answer: anyRow,
      },
    ),
    delete: call('Remove an object; its records stay for an undo', { parameters: [object], status: 204 }),
  },
  '/meta/objects/{object}/fields': {
    get: call('Fields of an object', { parameters: [object], answer: asList(anyRow) }),
    post: call('Add one field or many', {
      parameters: [object],
      body: { anyOf: [newField, { type: 'array', items: newField, minItems: 1 }] },
      status: 201,
      answer: anyRow,
    }),
  },
  '/meta/objects/{object}/fields/{field}': {
    get: call('A field', { parameters: [object, field], answer: anyRow }),
    patch: call('Change a field', { parameters: [object, field], body: body(fieldTraits), answer: anyRow }),
    delete: call('Remove a field; its values stay for an undo', { parameters: [object, field], status: 204 }),
  },
  ...definedPaths('/meta/rules', 'Rule', rule),
  ...definedPaths('/meta/layouts', 'Layout', layout),
  ...definedPaths('/meta/homes', 'Home', home, ['tiles']),
  '/meta/definitions': {
    get: call('All definitions as one file', { answer: anyRow }),
    post: call('Take over such a file: with `preview` only the difference, else all of it in one change set', {
      body: body({ format: text, definitions: asArray(anyRow), preview: flag, removeOthers: flag }, ['definitions']),
      answer: anyRow,
    }),
  },
})

/** Calls about ways of looking at an object that people kept. */
export function viewPaths(): Paths {
  const traits = { name: text, body: { type: 'object' }, position: { type: 'integer' }, defaultFor: asArray(text) }
  const fresh = body({ object: text, ...traits, roles: asArray(text), departments: asArray({ type: 'string', format: 'uuid' }) }, [
    'object',
    'name',
    'body',
  ])
  return {
    '/meta/views': {
      get: call('Kept views: one’s own and those shared with one', { parameters: ofObject, answer: asList(anyRow) }),
      post: call('Keep a view, for oneself or shared with roles and departments', { body: fresh, status: 201, answer: anyRow }),
    },
    '/meta/view-choices': {
      post: call('Pin a view for oneself, or see it first; without a view, all records as they come', {
        body: body({ object: text, view: { type: ['string', 'null'], format: 'uuid' }, isPinned: flag, isDefault: flag }, ['object']),
        status: 204,
      }),
    },
    '/meta/views/{id}': {
      patch: call('Change a kept view', { parameters: [id], body: body(traits), answer: anyRow }),
      delete: call('Remove a kept view', { parameters: [id], status: 204 }),
    },
  }
}
