import type { FastifyInstance, FastifyRequest } from 'fastify'
import { fail } from '../../model/fault.ts'
import { bodyOf, idOf } from '../answers.ts'
import type { HttpDeps } from '../deps.ts'
import { readInput, text } from '../read-input.ts'

/** The keys of the person who asks, in the workspace asked in. A key can not make another one. */
export function keyRoutes(app: FastifyInstance, { accounts }: HttpDeps): void {
  app.get('/keys', async (request) => ({ rows: await accounts.listKeys(ownerOf(request)) }))

  app.post('/keys', async (request, reply) => {
    const { caller } = request.asker ?? fail('kernel.unauthenticated')
    if (caller.kind !== 'cookie') fail('kernel.forbidden')
    const { name } = readInput(bodyOf(request), { name: text(100) })
    const made = await accounts.createOwnKey({ ...ownerOf(request), userId: caller.userId }, name)
    reply.code(201)
    return { ...made, name }
  })

  app.delete('/keys/:id', async (request, reply) => {
    await accounts.removeKey({ ...ownerOf(request), id: idOf(request) })
    return reply.code(204).send()
  })
}

function ownerOf(request: FastifyRequest) {
  const { session } = request.asker ?? fail('kernel.unauthenticated')
  return { workspaceId: session.workspace.id, memberId: session.actor.memberId ?? fail('kernel.forbidden') }
}
