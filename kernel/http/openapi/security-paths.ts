import type { JsonSchema } from '../../model/field-type.ts'
import { operation, type Paths, parameter } from './operation.ts'
import { anyRow, asList } from './schemas.ts'

const text: JsonSchema = { type: 'string' }
const asked = ['kind', 'person', 'object', 'record', 'from', 'to', 'q'].map((name) => parameter(name, 'query', text))
const security = (summary: string, o: object = {}) => operation({ summary, tag: 'security', ...o })

const id = parameter('id', 'path', { type: 'string', format: 'uuid' })
const body = (properties: Readonly<Record<string, JsonSchema>>, required: readonly string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
  additionalProperties: false,
})
const erased = body({ q: text, object: text, id: text, confirm: text, records: { type: 'array', items: text } }, ['confirm'])
const person = body({ q: text, object: text, id: text })
const shown = body({ code: text, recovery: text })
const withPassword = body({ password: text })

/** Calls about who came in, who looked at what, and the proof of it. */
export function securityPaths(): Paths {
  return {
    ...signInPaths(),
    '/audit': {
      get: security('Entries of the audit, newest first: administrators all, everybody the own ones', {
        parameters: [
          ...asked,
          parameter('limit', 'query', { type: 'integer', minimum: 1, maximum: 500 }),
          parameter('cursor', 'query', text),
        ],
        answer: asList(anyRow),
      }),
    },
    '/audit/file': {
      get: security('Entries of the audit as a file', {
        parameters: [...asked, parameter('format', 'query', { type: 'string', enum: ['csv', 'xlsx', 'jsonl'] })],
        answer: text,
        type: 'text/csv',
      }),
    },
    '/persons/find': { post: security('Everything about one person', { body: person, answer: anyRow }) },
    '/persons/erase': { post: security('Erase one person for good', { body: erased, status: 202, answer: anyRow }) },
    '/persons/erasures': { get: security('Erasures with their proofs, newest first', { answer: asList(anyRow) }) },
    '/persons/erasures/{id}': { get: security('How far an erasure is, and its proof', { parameters: [id], answer: anyRow }) },
    '/persons/erasures/{id}/stop': { post: security('Let an erasure rest after the piece at hand', { parameters: [id], answer: anyRow }) },
    '/persons/erasures/{id}/resume': { post: security('Go on with an erasure that rests', { parameters: [id], answer: anyRow }) },
    '/persons/export': { post: security('Everything about one person as a zip', { body: person, answer: text, type: 'application/zip' }) },
    '/audit/chain': { get: security('Whether the chain of the audit is whole', { answer: anyRow }) },
  }
}

/** Calls of a person's own affairs: answered to sessions, not to keys. */
function signInPaths(): Paths {
  const none = (summary: string, o: object = {}) => ({ post: security(summary, { status: 204, ...o }) })
  return {
    '/session/second-factor': { post: security('Second step of signing in', { body: shown, answer: anyRow }) },
    '/session/passkey/ask': { post: security('What a device is asked to sign in by passkey', { answer: anyRow }) },
    '/session/passkey': { post: security('Sign in by passkey', { body: anyRow, answer: anyRow }) },
    '/session/link': {
      post: security('Sign in by a link of the command line', { body: body({ token: text }, ['token']), answer: anyRow }),
    },
    '/second-factor': {
      get: security('Whether a second factor is set up', { answer: anyRow }),
      post: security('Begin to set up a second factor', { body: withPassword, status: 201, answer: anyRow }),
    },
    '/second-factor/finish': none('The first code of the app: the second factor is on', { body: body({ code: text }, ['code']) }),
    '/second-factor/confirm': none('Show the second factor in a session that began without', { body: shown }),
    '/second-factor/remove': none('Take the second factor off', { body: withPassword }),
    '/second-factor/recovery': { post: security('New recovery codes', { body: withPassword, answer: anyRow }) },
    '/passkeys': {
      get: security('Own passkeys', { answer: asList(anyRow) }),
      post: security('Add a passkey', { body: anyRow, status: 201, answer: anyRow }),
    },
    '/passkeys/ask': { post: security('What a device is asked to make a passkey', { answer: anyRow }) },
    '/passkeys/{id}': { delete: security('Remove a passkey', { parameters: [parameter('id', 'path', text)], status: 204 }) },
    '/sessions': {
      get: security('Where the person is signed in', { answer: asList(anyRow) }),
      delete: security('End all other sessions', { answer: anyRow }),
    },
    '/sessions/{id}': { delete: security('End a session', { parameters: [parameter('id', 'path', text)], status: 204 }) },
    '/keys': {
      get: security('Own keys', { answer: asList(anyRow) }),
      post: security('Make a key; its text is answered once', {
        body: body({ name: text, expiresAt: text, verbs: { type: 'array', items: text }, objects: { type: 'array', items: text } }, [
          'name',
        ]),
        status: 201,
        answer: anyRow,
      }),
    },
    '/keys/{id}': { delete: security('Remove a key', { parameters: [id], status: 204 }) },
    '/keys/all': { get: security('Keys of everybody, for administrators', { answer: asList(anyRow) }) },
    '/keys/all/{id}': { delete: security("Revoke anybody's key", { parameters: [id], status: 204 }) },
    '/members/{id}/sign-in': { get: security('How a member signs in', { parameters: [id], answer: anyRow }) },
    '/members/{id}/sign-in/unlock': none('Unlock a member after too many guesses', { parameters: [id] }),
    '/members/{id}/sign-in/end-sessions': { post: security('End all sessions of a member', { parameters: [id], answer: anyRow }) },
    '/members/{id}/sign-in/drop-second-factor': none('Take a second factor off whose device is lost', { parameters: [id] }),
  }
}
