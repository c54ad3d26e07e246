import { PassThrough } from 'node:stream'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { UndoChoice } from '../engine-types.ts'
import { findPlural, idOf, readBody, sendJson, write } from '../http/answers.ts'
import { readerLocale, roadOf, sessionOf } from '../http/asker.ts'
import type { Door, HttpDeps } from '../http/deps.ts'
import { readInteger, readParameters } from '../http/read-query.ts'
import { fail } from '../model/fault.ts'
import { scopeOf } from '../records/open-work.ts'
import type { ImportRow } from './import-rows.ts'
import type { Imports } from './open-imports.ts'
import { formLimits, withForm } from './read-form.ts'
import { describeImport } from './report/describe-import.ts'
import { writeFailed } from './report/failed-file.ts'
import type { ReasonReader } from './report/reason-text.ts'
import { listMaps, objectOfMap, removeMap, saveMap } from './saved-maps.ts'
import { writeCsvTemplate, writeTemplate } from './template-file.ts'

const wishFields = ['file', 'object', 'map', 'match', 'options', 'dryRun'] as const

/** The door of imports: files in, offers of where columns go, imports with their progress, what failed, kept maps. */
export const importsDoor =
  (imports: Imports): Door =>
  async (app, deps) => {
    // Within a scope of its own: elsewhere forms stay unreadable.
    await app.register(async (scope) => {
      await scope.register(multipart, { limits: formLimits })
      fileRoutes(scope, deps, imports)
      importRoutes(scope, deps, imports)
      resultRoutes(scope, deps, imports)
      mapRoutes(scope, deps)
    })
  }

async function readerOf(deps: HttpDeps, request: FastifyRequest, object: string): Promise<ReasonReader> {
  request.aboutObject = object
  return {
    modules: deps.engine.modules,
    catalog: await deps.engine.catalogOf(sessionOf(request).workspace),
    locale: readerLocale(request),
    object,
  }
}
const describe = async (deps: HttpDeps & Readonly<{ imports: Imports }>, request: FastifyRequest, row: ImportRow) => ({
  ...describeImport(row, await readerOf(deps, request, row.object)),
  duplicates: await deps.imports.twins(sessionOf(request), row),
})

/** The object that a call names, which the person may import. @throws `kernel.unknown-object`, `kernel.forbidden` */
async function importable({ engine }: HttpDeps, request: FastifyRequest, given: unknown): Promise<string> {
  const { workspace, actor } = sessionOf(request)
  const [catalog, access] = await Promise.all([engine.catalogOf(workspace), engine.accessOf(workspace)])
  const name = typeof given === 'string' && Object.hasOwn(catalog.objects, given) ? given : findPlural(catalog, String(given)).name
  request.aboutObject = name
  return access.may(actor, name, 'import') ? name : fail('kernel.forbidden', { verb: 'import', object: name })
}

function fileRoutes(app: FastifyInstance, deps: HttpDeps, imports: Imports): void {
  app.post('/imports/files', async (request, reply) => {
    if (!request.isMultipart()) fail('kernel.wrong-content-type')
    readParameters(request, [])
    return withForm({ engine: deps.engine, files: imports.files }, request, async ({ file, fields }) => {
      const object = await importable(deps, request, fields.object)
      if (!file) fail('kernel.required', { path: 'file' })
      return reply.code(201).send(await imports.offer(sessionOf(request), { file: file.id, object, options: fields.options }))
    })
  })

  // The same file read otherwise: another sheet, encoding or separator.
  app.post('/imports/files/:id/offer', async (request) => {
    const { object, options } = readBody(request, ['object', 'options'])
    return imports.offer(sessionOf(request), { file: idOf(request), object: await importable(deps, request, object), options })
  })

  app.get('/imports/template', async (request, reply) => {
    const { object: given, format = 'xlsx' } = readParameters(request, ['object', 'format'])
    if (format !== 'xlsx' && format !== 'csv') fail('kernel.bad-value', { path: 'format', want: 'choice' })
    const session = sessionOf(request)
    const object = await importable(deps, request, given)
    const reader = { ...(await readerOf(deps, request, object)), object }
    const access = await deps.engine.accessOf(session.workspace)
    const out = new PassThrough()
    const write = format === 'csv' ? writeCsvTemplate : writeTemplate
    write({ access, actor: session.actor, reader }, out).catch((error: unknown) => deps.log.error({ err: error }, 'a template broke off'))
    return reply
      .header('content-type', templateTypes[format])
      .header('content-disposition', `attachment; filename="${reader.catalog!.objects[object]!.plural}.${format}"`)
      .send(out)
  })
}

const templateTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

