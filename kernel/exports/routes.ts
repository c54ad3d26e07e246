import { PassThrough } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { figureFiles } from '../files/figures-file.ts'
import { objectOf, sendJson } from '../http/answers.ts'
import { sessionOf } from '../http/asker.ts'
import type { HttpDeps } from '../http/deps.ts'
import { readListQuestion, readParameters, wantsSql } from '../http/read-query.ts'
import { fail } from '../model/fault.ts'
import { explainExport, exportFormats, openExport } from './write-export.ts'

const contentTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/x-ndjson; charset=utf-8',
} as const

/** `GET /exports/<plural>`: a file of all records that match, streamed; complete, or the transfer breaks off. */
export function registerExports(app: FastifyInstance, deps: HttpDeps): void {
  const { engine, log } = deps
  figureFiles(app, deps)
  app.get('/exports/:plural', { config: { audit: 'export' } }, async (request, reply) => {
    const object = await objectOf(engine, request)
    const session = sessionOf(request)
    const given = readParameters(request, ['format', 'filter', 'q', 'sort', 'fields', 'asOf', 'headers', 'explain'])
    const format =
      exportFormats.find((known) => known === (given.format ?? 'csv')) ?? fail('kernel.bad-value', { path: 'format', want: 'choice' })
    const headers = given.headers ?? 'names'
    if (headers !== 'names' && headers !== 'labels') fail('kernel.bad-value', { path: 'headers', want: 'choice' })
    const { limit: _limit, ...question } = readListQuestion(object, given, session.actor.timeZone)
    if (wantsSql(given.explain)) return sendJson(reply, await explainExport(engine, session, question))
    const opened = await openExport(engine, session, { ...question, format, headers })
    const out = new PassThrough()
    // A failure destroys the stream, which breaks the answer off: the client sees that it is not whole.
    opened.writeTo(out).catch((error: unknown) => log.error({ err: error, reqId: request.id }, 'an export broke off'))
    return reply
      .header('content-type', contentTypes[format])
      .header('content-disposition', `attachment; filename="${object.plural}-${new Date().toISOString().slice(0, 10)}.${format}"`)
      .send(out)
  })
}
