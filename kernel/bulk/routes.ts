import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { idOf, objectOf, readBody } from '../http/answers.ts'
import { readerLocale, roadOf, sessionOf } from '../http/asker.ts'
import type { Door, HttpDeps } from '../http/deps.ts'
import { readInteger, readParameters } from '../http/read-query.ts'
import { fail } from '../model/fault.ts'
import type { BulkRow } from './bulk-rows.ts'
import { describeBulk } from './describe-bulk.ts'
import type { Bulk, BulkWish } from './open-bulk.ts'

const chosen = ['filter', 'q', 'ids', 'expect', 'note'] as const
/** What a body of `POST /‹plural›/bulk` may hold, by what is to be done. */
const members = {
  act: [...chosen, 'action', 'input'],
  change: [...chosen, 'set', 'add', 'take'],
  remove: chosen,
  restore: ['ids', 'changeSet', 'all', 'expect', 'note'],
  share: [...chosen, 'with'],
  unshare: [...chosen, 'with'],
  find: [],
  close: ['ids', 'running', 'remove', 'note'],
} as const

/** The door of work over many records: a run is asked for, looked at, stopped, resumed. */
export const bulkDoor =
  (bulk: Bulk): Door =>
  (app, deps) => {
    const start = async (io: { request: FastifyRequest; reply: FastifyReply }, wish: BulkWish) => {
      const { note } = wish.wish
      if (note !== undefined && (typeof note !== 'string' || note.length > 1_000)) fail('kernel.bad-value', { path: 'note', want: 'text' })
      const row = await bulk.create(sessionOf(io.request), wish, roadOf(io.request))
      return io.reply.code(202).send(await describe(deps, io.request, row))
    }

    app.post('/:plural/bulk', async (request, reply) => {
      const object = await objectOf(deps.engine, request)
      const { do: kind, ...wish } = readBody(request, ['do', ...Object.values(members).flat()])
      const allowed =
        typeof kind === 'string' && Object.hasOwn(members, kind) ? (members[kind as keyof typeof members] as readonly string[]) : null
      if (!allowed) fail('kernel.bad-value', { path: 'do', want: 'choice' })
      const stranger = Object.keys(wish).find((name) => !allowed.includes(name))
      if (stranger !== undefined) fail('kernel.unknown-field', { path: stranger })
      return start({ request, reply }, { kind: kind as string, object: object.name, wish })
    })

    app.post('/change-sets/:id/undo/run', async (request, reply) => {
      const wish = readBody(request, ['resolve', 'conflicts', 'note'])
      if (wish.conflicts !== undefined && wish.conflicts !== 'keep' && wish.conflicts !== 'restore')
        fail('kernel.bad-value', { path: 'conflicts', want: 'choice' })
      return start({ request, reply }, { kind: 'undo', object: null, wish: { ...wish, changeSet: idOf(request) } })
    })

    runRoutes(app, deps, bulk)
  }

function runRoutes(app: FastifyInstance, deps: HttpDeps, bulk: Bulk): void {
  app.get('/runs', async (request) => {
    const { limit, cursor, open } = readParameters(request, ['limit', 'cursor', 'open'])
    const most = readInteger('limit', limit ?? '50', { min: 1, max: 200 })
    const rows = await bulk.list(sessionOf(request), {
      limit: most + 1,
      ...(cursor ? { before: cursor } : {}),
      ...(open === 'true' ? { open: true } : {}),
    })
    const shown = rows.slice(0, most)
    return { rows: await Promise.all(shown.map((row) => describe(deps, request, row))), next: rows.length > most ? shown.at(-1)!.id : null }
  })
  app.get('/runs/:id', async (request) => describe(deps, request, await bulk.one(sessionOf(request), idOf(request))))
  app.post('/runs/:id/stop', async (request) => describe(deps, request, await bulk.stop(sessionOf(request), idOf(request))))
  app.post('/runs/:id/resume', async (request, reply) =>
    reply.code(202).send(await describe(deps, request, await bulk.resume(sessionOf(request), idOf(request)))),
  )
}

async function describe({ engine }: HttpDeps, request: FastifyRequest, row: BulkRow): Promise<Readonly<Record<string, unknown>>> {
  const catalog = await engine.catalogOf(sessionOf(request).workspace)
  return describeBulk(row, { modules: engine.modules, catalog, locale: readerLocale(request), object: row.object ?? '' })
}
