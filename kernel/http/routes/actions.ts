import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ActionDef } from '../../actions/define-action.ts'
import { type Alike, findAlike } from '../../duplicates/alike.ts'
import { auditDetailOf } from '../../duplicates/find-twins.ts'
import { fail } from '../../model/fault.ts'
import { scopeOf } from '../../records/open-work.ts'
import { bodyOf, idOf, objectOf, readBody, sendReading, write } from '../answers.ts'
import type { HttpDeps } from '../deps.ts'
import { readParameters } from '../read-query.ts'

/** The verbs of the modules. */
export function actionRoutes(app: FastifyInstance, { engine }: HttpDeps): void {
  const actions = engine.modules.flatMap((module) => module.actions as readonly ActionDef[])
  const actionOf = async (request: FastifyRequest) => {
    const object = await objectOf(engine, request)
    const { action: verb } = request.params as { action: string }
    const action = actions.find((one) => one.on?.name === object.name && one.name.slice(one.name.indexOf('.') + 1) === verb)
    return { object, action: action ?? fail('kernel.unknown-action', { action: verb, object: object.name }) }
  }

  // What an action would make may be there already.
  app.get('/:plural/:id/:action/duplicates', { config: { audit: 'search' } }, async (request, reply) => {
    const { action } = await actionOf(request)
    const { explain } = readParameters(request, ['explain'])
    return sendReading(engine, { request, reply, explain }, async (reads, session) => {
      const alike = await reads.alike(session, action, idOf(request))
      request.auditDetail = Object.fromEntries(Object.entries(alike).map(([input, twins]) => [input, auditDetailOf(twins)]))
      return alike
    })
  })

  app.post('/:plural/:id/:action', async (request, reply) => {
    const { object, action } = await actionOf(request)
    readParameters(request, [])
    if (action.discloses) request.auditKind = 'reveal'
    const given = request.body === undefined ? {} : bodyOf(request)
    return write(engine, { request, reply }, async (work) => {
      const alike = await findAlike(scopeOf(work), action, { id: idOf(request), given })
      const text = await engine.writes.runAction(work, action.name, { ...given, [object.name]: idOf(request) })
      return {
        status: 200,
        text: Object.keys(alike).length > 0 ? JSON.stringify({ ...(JSON.parse(text) as object), duplicates: withoutOwners(alike) }) : text,
      }
    })
  })

  app.post('/actions/:action', async (request, reply) => {
    readParameters(request, [])
    const { action: name } = request.params as { action: string }
    const action = actions.find((one) => one.name === name) ?? fail('kernel.unknown-action', { action: name })
    request.aboutObject = action.on?.name
    if (action.discloses) request.auditKind = 'reveal'
    const input = readBody(request, Object.keys(action.input))
    return write(engine, { request, reply }, async (work) => {
      const text = await engine.writes.runAction(work, name, input)
      // What it says it told, as far as it says so.
      if (action.discloses) request.auditDetail = (JSON.parse(text) as { told?: Readonly<Record<string, unknown>> }).told
      return { status: 200, text }
    })
  })
}

/** Whose hidden records are is told where somebody asks for it, and noted there. */
const withoutOwners = (alike: Alike): Alike =>
  Object.fromEntries(
    Object.entries(alike).map(([input, { rows, hidden }]) => [input, { rows, hidden: { count: hidden.count, by: hidden.by } }]),
  )
