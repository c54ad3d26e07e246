import type { FastifyInstance } from 'fastify'
import { idOf, objectOf, readBody } from '../http/answers.ts'
import { roadOf, sessionOf } from '../http/asker.ts'
import type { HttpDeps } from '../http/deps.ts'
import { fail } from '../model/fault.ts'
import { scopeOf } from '../records/open-work.ts'
import { revealValue } from './reveal.ts'

/** `POST /<plural>/<id>/reveal` tells one kept value to one person, and the audit that it did. Not kept for a second call, nor by anybody on the way. */
export function revealRoutes(app: FastifyInstance, { engine }: HttpDeps): void {
  app.post('/:plural/:id/reveal', { config: { audit: 'reveal' } }, async (request, reply) => {
    const object = await objectOf(engine, request)
    const { field } = readBody(request, ['field'])
    if (typeof field !== 'string') return fail('kernel.bad-value', { path: 'field', want: 'field' })
    request.auditDetail = { field }
    const value = await engine.work(sessionOf(request), roadOf(request), (work) =>
      revealValue(scopeOf(work), object, { id: idOf(request), field }),
    )
    return reply.header('cache-control', 'no-store').send({ field, value })
  })
}
