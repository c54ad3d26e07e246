import type { FastifyInstance, FastifyRequest } from 'fastify'
import { originOf } from '../../audit/http-audit.ts'
import { fail } from '../../model/fault.ts'
import { bodyOf, readBody } from '../answers.ts'
import type { HttpDeps } from '../deps.ts'
import { readInput, text } from '../read-input.ts'
import type { WorkspaceList } from '../workspace-list.ts'
import { enter } from './session.ts'

type Deps = HttpDeps & Readonly<{ workspaces: WorkspaceList }>
const isOpen = { config: { isOpen: true } }
const isPersonal = { config: { isPersonal: true } }

/** Signing in without a password: by a passkey, by a link of the command line; and the passkeys of a person. */
export function passkeyRoutes(app: FastifyInstance, deps: Deps): void {
  const { accounts } = deps

  app.post('/session/passkey/ask', isOpen, async (request) => accounts.askPasskey(request.headers.origin, originOf(request)))

  app.post('/session/passkey', isOpen, async (request, reply) =>
    enter(deps, { request, reply }, await accounts.signInWithPasskey(answerIn(request), originOf(request))),
  )

  app.post('/session/link', isOpen, async (request, reply) => {
    const { token } = readInput(bodyOf(request), { token: text(100) })
    return enter(deps, { request, reply }, await accounts.signInByLink(token, originOf(request)))
  })

  app.get('/passkeys', isPersonal, async (request) => ({ rows: await accounts.listPasskeys(callerOf(request)) }))

  app.post('/passkeys/ask', isPersonal, async (request) => accounts.beginPasskey(callerOf(request), request.headers.origin))

  app.post('/passkeys', isPersonal, async (request, reply) => {
    const { name } = readInput({ name: bodyOf(request).name }, { name: text(100) })
    reply.code(201)
    return accounts.finishPasskey(callerOf(request), { ...answerIn(request), name }, originOf(request))
  })

  app.delete('/passkeys/:id', isPersonal, async (request, reply) => {
    const { id } = request.params as { id: string }
    await accounts.removePasskey(callerOf(request), id, originOf(request))
    return reply.code(204).send()
  })
}

const callerOf = (request: FastifyRequest) => (request.asker ?? fail('kernel.unauthenticated')).caller

/** What a device answered; the library that verifies it looks at the rest. */
function answerIn(request: FastifyRequest) {
  const { ticket, response } = readBody(request, ['ticket', 'response', 'name'])
  if (typeof ticket !== 'string' || typeof response !== 'object' || response === null) fail('kernel.bad-token')
  return { ticket, response, origin: request.headers.origin }
}
