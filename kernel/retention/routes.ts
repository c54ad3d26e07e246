import type { FastifyRequest } from 'fastify'
import type { Engine } from '../engine-types.ts'
import { sessionOf } from '../http/asker.ts'
import type { Door } from '../http/deps.ts'
import { readParameters } from '../http/read-query.ts'
import { fail } from '../model/fault.ts'
import { historyRetention } from '../model/upkeep.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import type { HistoryWatch } from './history-watch.ts'

/** `GET /meta/history`: how far back the past of each object goes, and what the last looks at the log found; `POST …/check` looks now. */
export const historyDoor =
  (watch: HistoryWatch): Door =>
  (app, { engine }) => {
    app.get('/meta/history', async (request) => {
      readParameters(request, [])
      const workspace = await lookedAfter(engine, request)
      const { objects } = await engine.catalogOf(workspace)
      const kept = Object.values(objects).filter(({ keptFrom }) => keptFrom !== null)
      return {
        horizons: Object.fromEntries(kept.map(({ name, keptFrom }) => [name, keptFrom])),
        checks: await watch.list(workspace),
      }
    })

    app.post('/meta/history/check', async (request, reply) => {
      readParameters(request, [])
      await watch.enqueue(await lookedAfter(engine, request))
      return reply.code(202).send({})
    })
  }

/** The workspace, for those who say how long its past is kept. @throws `kernel.forbidden` */
async function lookedAfter(engine: Engine, request: FastifyRequest): Promise<WorkspaceFacts> {
  const { workspace, actor } = sessionOf(request)
  const access = await engine.accessOf(workspace)
  return access.may(actor, historyRetention.name, 'update')
    ? workspace
    : fail('kernel.forbidden', { verb: 'update', object: historyRetention.name })
}
