import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Work } from '../actions/define-action.ts'
import { sql } from '../db/sql.ts'
import type { Engine, JsonText, ScopedReads, Session } from '../engine-types.ts'
import type { Catalog, CatalogObject } from '../model/catalog.ts'
import { fail } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { scopeOf } from '../records/open-work.ts'
import { roadOf, sessionOf } from './asker.ts'
import { wantsSql } from './read-query.ts'

const json = 'application/json; charset=utf-8'

/** JSON text as the database made it, unread. */
export const sendJson = (reply: FastifyReply, text: JsonText, status = 200): FastifyReply =>
  reply.code(status).header('content-type', json).send(text)

/** The object of a plural in an address. @throws `kernel.unknown-object` */
export async function objectOf(engine: Engine, request: FastifyRequest): Promise<CatalogObject> {
  const { plural } = request.params as { plural: string }
  const catalog = await engine.catalogOf(sessionOf(request).workspace)
  const object = findPlural(catalog, plural)
  request.aboutObject = object.name
  return object
}

export const findPlural = (catalog: Catalog, plural: string): CatalogObject =>
  Object.hasOwn(catalog.byPlural, plural) ? catalog.byPlural[plural]! : fail('kernel.unknown-object', { object: plural })

/** The id in an address. @throws `kernel.not-found` for what can be none, as for records that are not there. */
export function idOf(request: FastifyRequest): string {
  const { id } = request.params as { id: string }
  return isUuid(id) ? id.toLowerCase() : fail('kernel.not-found', { id })
}

/** The body as an object. @throws `kernel.bad-request` with `reason` no-object. */
export function bodyOf(request: FastifyRequest): Readonly<Record<string, unknown>> {
  const { body } = request
  return typeof body === 'object' && body !== null && !Array.isArray(body)
    ? (body as Record<string, unknown>)
    : fail('kernel.bad-request', { reason: 'no-object' })
}

/** The members of a body, none beside those allowed. @throws `kernel.unknown-field` */
export function readBody<N extends string>(request: FastifyRequest, allowed: readonly N[]): Partial<Record<N, unknown>> {
  const body = request.body === undefined || request.body === null ? {} : bodyOf(request)
  const unknown = Object.keys(body).find((name) => !(allowed as readonly string[]).includes(name))
  return unknown === undefined ? (body as Partial<Record<N, unknown>>) : fail('kernel.unknown-field', { path: unknown })
}

/** The answer to a reading in several statements; with `explain=sql` those statements. */
export async function sendReading(
  engine: Engine,
  io: { request: FastifyRequest; reply: FastifyReply; explain: string | undefined },
  call: (reads: ScopedReads, session: Session) => Promise<JsonText | object>,
): Promise<FastifyReply> {
  const session = sessionOf(io.request)
  if (wantsSql(io.explain)) return sendJson(io.reply, await engine.reads.explainCall(session, (reads) => call(reads, session)))
  const answer = await call(engine.reads, session)
  return sendJson(io.reply, typeof answer === 'string' ? answer : JSON.stringify(answer))
}

type Answer = Readonly<{ status: number; text: JsonText }>

/**
 * Does a piece of work and sends its answer, with the change set's id beside.
 *
 * With `Idempotency-Key` the answer is stored in the same transaction; the same call with the same key gets it again and writes nothing.
 *
 * @throws `kernel.idempotency-reused` when the key came with another call before.
 */
export async function write(
  engine: Engine,
  io: { request: FastifyRequest; reply: FastifyReply },
  run: (work: Work) => Promise<Answer>,
): Promise<FastifyReply> {
  const { request, reply } = io
  const session = sessionOf(request)
  const once = onceOf(request)
  const known = once && (await findAnswer(engine, session.workspace, once))
  if (known) return sendAgain(reply, known)
  try {
    const { answer, changeSet } = await engine.work(session, roadOf(request), async (work, tx) => {
      const made = await run(work)
      // Nothing written, nothing to take back.
      const written = scopeOf(work).state.started ? work.changeSetId : null
      if (once && !(await keepAnswer(tx, session.workspace, { ...once, ...made, changeSet: written }))) throw new AnsweredMeanwhile()
      return { answer: made, changeSet: written }
    })
    if (changeSet) reply.header('x-change-set', changeSet)
    return answer.status === 204 ? reply.code(204).send() : sendJson(reply, answer.text, answer.status)
  } catch (error) {
    if (!(error instanceof AnsweredMeanwhile) || !once) throw error
    return sendAgain(reply, (await findAnswer(engine, session.workspace, once)) ?? fail('kernel.busy'))
  }
}

/** The same call came twice at the same time and the other one was first: what this one wrote is rolled back. */
class AnsweredMeanwhile extends Error {}

type Once = Readonly<{ key: string; actor: string; hash: string }>
type Stored = Answer & Readonly<{ changeSet: string | null }>

function onceOf(request: FastifyRequest): Once | null {
  const key = request.headers['idempotency-key']
  if (key === undefined || request.method !== 'POST') return null
  if (typeof key !== 'string' || key === '' || key.length > 200) fail('kernel.bad-request', { reason: 'bad-key' })
  const hash = createHash('sha256')
    .update(`${request.method}\n${request.url}\n${JSON.stringify(request.body) ?? ''}`)
    .digest('hex')
  return { key, actor: sessionOf(request).actor.memberId ?? fail('kernel.forbidden'), hash }
}

async function findAnswer(engine: Engine, workspace: WorkspaceFacts, once: Once): Promise<Stored | null> {
  const [row] = await engine.database.write(workspace).query(sql`SELECT request_hash, status, answer, change_set_id
    FROM ${sql.id(workspace.schema, 'idempotency')} WHERE actor_id = ${once.actor}::uuid AND key = ${once.key}`)
  if (!row) return null
  if (row.request_hash !== once.hash) fail('kernel.idempotency-reused')
  return { status: Number(row.status), text: String(row.answer ?? ''), changeSet: row.change_set_id as string | null }
}

async function keepAnswer(
  tx: Parameters<Parameters<Engine['work']>[2]>[1],
  workspace: WorkspaceFacts,
  made: Once & Stored,
): Promise<boolean> {
  const touched = await tx.affected(sql`INSERT INTO ${sql.id(workspace.schema, 'idempotency')}
    (actor_id, key, request_hash, status, answer, change_set_id, at)
    VALUES (${made.actor}::uuid, ${made.key}, ${made.hash}, ${made.status}, ${made.text}, ${made.changeSet}::uuid, ${new Date()})
    ON CONFLICT (actor_id, key) DO NOTHING`)
  return touched === 1
}

function sendAgain(reply: FastifyReply, known: Stored): FastifyReply {
  if (known.changeSet) reply.header('x-change-set', known.changeSet)
  reply.header('idempotency-replayed', 'true')
  return known.status === 204 ? reply.code(204).send() : sendJson(reply, known.text, known.status)
}
