import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { originOf } from '../../audit/http-audit.ts'
import { fail } from '../../model/fault.ts'
import { bodyOf } from '../answers.ts'
import type { HttpDeps } from '../deps.ts'
import { type Administrator, foundDemo, foundWorkspace, whileFirst } from '../first-workspace.ts'
import { currency, email, locale, password, readInput, slug, text, timeZone } from '../read-input.ts'
import type { WorkspaceList } from '../workspace-list.ts'
import { askerWith, describe, setCookies } from './session.ts'

type Deps = HttpDeps & Readonly<{ workspaces: WorkspaceList }>
type Io = Readonly<{ request: FastifyRequest; reply: FastifyReply }>

const isOpen = { config: { isOpen: true } }

/** The first workspace of an installation: made in the browser by whoever comes first, and by nobody after that. */
export function setupRoutes(app: FastifyInstance, deps: Deps): void {
  let share: number | null = null

  app.get('/setup', isOpen, async () => ({
    needed: (await deps.engine.workspaces()).length === 0,
    demo: deps.createDemo !== undefined,
    ...(share === null ? {} : { progress: share }),
  }))

  app.post('/setup', isOpen, async (request, reply) => {
    const given = readInput(bodyOf(request), { company: text(), slug, name: text(100), email, password, locale }, { currency, timeZone })
    const spec = {
      slug: given.slug,
      name: given.company,
      locale: given.locale,
      ...(given.currency ? { currency: given.currency } : {}),
      ...(given.timeZone ? { timeZone: given.timeZone } : {}),
    }
    await whileFirst(deps, () => foundWorkspace(deps, spec, { administrator: given, road: { via: 'web', cause: request.id } }))
    return signIn(deps, { request, reply }, given)
  })

  app.post('/setup/demo', isOpen, async (request, reply) => {
    const given = readInput(bodyOf(request), { locale })
    const onProgress = (now: number) => void (share = now)
    try {
      const administrator = await whileFirst(deps, () =>
        foundDemo(deps, given.locale, { road: { via: 'web', cause: request.id }, onProgress }),
      )
      const session = await signIn(deps, { request, reply }, administrator)
      return { ...session, email: administrator.email, password: administrator.password }
    } finally {
      share = null
    }
  })
}

async function signIn(deps: Deps, { request, reply }: Io, { email: address, password: chosen }: Administrator) {
  deps.workspaces.forget()
  const { cookies } = await deps.accounts.signIn({ email: address, password: chosen }, originOf(request))
  setCookies(reply, cookies)
  reply.code(201)
  return describe(deps, (await askerWith(deps, request, reply, cookies)) ?? fail('kernel.unauthenticated'))
}
