import type { FastifyInstance } from 'fastify'
import { sql } from '../../db/sql.ts'
import type { HttpDeps } from '../deps.ts'

/** Alive, ready, measured. Outside of the API: nobody signs in for it. */
export function healthRoutes(app: FastifyInstance, { engine }: HttpDeps, metrics: { toText(): string }): void {
  let isMigrated = false

  app.get('/health/live', async () => ({ status: 'live' }))

  app.get('/health/ready', async (_request, reply) => {
    try {
      await engine.database.control.query(sql`SELECT 1`)
      isMigrated ||= await nothingPending(engine)
    } catch {
      return reply.code(503).send({ status: 'no database' })
    }
    return isMigrated ? { status: 'ready' } : reply.code(503).send({ status: 'not migrated' })
  })

  app.get('/metrics', async (_request, reply) =>
    reply.header('content-type', 'text/plain; version=0.0.4; charset=utf-8').send(metrics.toText()),
  )
}

async function nothingPending(engine: HttpDeps['engine']): Promise<boolean> {
  for (const workspace of await engine.workspaces()) if ((await engine.pendingSchema(workspace)).length > 0) return false
  return true
}
