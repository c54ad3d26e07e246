import type { FastifyInstance } from 'fastify'
import { fail } from '../../model/fault.ts'
import { bodyOf, idOf, objectOf, readBody, write } from '../answers.ts'
import type { HttpDeps } from '../deps.ts'
import { readParameters } from '../read-query.ts'

/** The verbs of the modules. */
export function actionRoutes(app: FastifyInstance, { engine }: HttpDeps): void {
  const actions = engine.modules.flatMap((module) => module.actions)

  app.post('/:plural/:id/:action', async (request, reply) => {
    const object = await objectOf(engine, request)
    readParameters(request, [])
    const { action: verb } = request.params as { action: string }
    const action = actions.find((one) => one.on?.name === object.name && one.name.slice(one.name.indexOf('.') + 1) === verb)
    if (!action) fail('kernel.unknown-action', { action: verb, object: object.name })
    const input = { ...(request.body === undefined ? {} : bodyOf(request)), [object.name]: idOf(request) }
    return write(engine, { request, reply }, async (work) => ({
      status: 200,
      text: await engine.writes.runAction(work, action.name, input),
    }))
  })

  app.post('/actions/:action', async (request, reply) => {
    readParameters(request, [])
    const { action: name } = request.params as { action: string }
    const action = actions.find((one) => one.name === name) ?? fail('kernel.unknown-action', { action: name })
    request.aboutObject = action.on?.name
    const input = readBody(request, Object.keys(action.input))
    return write(engine, { request, reply }, async (work) => ({ status: 200, text: await engine.writes.runAction(work, name, input) }))
  })
}
