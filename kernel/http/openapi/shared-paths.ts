import type { JsonSchema } from '../../model/field-type.ts'
import { operation, type Paths, parameter } from './operation.ts'
import { anyRow, asList } from './schemas.ts'

const text: JsonSchema = { type: 'string' }
const id = parameter('id', 'path', { type: 'string', format: 'uuid' })
const page = [parameter('limit', 'query', { type: 'integer', minimum: 1, maximum: 500 }), parameter('cursor', 'query', text)]
const explain = parameter('explain', 'query', { type: 'string', enum: ['sql'] })
const decision: JsonSchema = { type: 'string', enum: ['keep', 'restore'] }
const hour: JsonSchema = { type: ['integer', 'null'], minimum: 0, maximum: 23 }

const body = (properties: Readonly<Record<string, JsonSchema>>, required: readonly string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
  additionalProperties: false,
})

/** The calls that belong to no object. */
export function sharedPaths(): Paths {
  const installation = (summary: string, o: object = {}) => operation({ summary, tag: 'installation', ...o })
  const changes = (summary: string, o: object = {}) => operation({ summary, tag: 'changes', ...o })
  const locale = { type: 'string', enum: ['zh-CN', 'zh-TW', 'en'] }
  return {
    '/meta': {
      get: installation('Catalog as the caller may see it', { parameters: [parameter('locale', 'query', locale)], answer: anyRow }),
    },
    '/search': {
      get: installation('Search over all objects', {
        parameters: [
          parameter('q', 'query', text),
          parameter('objects', 'query', text),
          parameter('within', 'query', text),
          parameter('limit', 'query', { type: 'integer', minimum: 1, maximum: 50 }),
          parameter('asOf', 'query', text),
          explain,
        ],
        answer: anyRow,
      }),
    },
    '/session': {
      get: installation('Who is signed in', { answer: anyRow }),
      post: installation('Sign in', { body: body({ email: text, password: text }, ['email', 'password']), answer: anyRow }),
      patch: installation('Language, time zone and workspace of the session', {
        body: body({ locale, timeZone: text, workspace: text }),
        answer: anyRow,
      }),
      delete: installation('Sign out', { status: 204 }),
    },
    '/password/change': {
      post: installation('Change the password; other sessions end', {
        body: body({ current: text, next: text }, ['current', 'next']),
        status: 204,
      }),
    },
    '/password/forgot': {
      post: installation('Ask for a link to set a new password', { body: body({ email: text }, ['email']), status: 204 }),
    },
    '/password/reset': {
      post: installation('Set a new password', { body: body({ token: text, password: text }, ['token', 'password']), status: 204 }),
    },
    '/stream': {
      get: installation('Server-sent events: touched records', {
        parameters: [parameter('objects', 'query', text)],
        answer: text,
        type: 'text/event-stream',
      }),
    },
    '/actions/{action}': {
      post: installation('Run an action by its full name', {
        parameters: [parameter('action', 'path', text)],
        body: anyRow,
        answer: anyRow,
      }),
    },
    '/change-sets': {
      get: changes('Change sets, newest first', {
        parameters: [...page, ...['actor', 'via', 'object', 'undone'].map((name) => parameter(name, 'query', text)), explain],
        answer: asList(anyRow),
      }),
    },
    '/change-sets/{id}': { get: changes('One change set with its changes', { parameters: [id, ...page, explain], answer: anyRow }) },
    '/change-sets/{id}/undo': {
      post: changes('Take a change set back', {
        parameters: [id],
        body: body({
          preview: { type: 'boolean' },
          cursor: text,
          resolve: { type: 'object', additionalProperties: decision },
          conflicts: decision,
          note: text,
        }),
        answer: anyRow,
      }),
    },
    ...noticePaths((summary, o = {}) => operation({ summary, tag: 'notices', ...o })),
    ...runPaths(changes),
  }
}

type Call = (summary: string, o?: object) => ReturnType<typeof operation>

/** What a person was told. */
const noticePaths = (notices: Call): Paths => ({
  '/notices': {
    get: notices('What the caller was told, newest first, and how many are unread', {
      parameters: [
        parameter('limit', 'query', { type: 'integer', minimum: 1, maximum: 100 }),
        parameter('cursor', 'query', text),
        parameter('unread', 'query', { type: 'string', enum: ['true'] }),
      ],
      answer: anyRow,
    }),
  },
  '/notices/read': {
    post: notices('Mark notices as read: some, or all', {
      body: body({ ids: { type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: 500 }, all: { type: 'boolean' } }),
      answer: anyRow,
    }),
  },
  '/notices/settings': {
    get: notices('Where the caller is told of what, and when', { answer: anyRow }),
    patch: notices('Choose where to be told of what, and when', {
      body: body({ channels: anyRow, morning: hour, quietFrom: hour, quietUntil: hour }),
      answer: anyRow,
    }),
  },
})

/** Work over many records, in the background. */
const runPaths = (changes: Call): Paths => ({
  '/change-sets/{id}/undo/run': {
    post: changes('Take a large change set back in the background', {
      parameters: [id],
      body: body({ resolve: { type: 'object', additionalProperties: decision }, conflicts: decision, note: text }),
      status: 202,
      answer: anyRow,
    }),
  },
  '/runs': {
    get: changes('Work over many records, newest first', {
      parameters: [...page, parameter('open', 'query', { type: 'string', enum: ['true'] })],
      answer: asList(anyRow),
    }),
  },
  '/runs/{id}': { get: changes('One run with its progress', { parameters: [id], answer: anyRow }) },
  '/runs/{id}/stop': { post: changes('Let a run rest after the batch at hand', { parameters: [id], answer: anyRow }) },
  '/runs/{id}/resume': { post: changes('Go on where a run stopped', { parameters: [id], status: 202, answer: anyRow }) },
  '/bin': {
    get: changes('Removed records that can be restored', {
      parameters: [...page, parameter('object', 'query', text), explain],
      answer: asList(anyRow),
    }),
  },
})
