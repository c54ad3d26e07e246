import type { FastifyInstance } from 'fastify'
import { objectOf, readBody, sendReading, write } from '../http/answers.ts'
import { sessionOf } from '../http/asker.ts'
import type { HttpDeps } from '../http/deps.ts'
import { readInteger, readParameters } from '../http/read-query.ts'
import { fail } from '../model/fault.ts'
import { scopeOf } from '../records/open-work.ts'
import { askAccess } from './ask-access.ts'
import { auditDetailOf } from './find-twins.ts'

/** Records that most likely are the same as one being typed. */
export function duplicateRoutes(app: FastifyInstance, { engine }: HttpDeps): void {
  app.post('/:plural/duplicates', { config: { audit: 'search' } }, async (request) => {
    const object = await objectOf(engine, request)
    const { values, except } = readBody(request, ['values', 'except'])
    if (typeof values !== 'object' || values === null || Array.isArray(values)) fail('kernel.bad-value', { path: 'values', want: 'object' })
    if (except !== undefined && typeof except !== 'string') fail('kernel.bad-value', { path: 'except', want: 'id' })
    const twins = await engine.reads.twins(sessionOf(request), object.name, {
      values: values as Record<string, unknown>,
      except: except as string | undefined,
    })
    request.auditDetail = auditDetailOf(twins)
    return twins
  })

  app.get('/:plural/duplicates', { config: { audit: 'list' } }, async (request, reply) => {
    const object = await objectOf(engine, request)
    const { limit, cursor, explain } = readParameters(request, ['limit', 'cursor', 'explain'])
    const page = { limit: readInteger('limit', limit ?? '50', { min: 1, max: 200 }), ...(cursor ? { after: cursor } : {}) }
    return sendReading(engine, { request, reply, explain }, (reads, session) => reads.twinGroups(session, object.name, page))
  })

  // Whoever has one of the hidden ones is told who asks for it.
  app.post('/:plural/duplicates/ask', { config: { audit: 'search' } }, async (request, reply) => {
    const object = await objectOf(engine, request)
    const { values, why } = readBody(request, ['values', 'why'])
    if (typeof values !== 'object' || values === null || Array.isArray(values)) fail('kernel.bad-value', { path: 'values', want: 'object' })
    return write(engine, { request, reply }, async (work) => {
      const asked = await askAccess(scopeOf(work), object, { values: values as Record<string, unknown>, why: String(why ?? '') })
      request.auditDetail = { asked, why: String(why) }
      return { status: 200, text: JSON.stringify({ asked: asked.length }) }
    })
  })

  app.post('/:plural/duplicates/distinct', async (request, reply) => {
    const object = await objectOf(engine, request)
    const { records } = readBody(request, ['records'])
    if (!Array.isArray(records)) fail('kernel.bad-value', { path: 'records', want: 'list' })
    return write(engine, { request, reply }, async (work) => ({
      status: 200,
      text: JSON.stringify({ pairs: await engine.writes.keepApart(work, object.name, records.map(String)) }),
    }))
  })
}
