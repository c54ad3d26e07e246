import { PassThrough } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Engine } from '../engine-types.ts'
import { csvWriter, jsonlWriter, type OutColumn, xlsxWriter } from '../files/write-table.ts'
import { sendJson } from '../http/answers.ts'
import { sessionOf } from '../http/asker.ts'
import type { HttpDeps } from '../http/deps.ts'
import { readInteger, readList, readParameters } from '../http/read-query.ts'
import { fail } from '../model/fault.ts'
import { auditKinds } from './audit-entry.ts'
import { type AuditQuestion, type AuditReader, auditRows, listAudit } from './read-audit.ts'
import { verifyAudit } from './verify.ts'

const asked = ['kind', 'person', 'object', 'record', 'from', 'to', 'q'] as const
const writers = { csv: csvWriter, xlsx: xlsxWriter, jsonl: jsonlWriter } as const
const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/x-ndjson; charset=utf-8',
} as const
const columnNames = ['at', 'kind', 'person', 'via', 'object', 'record', 'address', 'device', 'about', 'detail', 'batch'] as const
const columns: readonly OutColumn[] = columnNames.map((name) => ({ key: name, title: name, kind: name === 'at' ? 'instant' : 'text' }))

/** Who looks after the people of the workspace looks after its security. */
export async function mayLookAfter(engine: Engine, request: FastifyRequest): Promise<boolean> {
  const { workspace, actor } = sessionOf(request)
  return (await engine.accessOf(workspace)).may(actor, 'member', 'update')
}

/** @throws `kernel.forbidden` for those who do not look after the people of the workspace. */
export async function assertLooksAfter(engine: Engine, request: FastifyRequest): Promise<void> {
  if (!(await mayLookAfter(engine, request))) fail('kernel.forbidden')
}

/** Reading the audit: administrators all of it, everybody the own entries; a file of it; whether its chain is whole. */
export function auditRoutes(app: FastifyInstance, { engine, audit }: HttpDeps): void {
  const { database } = engine
  const readerOf = async (request: FastifyRequest): Promise<AuditReader> => ({
    session: sessionOf(request),
    seesAll: await mayLookAfter(engine, request),
  })

  app.get('/audit', async (request, reply) => {
    const given = readParameters(request, [...asked, 'limit', 'cursor'])
    const limit = readInteger('limit', given.limit ?? '50', { min: 1, max: 500 })
    await audit.flush()
    return sendJson(reply, await listAudit(database, await readerOf(request), { ...questionOf(given), limit, cursor: given.cursor }))
  })

  app.get('/audit/file', { config: { audit: 'export' } }, async (request, reply) => {
    const given = readParameters(request, [...asked, 'format'])
    await assertLooksAfter(engine, request)
    const format =
      (['csv', 'xlsx', 'jsonl'] as const).find((one) => one === (given.format ?? 'csv')) ??
      fail('kernel.bad-value', { path: 'format', want: 'choice' })
    await audit.flush()
    const rows = auditRows(database, await readerOf(request), questionOf(given))
    request.auditDetail = { of: 'audit' }
    const out = new PassThrough()
    const batches = (async function* () {
      for await (const batch of rows) yield batch.map((row) => columnNames.map((name) => row[name]))
    })()
    // A failure destroys the stream: the reader sees that the file is not whole.
    writers[format](columns, batches, out, { zone: sessionOf(request).actor.timeZone, sheetName: 'audit' }).catch((error: unknown) =>
      request.log.error({ err: error }, 'the file of the audit broke off'),
    )
    return reply
      .header('content-type', types[format])
      .header('content-disposition', `attachment; filename="audit-${new Date().toISOString().slice(0, 10)}.${format}"`)
      .send(out)
  })

  app.get('/audit/chain', async (request) => {
    readParameters(request, [])
    await assertLooksAfter(engine, request)
    await audit.flush()
    return verifyAudit(database, sessionOf(request).workspace, { key: audit.key })
  })
}

function questionOf(given: Partial<Record<(typeof asked)[number], string>>): AuditQuestion {
  const kinds = readList(given.kind)
  const unknown = kinds?.find((kind) => !(auditKinds as readonly string[]).includes(kind))
  if (unknown) fail('kernel.bad-value', { path: 'kind', want: 'choice' })
  const { person, object, record, q } = given
  return { kinds, person, object, record, q, from: instantOf('from', given.from), to: instantOf('to', given.to) }
}

function instantOf(path: string, text: string | undefined): Date | undefined {
  if (!text) return undefined
  const at = new Date(text.replace(' ', '+'))
  return Number.isNaN(at.getTime()) ? fail('kernel.bad-value', { path, want: 'moment' }) : at
}
