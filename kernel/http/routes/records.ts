import type { FastifyInstance, FastifyRequest } from 'fastify'
import { fail } from '../../model/fault.ts'
import type { ListQuestion, OneQuestion } from '../../query/question.ts'
import { bodyOf, idOf, objectOf, sendJson, write } from '../answers.ts'
import { sessionOf } from '../asker.ts'
import type { HttpDeps } from '../deps.ts'
import { listParameters, readAsOf, readFilter, readInteger, readList, readListQuestion, readParameters, wantsSql } from '../read-query.ts'

const mostRows = 1_000

/** Reading and writing records of any object of the catalog. */
export function recordRoutes(app: FastifyInstance, { engine }: HttpDeps): void {
  const { reads, writes } = engine

  app.get('/:plural', { config: { audit: 'list' } }, async (request, reply) => {
    const object = await objectOf(engine, request)
    const session = sessionOf(request)
    const given = readParameters(request, listParameters)
    const question = readListQuestion(object, given, session.actor.timeZone)
    if (wantsSql(given.explain)) return sendJson(reply, await reads.explain(session, { kind: 'list', ...question }))
    if (given.count === undefined || given.count === 'false') return sendJson(reply, await reads.list(session, question))
    if (given.count !== 'true' && given.count !== 'exact') fail('kernel.bad-value', { path: 'count' })
    const [list, count] = await Promise.all([
      reads.list(session, question),
      reads.count(session, toCount(question), given.count === 'exact'),
    ])
    return sendJson(reply, `${list.slice(0, -1)},"count":${count}}`)
  })

  app.get('/:plural/:id', { config: { audit: 'open' } }, async (request, reply) => {
    const object = await objectOf(engine, request)
    const session = sessionOf(request)
    const given = readParameters(request, ['fields', 'asOf', 'explain'])
    const [fields, asOf] = [readList(given.fields), given.asOf === undefined ? undefined : readAsOf(given.asOf, session.actor.timeZone)]
    const question: OneQuestion = { object: object.name, id: idOf(request), ...(fields ? { fields } : {}), ...(asOf ? { asOf } : {}) }
    if (wantsSql(given.explain)) return sendJson(reply, await reads.explain(session, { kind: 'one', ...question }))
    return sendJson(reply, await reads.one(session, question))
  })

  app.post('/:plural', async (request, reply) => {
    const object = await objectOf(engine, request)
    readParameters(request, [])
    const rows = rowsOf(request)
    return write(engine, { request, reply }, async (work) => {
      const text = await writes.create(work, object.name, rows)
      return { status: 201, text: Array.isArray(request.body) ? `{"rows":${text}}` : text.trim().slice(1, -1) }
    })
  })

  app.patch('/:plural/:id', async (request, reply) => {
    const object = await objectOf(engine, request)
    readParameters(request, [])
    const id = idOf(request)
    const to = { ...bodyOf(request), ...versionOf(request) }
    return write(engine, { request, reply }, async (work) => ({ status: 200, text: await writes.change(work, object.name, id, to) }))
  })

  app.delete('/:plural/:id', async (request, reply) => {
    const object = await objectOf(engine, request)
    readParameters(request, [])
    const id = idOf(request)
    return write(engine, { request, reply }, async (work) => {
      await writes.remove(work, object.name, [id])
      return { status: 204, text: '' }
    })
  })

  app.post('/:plural/:id/restore', async (request, reply) => {
    const object = await objectOf(engine, request)
    readParameters(request, [])
    const id = idOf(request)
    return write(engine, { request, reply }, async (work) => ({ status: 200, text: await writes.restore(work, object.name, id) }))
  })

  app.patch('/:plural', async (request, reply) => {
    const object = await objectOf(engine, request)
    const { filter, expect } = readMany(request)
    const to = bodyOf(request)
    return write(engine, { request, reply }, async (work) => ({
      status: 200,
      text: await writes.changeWhere(work, object.name, { filter, to, expect }),
    }))
  })

  app.delete('/:plural', async (request, reply) => {
    const object = await objectOf(engine, request)
    const { filter, expect } = readMany(request)
    return write(engine, { request, reply }, async (work) => ({
      status: 200,
      text: await writes.removeWhere(work, object.name, filter, expect),
    }))
  })
}

const toCount = ({ limit: _limit, cursor: _cursor, sort: _sort, fields: _fields, ...rest }: ListQuestion): Omit<ListQuestion, 'limit'> =>
  rest

function rowsOf({ body }: FastifyRequest): readonly unknown[] {
  const rows: readonly unknown[] = Array.isArray(body) ? body : [body]
  if (rows.length > mostRows) fail('kernel.too-large', { reason: 'rows', max: mostRows })
  const isGood = rows.length > 0 && rows.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row))
  return isGood ? rows : fail('kernel.bad-request', { reason: 'no-rows' })
}

/** `If-Match: "3"` is the version that the change was made for. */
function versionOf(request: FastifyRequest): { version?: number } {
  const header = request.headers['if-match']
  if (header === undefined || header === '*') return {}
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header)?.[1] ?? fail('kernel.bad-request', { reason: 'bad-version' })
  return { version: Number(version) }
}

function readMany(request: FastifyRequest) {
  const given = readParameters(request, ['filter', 'expect'])
  if (given.filter === undefined) fail('kernel.bad-request', { reason: 'filter-missing' })
  if (given.expect === undefined) fail('kernel.bad-request', { reason: 'expect-missing' })
  return { filter: readFilter(given.filter), expect: readInteger('expect', given.expect, { min: 0, max: 1_000_000 }) }
}
