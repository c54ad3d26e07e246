import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Engine } from '../engine-types.ts'
import { findPlural, idOf, readBody, sendJson, write } from '../http/answers.ts'
import { roadOf, sessionOf } from '../http/asker.ts'
import type { HttpDeps } from '../http/deps.ts'
import { readInteger, readParameters } from '../http/read-query.ts'
import { fail } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import { scopeOf } from '../records/open-work.ts'
import { addPerson, approve, ask, copy, giveBack, handOver, recall, reject, type Turn, takeTurn, type Wish } from './decide.ts'
import { casesOfRecord, lookedAt, readCase, readShelf, type Shelf } from './read-cases.ts'
import { revealWaiting } from './shut-values.ts'
import { correct, previewApproval, resubmit, submitChange, tryFlow } from './submit.ts'

const changeMembers = ['does', 'object', 'id', 'values', 'action', 'input', 'chosen', 'comment'] as const
const shelves: readonly string[] = ['waiting', 'mine', 'done', 'copies']

type Verb = Readonly<{ takes: readonly string[]; run(turn: Turn, wish: Wish): Promise<void> }>
const verbs: Readonly<Record<string, Verb>> = {
  approve: { takes: ['comment'], run: approve },
  reject: { takes: ['comment'], run: reject },
  return: { takes: ['comment', 'to'], run: giveBack },
  'hand-over': { takes: ['comment', 'person'], run: handOver },
  add: { takes: ['comment', 'person', 'place'], run: addPerson },
  ask: { takes: ['comment'], run: ask },
  copy: { takes: ['people'], run: copy },
  recall: { takes: ['comment'], run: recall },
}

/** Submitting changes for approval, deciding about them, and what waits for whom. */
export function approvalRoutes(app: FastifyInstance, { engine }: HttpDeps): void {
  const caseOf = async (request: FastifyRequest, id: string) => JSON.stringify(await readCase({ engine, session: sessionOf(request) }, id))

  app.post('/approval/preview', { config: { isReading: true } }, async (request, reply) => {
    readParameters(request, [])
    const given = readBody(request, changeMembers)
    const session = sessionOf(request)
    const preview = await engine.work(session, roadOf(request), (work) => previewApproval(work, given))
    return sendJson(reply, JSON.stringify(preview))
  })

  app.post('/approval/cases', async (request, reply) => {
    readParameters(request, [])
    const given = readBody(request, changeMembers)
    return write(engine, { request, reply }, async (work) => {
      const id = await submitChange(work, given)
      return { status: 201, text: JSON.stringify({ id }) }
    })
  })

  app.get('/approval/cases/:id', async (request, reply) => {
    readParameters(request, [])
    return sendJson(reply, await caseOf(request, idOf(request)))
  })

  for (const [name, run] of Object.entries({ resubmit, correct }))
    app.post(`/approval/cases/:id/${name}`, async (request, reply) => {
      const given = readBody(request, ['values', 'input', 'chosen', 'comment', 'round'])
      return write(engine, { request, reply }, async (work) => {
        await run(work, { ...given, id: idOf(request) })
        return { status: 204, text: '' }
      })
    })

  for (const [name, verb] of Object.entries(verbs))
    app.post(`/approval/cases/:id/${name}`, async (request, reply) => {
      readParameters(request, [])
      const { round, ...wish } = readBody(request, [...verb.takes, 'round'])
      return write(engine, { request, reply }, async (work) => {
        await verb.run(await takeTurn(work, idOf(request), round), wish)
        return { status: 204, text: '' }
      })
    })

  // A value that waits is not the case's own: it is told to whoever may see that field of the record.
  app.post('/approval-cases/:id/reveal', { config: { audit: 'reveal' } }, async (request, reply) => {
    const { field } = readBody(request, ['field'])
    if (typeof field !== 'string') return fail('kernel.bad-value', { path: 'field', want: 'field' })
    request.aboutObject = 'approvalCase'
    request.auditDetail = { field }
    const session = sessionOf(request)
    const one = await readCase({ engine, session }, idOf(request))
    if (!one.opens.includes(field)) fail('kernel.forbidden', { path: field, object: one.object })
    const value = await engine.work(session, roadOf(request), (work) => revealWaiting(scopeOf(work), one.id, field))
    return reply.header('cache-control', 'no-store').send({ field, value })
  })

  readingRoutes(app, engine)

  app.post('/approval/flows/try', { config: { isReading: true } }, async (request, reply) => {
    readParameters(request, [])
    const given = readBody(request, ['object', 'steps', 'repeated', 'submitter', 'record'])
    const chain = await engine.work(sessionOf(request), roadOf(request), (work) => tryFlow(work, given))
    return sendJson(reply, JSON.stringify({ chain }))
  })
}

/** What waits for whom, and what is known of a record. */
function readingRoutes(app: FastifyInstance, engine: Engine): void {
  app.get('/approval/tasks', async (request, reply) => {
    const { shelf = 'waiting', limit, cursor } = readParameters(request, ['shelf', 'limit', 'cursor'])
    if (!shelves.includes(shelf)) fail('kernel.bad-value', { path: 'shelf', want: 'shelf' })
    if (cursor !== undefined && !isUuid(cursor)) fail('kernel.bad-cursor')
    const page = { limit: readInteger('limit', limit ?? '50', { min: 1, max: 200 }), after: cursor }
    return sendJson(reply, await readShelf({ engine, session: sessionOf(request) }, shelf as Shelf, page))
  })

  app.get('/approval/objects', async (request, reply) => {
    readParameters(request, [])
    return sendJson(reply, await lookedAt({ engine, session: sessionOf(request) }))
  })

  app.get('/approval/records/:plural/:id', async (request, reply) => {
    readParameters(request, [])
    const session = sessionOf(request)
    const object = findPlural(await engine.catalogOf(session.workspace), (request.params as { plural: string }).plural)
    return sendJson(reply, await casesOfRecord({ engine, session }, object.name, idOf(request)))
  })
}
