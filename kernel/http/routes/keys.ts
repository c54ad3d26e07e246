import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type KeyLimits, type KeyVerb, keyVerbs } from '../../accounts/api-keys.ts'
import { assertLooksAfter } from '../../audit/routes.ts'
import { fail } from '../../model/fault.ts'
import { bodyOf, idOf } from '../answers.ts'
import { sessionOf } from '../asker.ts'
import type { HttpDeps } from '../deps.ts'
import { badInput } from '../problems.ts'
import { futureInstant, list, readInput, text } from '../read-input.ts'

const isPersonal = { config: { isPersonal: true } }

/** The keys of the person who asks, in the workspace asked in; for administrators those of all. A key can not make another one, nor see any. */
export function keyRoutes(app: FastifyInstance, { accounts, engine }: HttpDeps): void {
  app.get('/keys', isPersonal, async (request) => ({ rows: await accounts.listKeys(ownerOf(request)) }))

  app.post('/keys', isPersonal, async (request, reply) => {
    const { caller } = request.asker ?? fail('kernel.unauthenticated')
    const given = readInput(bodyOf(request), { name: text(100) }, { expiresAt: futureInstant, verbs: list(20), objects: list(500) })
    const limits = readLimits(given, await engine.catalogOf(sessionOf(request).workspace))
    const wish = { name: given.name, expiresAt: given.expiresAt, limits }
    const made = await accounts.createOwnKey({ ...ownerOf(request), userId: caller.userId }, wish)
    reply.code(201)
    return { ...made, name: given.name }
  })

  app.delete('/keys/:id', isPersonal, async (request, reply) => {
    await accounts.removeKey({ ...ownerOf(request), id: idOf(request) })
    return reply.code(204).send()
  })

  app.get('/keys/all', isPersonal, async (request) => {
    await assertLooksAfter(engine, request)
    return { rows: await accounts.listAllKeys(sessionOf(request).workspace.id) }
  })

  app.delete('/keys/all/:id', isPersonal, async (request, reply) => {
    await assertLooksAfter(engine, request)
    await accounts.removeKey({ workspaceId: sessionOf(request).workspace.id, id: idOf(request) })
    return reply.code(204).send()
  })
}

type Given = Readonly<{ verbs?: readonly string[]; objects?: readonly string[] }>

function readLimits({ verbs, objects }: Given, catalog: { objects: Readonly<Record<string, unknown>> }): KeyLimits | undefined {
  const wrongVerb = verbs?.find((verb) => !(keyVerbs as readonly string[]).includes(verb))
  if (wrongVerb) throw badInput({ path: 'verbs', code: 'kernel.bad-value', details: { want: 'choice' } })
  if (objects?.some((name) => !Object.hasOwn(catalog.objects, name)))
    throw badInput({ path: 'objects', code: 'kernel.bad-value', details: { want: 'object' } })
  if (!verbs && !objects) return undefined
  return { ...(verbs ? { verbs: verbs as readonly KeyVerb[] } : {}), ...(objects ? { objects } : {}) }
}

function ownerOf(request: FastifyRequest) {
  const { session } = request.asker ?? fail('kernel.unauthenticated')
  return { workspaceId: session.workspace.id, memberId: session.actor.memberId ?? fail('kernel.forbidden') }
}
