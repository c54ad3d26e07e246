import type { Writable } from 'node:stream'
import type { Engine, JsonText, Session } from '../engine-types.ts'
import type { OutBatches } from '../files/out-table.ts'
import { csvWriter, jsonlWriter, type TableWriter, xlsxWriter } from '../files/write-table.ts'
import { fieldLabel } from '../http/labels.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { dayOf } from '../model/day-of.ts'
import { fail } from '../model/fault.ts'
import type { ParseContext } from '../model/field-type.ts'
import type { CompileOptions } from '../query/build.ts'
import { compileExport, type ExportQuestion } from '../query/compile-export.ts'
import { explain } from '../query/explain.ts'
import { type ExportColumn, exportColumns } from './columns.ts'

export const exportFormats = ['csv', 'xlsx', 'jsonl'] as const
export type ExportFormat = (typeof exportFormats)[number]
export type ExportSpec = ExportQuestion & Readonly<{ format: ExportFormat; headers?: 'names' | 'labels' }>

const batch = 1_000
const tableWriters: Readonly<Record<Exclude<ExportFormat, 'jsonl'>, TableWriter>> = { csv: csvWriter, xlsx: xlsxWriter }

/** An export whose question was found to be allowed and right; nothing was read yet. */
export type OpenExport = Readonly<{
  /** Writes everything and ends the stream; answers the number of records. On a failure the stream is destroyed, so that half a file never looks whole. */
  writeTo(out: Writable): Promise<number>
}>

/**
 * Checks what is asked for, so that every fault comes before the first byte.
 *
 * @throws `kernel.forbidden` without the right to export; and as `compileExport`.
 */
export async function openExport(engine: Engine, session: Session, spec: ExportSpec): Promise<OpenExport> {
  const { format, headers = 'names', ...question } = spec
  const { object, fields, isMasked, compiled } = await compiledOf(engine, session, question)
  const rows = () => answers(engine.database.cursor(session.workspace, compiled.sql, batch))
  const top = [...new Set(fields.map((path) => path.split('.')[0]!))].filter((name) => object.fields[name])
  // JSON Lines hold each record as the API answers it.
  const asAnswered = top.map((name): ExportColumn => ({ out: { key: name, title: name, kind: 'text' }, cell: (row) => row[name] ?? null }))
  if (format === 'jsonl')
    return {
      writeTo: (out) =>
        jsonlWriter(
          asAnswered.map((column) => column.out),
          toRows(rows(), asAnswered),
          out,
        ),
    }
  const columns = exportColumns({
    object,
    fields: top,
    isMasked,
    heading: (field) => (headers === 'labels' ? fieldLabel({ modules: engine.modules, locale: session.actor.locale }, field) : field.name),
    context: parseContext(session),
    locale: session.actor.locale,
  })
  return {
    writeTo: (out) =>
      tableWriters[format](
        columns.map((column) => column.out),
        toRows(rows(), columns),
        out,
        { zone: session.actor.timeZone, sheetName: object.plural },
      ),
  }
}

/** The statement of an export as `explain=sql` answers it. @throws as `openExport` */
export const explainExport = async (engine: Engine, session: Session, question: ExportQuestion): Promise<JsonText> =>
  JSON.stringify(explain((await compiledOf(engine, session, question, { explain: true })).compiled))

async function compiledOf(engine: Engine, session: Session, question: ExportQuestion, options: CompileOptions = {}) {
  const [catalog, access] = await Promise.all([engine.catalogOf(session.workspace), engine.accessOf(session.workspace)])
  const object = catalog.objects[question.object] ?? fail('kernel.unknown-object', { object: question.object })
  if (!access.may(session.actor, object.name, 'export')) fail('kernel.forbidden', { verb: 'export', object: object.name })
  const right = (name: string) => access.fieldRight(session.actor, object.name, name)
  const isMasked = (name: string) => right(name) === 'masked'
  const fields = question.fields ?? usualFields(object).filter((name) => right(name) !== 'hidden')
  const context = { catalog, access, workspace: session.workspace, actor: session.actor, now: new Date() }
  return { object, fields, isMasked, compiled: compileExport(context, { ...question, fields }, options) }
}

/** Stored fields and formulas; lines and figures over children only when asked for. */
const usualFields = (object: CatalogObject): string[] =>
  Object.values(object.fields)
    .filter((field) => field.type.parts === undefined && typeof field.options.of !== 'string')
    .map((field) => field.name)

const parseContext = ({ workspace, actor }: Session): ParseContext => ({
  region: workspace.region,
  currency: workspace.currency,
  timeZone: actor.timeZone,
  locale: actor.locale,
  now: new Date(),
  today: dayOf(new Date(), actor.timeZone),
  memberId: actor.memberId,
})

async function* answers(batches: AsyncIterable<readonly Record<string, unknown>[]>): AsyncGenerator<Record<string, unknown>[]> {
  for await (const rows of batches) yield rows.map((row) => JSON.parse(String(row.row)) as Record<string, unknown>)
}

async function* toRows(batches: AsyncIterable<readonly Record<string, unknown>[]>, columns: readonly ExportColumn[]): OutBatches {
  for await (const rows of batches) yield rows.map((row) => columns.map((column) => column.cell(row)))
}
