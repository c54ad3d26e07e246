import { PassThrough } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { readBody } from '../http/answers.ts'
import { sessionOf } from '../http/asker.ts'
import type { HttpDeps } from '../http/deps.ts'
import { fail } from '../model/fault.ts'
import type { OutBatches, OutColumn } from './out-table.ts'
import { csvWriter, type TableWriter, xlsxWriter } from './write-table.ts'

const writers: Readonly<Record<string, Readonly<{ write: TableWriter; type: string }>>> = {
  csv: { write: csvWriter, type: 'text/csv; charset=utf-8' },
  xlsx: { write: xlsxWriter, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
}
const mostRows = 10_000
const mostColumns = 60

type Cells = readonly (string | number | null)[]
const isCells = (value: unknown): value is Cells =>
  Array.isArray(value) &&
  value.length <= mostColumns &&
  value.every((cell) => cell === null || typeof cell === 'string' || typeof cell === 'number')

type About = Readonly<{ name: string; rows: readonly (readonly [string, string])[] }>
function readAbout(value: unknown): About | undefined {
  if (value === undefined) return undefined
  const { name, rows } = Object(value) as Readonly<Record<string, unknown>>
  const isPair = (row: unknown) => Array.isArray(row) && row.length === 2 && row.every((cell) => typeof cell === 'string')
  if (typeof name !== 'string' || !Array.isArray(rows) || rows.length > mostColumns || !rows.every(isPair))
    return fail('kernel.bad-value', { path: 'about', want: 'list' })
  return { name, rows }
}

/**
 * `POST /exports/figures`: figures as the asker read them, heads and rows, as a file; `about`: what they mean, for the last sheet of a
 * workbook. For who may export what they were made of.
 */
export function figureFiles(app: FastifyInstance, { engine, log }: HttpDeps): void {
  app.post('/exports/figures', { config: { audit: 'export' } }, async (request, reply) => {
    const session = sessionOf(request)
    const { object, name, format, head, rows, about: words } = readBody(request, ['object', 'name', 'format', 'head', 'rows', 'about'])
    const meaning = readAbout(words)
    const [catalog, access] = await Promise.all([engine.catalogOf(session.workspace), engine.accessOf(session.workspace)])
    const about = Object.hasOwn(catalog.objects, String(object))
      ? catalog.objects[String(object)]!
      : fail('kernel.unknown-object', { object })
    if (!access.may(session.actor, about.name, 'export')) fail('kernel.forbidden', { verb: 'export', object: about.name })
    const way = Object.hasOwn(writers, String(format))
      ? writers[String(format)]!
      : fail('kernel.bad-value', { path: 'format', want: 'choice' })
    if (typeof name !== 'string' || name === '' || name.length > 200) fail('kernel.bad-value', { path: 'name', want: 'text' })
    if (!isCells(head) || head.length === 0) return fail('kernel.bad-value', { path: 'head', want: 'list' })
    const isTable = Array.isArray(rows) && rows.length <= mostRows && rows.every((row) => isCells(row) && row.length === head.length)
    if (!isTable) fail('kernel.bad-value', { path: 'rows', want: 'list' })
    const table = rows as readonly Cells[]
    const columns = head.map((title, i): OutColumn => {
      const isNumber = table.some((row) => typeof row[i] === 'number')
      return { key: `c${i}`, title: String(title ?? ''), kind: isNumber ? 'number' : 'text' }
    })
    const out = new PassThrough()
    way
      .write(columns, batchOf(table), out, { zone: session.actor.timeZone, sheetName: 'figures', ...(meaning ? { about: meaning } : {}) })
      .catch((error: unknown) => log.error({ err: error, reqId: request.id }, 'a file of figures broke off'))
    return reply
      .header('content-type', way.type)
      .header('content-disposition', `attachment; filename="figures.${String(format)}"`)
      .send(out)
  })
}

async function* batchOf(rows: readonly Cells[]): OutBatches {
  yield rows
}
