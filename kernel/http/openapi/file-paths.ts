import type { JsonSchema } from '../../model/field-type.ts'
import { operation, type Paths, parameter } from './operation.ts'
import { anyRow, asList } from './schemas.ts'

const text: JsonSchema = { type: 'string' }
const flag: JsonSchema = { type: 'boolean' }
const id = parameter('id', 'path', { type: 'string', format: 'uuid' })
const csv = 'text/csv'

const missing: JsonSchema = { type: 'string', enum: ['fail', 'create', 'leave'] }
const extras = { missing, values: { type: 'object', additionalProperties: { type: ['string', 'null'] } }, format: text, currency: text }
const target = (own: string): JsonSchema => ({ oneOf: [text, { type: 'object', required: [own], properties: { [own]: text, ...extras } }] })
const map: JsonSchema = {
  type: 'object',
  description: 'Columns of the file to fields; texts made of the whole row',
  properties: {
    columns: { type: 'object', additionalProperties: target('field') },
    templates: { type: 'object', additionalProperties: target('template') },
  },
}
const options: JsonSchema = {
  type: 'object',
  properties: {
    onMatch: { type: 'string', enum: ['update', 'skip'] },
    onNew: { type: 'string', enum: ['create', 'skip'] },
    duplicates: {
      type: 'string',
      enum: ['create', 'skip', 'update'],
      description: 'What becomes of new rows that look like a stored record or like an earlier row',
    },
    blank: { type: 'string', enum: ['leave', 'clear'] },
    shortRows: { type: 'string', enum: ['fail', 'fill'] },
    brings: {
      type: 'array',
      items: text,
      description: 'Names of consequences that come about all the same, of those that the catalog names for the object',
    },
    encoding: text,
    separator: text,
    sheet: text,
  },
}
const match: JsonSchema = { type: 'array', items: text }
const body = (properties: Readonly<Record<string, JsonSchema>>, required: readonly string[]): JsonSchema => ({
  type: 'object',
  properties,
  required,
})
const wish = body({ file: text, object: text, map, match, options, dryRun: flag }, ['file', 'object'])
const binary: JsonSchema = { type: 'string', format: 'binary' }

/** The same call with the file in a form. */
const withForm = (call: object, properties: Readonly<Record<string, JsonSchema>>) => {
  const { requestBody } = call as { requestBody?: { content: object } }
  const form = { 'multipart/form-data': { schema: body({ file: binary, object: text, ...properties }, ['file', 'object']) } }
  return { ...call, requestBody: { required: true, content: { ...form, ...requestBody?.content } } }
}

const backupPaths = (): Paths => {
  const name = parameter('name', 'path', text)
  const backups = (summary: string, o: object = {}) => operation({ summary, tag: 'backups', answer: anyRow, ...o })
  return {
    '/backups': {
      get: backups('Backups of the workspace, newest first', { answer: asList(anyRow) }),
      post: backups('Make a backup as soon as a process is free', { status: 202 }),
    },
    '/backups/{name}': { delete: operation({ summary: 'Delete a backup for good', tag: 'backups', parameters: [name], status: 204 }) },
    '/backups/{name}/stop': { post: backups('Stop a backup that is being made', { parameters: [name] }) },
    '/backups/{name}/rehearse': { post: backups('Restore it where nobody sees it, and compare', { parameters: [name], status: 202 }) },
    '/backups/{name}/file': { get: backups('The backup itself', { parameters: [name], answer: binary, type: 'application/x-tar' }) },
  }
}

/** Files in and out. */
export function filePaths(): Paths {
  const imports = (summary: string, o: object = {}) => operation({ summary, tag: 'imports', answer: anyRow, ...o })
  return {
    '/imports': {
      get: imports('Imports, newest first', {
        parameters: ['limit', 'cursor', 'object'].map((name) => parameter(name, 'query', text)),
        answer: asList(anyRow),
      }),
      post: withForm(imports('Import a file', { body: wish, status: 202 }), { map: text, match: text, options: text, dryRun: text }),
    },
    '/imports/files': {
      post: withForm(imports('Send a file and hear where its columns most likely go', { status: 201 }), { options: text }),
    },
    '/imports/files/{id}/offer': {
      post: imports('The same for another sheet, encoding or separator', {
        parameters: [id],
        body: body({ object: text, options }, ['object']),
      }),
    },
    '/imports/template': {
      get: imports('A file to fill in, made from the model as it is: choices offer their options, a second sheet explains the fields', {
        parameters: [parameter('object', 'query', text), parameter('format', 'query', { type: 'string', enum: ['xlsx', 'csv'] })],
        answer: binary,
      }),
    },
    '/imports/maps': {
      get: imports('Kept maps of an object', { parameters: [parameter('object', 'query', text)], answer: asList(anyRow) }),
      post: imports('Keep a map under a name', {
        body: body({ object: text, name: text, map, match, options }, ['object', 'name', 'map']),
        status: 201,
      }),
    },
    '/imports/maps/{id}': { delete: operation({ summary: 'Forget a kept map', tag: 'imports', parameters: [id], status: 204 }) },
    '/imports/{id}': { get: imports('An import: state, counts, problems', { parameters: [id] }) },
    '/imports/{id}/failed.csv': { get: imports('Rows that failed, with reasons', { parameters: [id], answer: text, type: csv }) },
    '/imports/{id}/stop': { post: imports('Let it rest after the batch at hand', { parameters: [id] }) },
    '/imports/{id}/resume': { post: imports('Go on where it was', { parameters: [id], status: 202 }) },
    '/imports/{id}/undo': {
      post: imports('Take back all that it wrote', { parameters: [id], body: body({ conflicts: text, resolve: anyRow, note: text }, []) }),
    },
    ...backupPaths(),
    '/exports/{plural}': {
      get: operation({
        summary: 'All records that match, as a file',
        tag: 'exports',
        parameters: [
          parameter('plural', 'path', text),
          ...['format', 'filter', 'q', 'sort', 'fields', 'asOf', 'headers', 'explain'].map((name) => parameter(name, 'query', text)),
        ],
        answer: text,
        type: csv,
      }),
    },
  }
}
