import type { FastifyInstance, FastifyRequest } from 'fastify'
import { originOf } from '../../audit/http-audit.ts'
import { bodyOf } from '../../http/answers.ts'
import type { HttpDeps } from '../../http/deps.ts'
import { password, readInput, text } from '../../http/read-input.ts'
import { enter, setCookies } from '../../http/routes/session.ts'
import type { WorkspaceList } from '../../http/workspace-list.ts'
import { fail } from '../../model/fault.ts'
import type { Shown } from './second-factor.ts'

type Deps = HttpDeps & Readonly<{ workspaces: WorkspaceList }>
const isBefore = { config: { isPersonal: true, isBefore: true } }
const isPersonal = { config: { isPersonal: true } }

/** Codes of an app as the second step of signing in, and how they are set up. */
export function secondFactorRoutes(app: FastifyInstance, deps: Deps): void {
  const { accounts } = deps

  app.post('/session/second-factor', { config: { isOpen: true } }, async (request, reply) => {
    const given = { cookieHeader: request.headers.cookie ?? '', shown: shownIn(request) }
    return enter(deps, { request, reply }, await accounts.showSecondFactor(given, originOf(request)))
  })

  app.post('/second-factor/confirm', isBefore, async (request, reply) => {
    await accounts.confirmSecondFactor(
      callerOf(request),
      { cookieHeader: request.headers.cookie ?? '', shown: shownIn(request) },
      originOf(request),
    )
    return reply.code(204).send()
  })

  app.get('/second-factor', isBefore, async (request) => {
    const caller = callerOf(request)
    return { isOn: caller.mayShowSecondFactor, hasPassword: await accounts.hasPassword(caller) }
  })

  app.post('/second-factor', isBefore, async (request, reply) => {
    const given = readInput(bodyOf(request), {}, { password })
    reply.code(201)
    return accounts.beginSecondFactor(callerOf(request), { ...given, cookieHeader: request.headers.cookie ?? '' })
  })

  app.post('/second-factor/finish', isBefore, async (request, reply) => {
    const { code } = readInput(bodyOf(request), { code: text(20) })
    const asked = { cookieHeader: request.headers.cookie ?? '', code: code.replaceAll(/\s/g, '') }
    setCookies(reply, await accounts.finishSecondFactor(callerOf(request), asked, originOf(request)))
    return reply.code(204).send()
  })

  app.post('/second-factor/remove', isPersonal, async (request, reply) => {
    const given = readInput(bodyOf(request), {}, { password })
    const cookies = await accounts.dropOwnSecondFactor(
      callerOf(request),
      { ...given, cookieHeader: request.headers.cookie ?? '' },
      originOf(request),
    )
    setCookies(reply, cookies)
    return reply.code(204).send()
  })

  app.post('/second-factor/recovery', isPersonal, async (request) => {
    const given = readInput(bodyOf(request), {}, { password })
    const asked = { ...given, cookieHeader: request.headers.cookie ?? '' }
    return { recoveryCodes: await accounts.newRecoveryCodes(callerOf(request), asked, originOf(request)) }
  })
}

const callerOf = (request: FastifyRequest) => (request.asker ?? fail('kernel.unauthenticated')).caller

function shownIn(request: FastifyRequest): Shown {
  const { code, recovery } = readInput(bodyOf(request), {}, { code: text(20), recovery: text(40) })
  if (recovery) return { recovery }
  return code ? { code: code.replaceAll(/\s/g, '') } : fail('kernel.wrong-code')
}
