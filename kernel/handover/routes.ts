import type { FastifyRequest } from 'fastify'
import { idOf, readBody } from '../http/answers.ts'
import { sessionOf } from '../http/asker.ts'
import type { Door, HttpDeps } from '../http/deps.ts'
import { readParameters } from '../http/read-query.ts'
import { fail } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import { isPlain } from '../query/filter/plain.ts'
import type { HandoverPlan } from './handover-rows.ts'
import type { Handovers } from './open-handovers.ts'

/** The door of handovers: what a member holds, handing it over, how far that is. For whoever may change all members. */
export const handoverDoor =
  (handovers: Handovers): Door =>
  (app, deps) => {
    app.get('/members/:id/holdings', async (request) => {
      const session = await looksAfterMembers(deps, request)
      readParameters(request, [])
      return { rows: await handovers.preview(session, idOf(request)) }
    })

    app.post('/handovers', async (request, reply) => {
      const session = await looksAfterMembers(deps, request)
      readParameters(request, [])
      const { member, ...body } = readBody(request, ['member', 'receivers', 'openOnly', 'deactivate'])
      if (!isUuid(member)) fail('kernel.bad-value', { path: 'member', want: 'id' })
      reply.code(202)
      return handovers.begin(session, member, readPlan(body))
    })

    app.get('/handovers/:id', async (request) => handovers.one(await looksAfterMembers(deps, request), idOf(request)))
    app.post('/handovers/:id/stop', async (request) => handovers.stop(await looksAfterMembers(deps, request), idOf(request)))
  }

async function looksAfterMembers({ engine }: HttpDeps, request: FastifyRequest) {
  const session = sessionOf(request)
  const access = await engine.accessOf(session.workspace)
  if (access.reach(session.actor, 'member', 'update').kind !== 'all') fail('kernel.forbidden', { verb: 'update', object: 'member' })
  return session
}

function readPlan({ receivers, openOnly = false, deactivate = false }: Partial<Record<keyof HandoverPlan, unknown>>): HandoverPlan {
  if (!isPlain(receivers) || !Object.values(receivers).every(isUuid)) fail('kernel.bad-value', { path: 'receivers', want: 'id' })
  if (typeof openOnly !== 'boolean') fail('kernel.bad-value', { path: 'openOnly', want: 'yesNo' })
  if (typeof deactivate !== 'boolean') fail('kernel.bad-value', { path: 'deactivate', want: 'yesNo' })
  return { receivers: receivers as Record<string, string>, openOnly, deactivate }
}
