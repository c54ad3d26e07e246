import type { FastifyInstance } from 'fastify'
import { objectOf, readBody } from '../http/answers.ts'
import { sessionOf } from '../http/asker.ts'
import type { HttpDeps } from '../http/deps.ts'
import { fail } from '../model/fault.ts'

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
    request.auditDetail = { duplicates: twins.rows.length, hidden: twins.hidden.count, by: twins.hidden.by }
    return twins
  })
}
