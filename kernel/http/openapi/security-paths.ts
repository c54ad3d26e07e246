import type { JsonSchema } from '../../model/field-type.ts'
import { operation, type Paths, parameter } from './operation.ts'
import { asList, ref } from './schemas.ts'

const text: JsonSchema = { type: 'string' }
const any = ref('AnyRow')
const asked = ['kind', 'person', 'object', 'record', 'from', 'to', 'q'].map((name) => parameter(name, 'query', text))
const security = (summary: string, o: object = {}) => operation({ summary, tag: 'security', ...o })

/** Calls about who came in, who looked at what, and the proof of it. */
export function securityPaths(): Paths {
  return {
    '/audit': {
      get: security('Entries of the audit, newest first: administrators all, everybody the own ones', {
        parameters: [
          ...asked,
          parameter('limit', 'query', { type: 'integer', minimum: 1, maximum: 500 }),
          parameter('cursor', 'query', text),
        ],
        answer: asList(any),
      }),
    },
    '/audit/file': {
      get: security('Entries of the audit as a file', {
        parameters: [...asked, parameter('format', 'query', { type: 'string', enum: ['csv', 'xlsx', 'jsonl'] })],
        answer: text,
        type: 'text/csv',
      }),
    },
    '/audit/chain': { get: security('Whether the chain of the audit is whole', { answer: any }) },
  }
}
