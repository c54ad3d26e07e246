import type { FastifyInstance, FastifyRequest } from 'fastify'
import { originOf } from '../../audit/http-audit.ts'
import { assertLooksAfter } from '../../audit/routes.ts'
import { fail } from '../../model/fault.ts'
import { idOf } from '../answers.ts'
import { sessionOf } from '../asker.ts'
import type { HttpDeps } from '../deps.ts'

const isPersonal = { config: { isPersonal: true } }

/** Where a person is signed in; and for administrators how members sign in, and what is done when they cannot. */
export function signInRoutes(app: FastifyInstance, { accounts, engine }: HttpDeps): void {
  app.get('/sessions', isPersonal, async (request) => ({ rows: await accounts.listSessions(callerOf(request)) }))

  app.delete('/sessions/:id', isPersonal, async (request, reply) => {
    const { id } = request.params as { id: string }
    await accounts.endSession(callerOf(request), id, originOf(request))
    return reply.code(204).send()
  })

  app.delete('/sessions', isPersonal, async (request) => ({ ended: await accounts.endOtherSessions(callerOf(request), originOf(request)) }))

  const memberOf = async (request: FastifyRequest) => {
    await assertLooksAfter(engine, request)
    const session = sessionOf(request)
    const id = idOf(request)
    await engine.reads.one(session, { object: 'member', id, fields: ['name'] })
    return { workspaceId: session.workspace.id, memberId: id }
  }

  app.get('/members/:id/sign-in', async (request) => accounts.signInState(await memberOf(request)))

  app.post('/members/:id/sign-in/unlock', isPersonal, async (request, reply) => {
    await accounts.unlock(await memberOf(request))
    return reply.code(204).send()
  })

  app.post('/members/:id/sign-in/end-sessions', isPersonal, async (request) => ({
    ended: await accounts.endSessionsOf(await memberOf(request)),
  }))

  app.post('/members/:id/sign-in/drop-second-factor', isPersonal, async (request, reply) => {
    await accounts.dropSecondFactor(await memberOf(request))
    return reply.code(204).send()
  })
}

const callerOf = (request: FastifyRequest) => (request.asker ?? fail('kernel.unauthenticated')).caller
