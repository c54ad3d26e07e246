import { createReadStream } from 'node:fs'
import type { FastifyRequest } from 'fastify'
import { readBody } from '../http/answers.ts'
import { sessionOf } from '../http/asker.ts'
import type { Door, HttpDeps } from '../http/deps.ts'
import { fail } from '../model/fault.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import type { Backups } from './open-backups.ts'

const silentMs = 60_000

/** Backups of the workspace, for those who may change its plans: a backup holds everything, so nobody else comes near one. */
export const backupsDoor =
  (backups: Backups): Door =>
  (app, { engine }) => {
    const nameOf = (request: FastifyRequest) => (request.params as { name: string }).name
    const workspaceOf = (request: FastifyRequest) => needRight(engine, request)

    app.get('/backups', async (request) => {
      const rows = await backups.list(await workspaceOf(request))
      return { rows: rows.map((row) => ({ ...row, isSilent: row.state === 'running' && Date.now() - Date.parse(row.beatAt) > silentMs })) }
    })
    app.post('/backups', async (request, reply) => {
      readBody(request, [])
      await workspaceOf(request)
      return reply.code(202).send(await backups.make(sessionOf(request)))
    })
    app.post('/backups/:name/stop', async (request) => backups.stop(await workspaceOf(request), nameOf(request)))
    app.post('/backups/:name/rehearse', async (request, reply) =>
      reply.code(202).send(await backups.rehearse(await workspaceOf(request), nameOf(request))),
    )
    app.delete('/backups/:name', async (request, reply) => {
      await backups.remove(await workspaceOf(request), nameOf(request))
      return reply.code(204).send()
    })
    app.get('/backups/:name/file', { config: { audit: 'export' } }, async (request, reply) => {
      const workspace = await workspaceOf(request)
      const { path, bytes } = await backups.file(workspace, nameOf(request))
      request.auditDetail = { backup: nameOf(request), bytes }
      return reply
        .header('content-type', 'application/x-tar')
        .header('content-length', bytes)
        .header('content-disposition', `attachment; filename="${workspace.slug}-${nameOf(request)}.zhike"`)
        .header('cache-control', 'no-store')
        .send(createReadStream(path))
    })
  }

async function needRight(engine: HttpDeps['engine'], request: FastifyRequest): Promise<WorkspaceFacts> {
  const { workspace, actor } = sessionOf(request)
  const access = await engine.accessOf(workspace)
  request.aboutObject = 'backupPlan'
  return access.may(actor, 'backupPlan', 'update') ? workspace : fail('kernel.forbidden', { verb: 'update', object: 'backupPlan' })
}