function importRoutes(app: FastifyInstance, deps: HttpDeps, imports: Imports): void {
  const all = { ...deps, imports }
  const create = async (
    io: { request: FastifyRequest; reply: FastifyReply },
    given: Partial<Record<(typeof wishFields)[number], unknown>>,
  ) => {
    const object = await importable(deps, io.request, given.object)
    if (given.file === undefined) fail('kernel.required', { path: 'file' })
    return write(deps.engine, io, async (work) => {
      const row = await imports.create(sessionOf(io.request), { ...given, file: given.file, object }, scopeOf(work).state.tx)
      return { status: 202, text: JSON.stringify(await describe(all, io.request, row)) }
    })
  }

  app.post('/imports', async (request, reply) => {
    readParameters(request, [])
    if (!request.isMultipart()) return create({ request, reply }, readBody(request, wishFields))
    return withForm({ engine: deps.engine, files: imports.files }, request, ({ file, fields }) =>
      create({ request, reply }, { ...onlyKnown(fields), ...(file ? { file: file.id } : {}) }),
    )
  })

  app.get('/imports', async (request) => {
    const { limit, cursor, object } = readParameters(request, ['limit', 'cursor', 'object'])
    const most = readInteger('limit', limit ?? '50', { min: 1, max: 200 })
    const name = object === undefined ? undefined : await importable(deps, request, object)
    const rows = await imports.list(sessionOf(request), {
      limit: most + 1,
      ...(cursor ? { before: cursor } : {}),
      ...(name ? { object: name } : {}),
    })
    const shown = rows.slice(0, most)
    const short = async (row: ImportRow) => describeImport(row, await readerOf(deps, request, row.object))
    return { rows: await Promise.all(shown.map(short)), next: rows.length > most ? shown.at(-1)!.id : null }
  })

  app.get('/imports/:id', async (request) => describe(all, request, await imports.one(sessionOf(request), idOf(request))))
  app.post('/imports/:id/stop', async (request) => describe(all, request, await imports.stop(sessionOf(request), idOf(request))))
  app.post('/imports/:id/resume', async (request, reply) =>
    reply.code(202).send(await describe(all, request, await imports.resume(sessionOf(request), idOf(request)))),
  )

  app.post('/imports/:id/undo', async (request, reply) => {
    const { conflicts, resolve, note } = readBody(request, ['conflicts', 'resolve', 'note'])
    if (conflicts !== undefined && conflicts !== 'keep' && conflicts !== 'restore')
      fail('kernel.bad-value', { path: 'conflicts', want: 'choice' })
    const choice = { ...(conflicts ? { conflicts } : {}), ...(resolve ? { resolve } : {}), ...(note ? { note } : {}) } as UndoChoice
    const done = await imports.undo(sessionOf(request), idOf(request), { choice, road: roadOf(request) })
    reply.header('x-change-set', done.changeSet)
    return done
  })
}

function onlyKnown(fields: Readonly<Record<string, unknown>>): Partial<Record<(typeof wishFields)[number], unknown>> {
  const unknown = Object.keys(fields).find((name) => !(wishFields as readonly string[]).includes(name))
  return unknown === undefined ? fields : fail('kernel.unknown-field', { path: unknown })
}

function resultRoutes(app: FastifyInstance, deps: HttpDeps, imports: Imports): void {
  app.get('/imports/:id/failed.csv', async (request, reply) => {
    const session = sessionOf(request)
    const row = await imports.one(session, idOf(request))
    const out = new PassThrough()
    // A failure destroys the stream, which breaks the answer off: the client sees that it is not whole.
    writeFailed(deps.engine.database, session.workspace, row, { reader: await readerOf(deps, request, row.object), out }).catch(
      (error: unknown) => deps.log.error({ err: error, reqId: request.id }, 'a file of failed rows broke off'),
    )
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="failed-${row.id}.csv"`)
      .send(out)
  })
}

function mapRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const write = (request: FastifyRequest) => deps.engine.database.write(sessionOf(request).workspace)

  app.get('/imports/maps', async (request) => {
    const { object } = readParameters(request, ['object'])
    return { rows: await listMaps(write(request), sessionOf(request), await importable(deps, request, object)) }
  })

  app.post('/imports/maps', async (request, reply) => {
    const given = readBody(request, ['object', 'name', 'map', 'match', 'options'])
    const object = await importable(deps, request, given.object)
    await saveMap(write(request), sessionOf(request), { ...given, object })
    const rows = await listMaps(write(request), sessionOf(request), object)
    return sendJson(reply, JSON.stringify(rows.find((row) => row.name === String(given.name).trim())), 201)
  })

  app.delete('/imports/maps/:id', async (request, reply) => {
    await importable(deps, request, await objectOfMap(write(request), sessionOf(request), idOf(request)))
    await removeMap(write(request), sessionOf(request), idOf(request))
    return reply.code(204).send()
  })
}
