import { operation, type Paths, parameter } from '../http/openapi/operation.ts'
import { anyRow, asList } from '../http/openapi/schemas.ts'
import type { JsonSchema } from '../model/field-type.ts'

const text: JsonSchema = { type: 'string' }
const uuid: JsonSchema = { type: 'string', format: 'uuid' }
const id = parameter('id', 'path', uuid)
const people: JsonSchema = { type: 'array', items: uuid, maxItems: 50 }
const body = (properties: Readonly<Record<string, JsonSchema>>, required: readonly string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
  additionalProperties: false,
})
const call = (summary: string, o: object = {}) => operation({ summary, tag: 'approvals', ...o })

/** The call that is to wait: what it does, to what, with which values or input. */
const change = body(
  {
    does: { type: 'string', enum: ['create', 'change', 'remove', 'action'] },
    object: text,
    id: uuid,
    values: { type: 'object' },
    action: text,
    input: { type: 'object' },
    chosen: { type: 'object', description: 'By key of a step the people chosen for it', additionalProperties: people },
    comment: text,
  },
  ['does'],
)

const round: JsonSchema = { type: 'integer', description: 'The round that was seen: what was corrected since is refused' }

const corrected: Readonly<Record<string, JsonSchema>> = {
  values: { type: 'object' },
  input: { type: 'object' },
  chosen: { type: 'object', additionalProperties: people },
  comment: text,
}

const decision = (
  name: string,
  summary: string,
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = [],
): Paths => ({
  [`/approval/cases/{id}/${name}`]: {
    post: call(summary, { parameters: [id], body: body({ ...properties, round }, required), status: 204 }),
  },
})

/** Submitting changes for approval, deciding about them, and what waits for whom. */
export const approvalPaths = (): Paths => ({
  '/approval/preview': { post: call('Who would decide about a change, with names; nothing is changed', { body: change, answer: anyRow }) },
  '/approval/cases': { post: call('Submit a change for approval', { body: change, status: 201, answer: anyRow }) },
  '/approval/cases/{id}': {
    get: call('A case with its chain, decisions and notes; by its id or that of a task', { parameters: [id], answer: anyRow }),
  },
  ...decision('approve', 'Approve', { comment: text }),
  ...decision('reject', 'Reject: the case ends, nothing is changed', { comment: text }, ['comment']),
  ...decision(
    'return',
    'Send back to an earlier step, counted from 0, or to the submitter',
    { comment: text, to: { anyOf: [{ type: 'integer', minimum: 0 }, { const: 'submitter' }] } },
    ['comment', 'to'],
  ),
  ...decision('hand-over', 'Let somebody else decide instead', { person: uuid, comment: text }, ['person']),
  ...decision(
    'add',
    'Add a person before or after',
    { person: uuid, place: { type: 'string', enum: ['before', 'after'] }, comment: text },
    ['person', 'place'],
  ),
  ...decision('ask', 'Ask or answer without deciding', { comment: text }, ['comment']),
  ...decision('copy', 'Let others know of it', { people }, ['people']),
  ...decision('recall', 'Take back what one has submitted', { comment: text }),
  ...decision('resubmit', 'Submit again what was returned, corrected or as it was', corrected),
  ...decision('correct', 'Correct what waits, where it waits; everybody is asked again', corrected),
  '/approval/tasks': {
    get: call('What waits for the caller, what he submitted, decided, or got a copy of; newest first', {
      parameters: [
        parameter('shelf', 'query', { type: 'string', enum: ['waiting', 'mine', 'done', 'copies'] }),
        parameter('limit', 'query', { type: 'integer', minimum: 1, maximum: 200 }),
        parameter('cursor', 'query', uuid),
      ],
      answer: asList(anyRow),
    }),
  },
  '/approval/objects': { get: call('Objects that flows look at', { answer: anyRow }) },
  '/approval/flows/try': {
    post: call('Who would decide by these steps, were this person to submit', {
      body: body({ object: text, steps: { type: 'array', items: { type: 'object' } }, repeated: text, submitter: uuid, record: uuid }, [
        'object',
        'steps',
        'submitter',
      ]),
      answer: anyRow,
    }),
  },
  '/approval/records/{plural}/{id}': {
    get: call('Cases of a record, newest first', { parameters: [parameter('plural', 'path', text), id], answer: asList(anyRow) }),
  },
})
