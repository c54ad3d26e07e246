import type { FastifyInstance, FastifyRequest } from 'fastify'
import { originOf } from '../../audit/http-audit.ts'
import { assertLooksAfter } from '../../audit/routes.ts'
import { fail } from '../../model/fault.ts'
import { enterFromProvider, listProviders, placeOf } from '../../sign-in/providers/providers.ts'
import { bodyOf, idOf } from '../answers.ts'
import { sessionOf } from '../asker.ts'
import type { HttpDeps } from '../deps.ts'
import { readInput, text } from '../read-input.ts'
import { toFacts, type WorkspaceList } from '../workspace-list.ts'
import { enter, setCookies } from './session.ts'

type Deps = HttpDeps & Readonly<{ workspaces: WorkspaceList }>
const isOpen = { config: { isOpen: true } }
const isPersonal = { config: { isPersonal: true } }

/** Single sign-on: which providers there are, the way there and back; and for administrators what of a provider stands in no record. */
export function providerRoutes(app: FastifyInstance, deps: Deps): void {
  const { accounts, engine, workspaces } = deps
  const all = async () =>
    Promise.all(
      (await workspaces.all()).map(toFacts).map(async (workspace) => ({ workspace, providers: await listProviders(engine, workspace) })),
    )

  app.get('/session/providers', isOpen, async () => ({
    rows: (await all()).flatMap(({ providers }) => providers.map(({ id, name }) => ({ id, name }))),
  }))

  app.post('/session/providers/:id', isOpen, async (request, reply) => {
    const id = idOf(request)
    const found = (await all()).flatMap(({ workspace, providers }) =>
      providers.filter((one) => one.id === id).map((one) => placeOf(workspace, one)),
    )
    const { location, cookies } = await accounts.beginProvider(found[0] ?? fail('kernel.not-found', { provider: id }), originOf(request))
    setCookies(reply, cookies)
    return { location }
  })

  app.post('/session/provider', isOpen, async (request, reply) => {
    const given = readInput(bodyOf(request), { state: text(500) }, { code: text(4_000), iss: text(500) })
    const back = { ...given, cookieHeader: request.headers.cookie ?? '' }
    const workspaceOf = async (id: number) => toFacts((await workspaces.byId(id)) ?? fail('kernel.sign-in-again'))
    return enter(deps, { request, reply }, await enterFromProvider(deps, back, { from: originOf(request), workspaceOf }))
  })

  const clientOf = async (request: FastifyRequest) => {
    await assertLooksAfter(engine, request)
    const session = sessionOf(request)
    const fields = ['issuer', 'clientId']
    const row = JSON.parse(await engine.reads.one(session, { object: 'identityProvider', id: idOf(request), fields }))
    return { providerId: idOf(request), workspaceId: session.workspace.id, issuer: String(row.issuer), clientId: String(row.clientId) }
  }

  app.get('/identity-providers/:id/client', isPersonal, async (request) => ({
    callback: accounts.providerCallback,
    afterSignOut: accounts.providerReturn,
    hasSecret: await accounts.hasProviderSecret(await clientOf(request)),
  }))

  app.post('/identity-providers/:id/client/secret', isPersonal, async (request, reply) => {
    const { secret } = readInput(bodyOf(request), { secret: text(1_000) })
    await accounts.keepProviderSecret(await clientOf(request), secret)
    return reply.code(204).send()
  })

  app.delete('/identity-providers/:id/client/secret', isPersonal, async (request, reply) => {
    await accounts.keepProviderSecret(await clientOf(request), null)
    return reply.code(204).send()
  })

  app.post('/identity-providers/:id/client/try', isPersonal, async (request) => accounts.tryProvider(await clientOf(request)))
}
