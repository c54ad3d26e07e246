import type { MarkedRow } from '../batch/marked-rows.ts'
import type { ImportRow } from '../import-rows.ts'
import { type ReasonReader, reasonText } from './reason-text.ts'
import type { Problem, Report } from './report.ts'

/** What is worth knowing though it stops no row. `blank`: rows without a value of a link; `left`: values left out as the map wants; `made`: records made because cells named them; `marked`: rows that name records which warn, the first of them with what they warn of. */
export type Note = Readonly<{
  code: 'blank' | 'left' | 'made' | 'marked'
  field?: string
  column?: string | null
  object?: string
  count: number
  rows?: readonly MarkedRow[]
}>

/** An import as the API answers it. */
export function describeImport(row: ImportRow, reader: ReasonReader): Readonly<Record<string, unknown>> {
  const { counts, report, rowsDone, rowsTotal } = row
  const isWritten = !row.dryRun && counts.created + counts.updated > 0
  const isOver = !['queued', 'running'].includes(row.state)
  return {
    id: row.id,
    object: row.object,
    state: row.state,
    dryRun: row.dryRun,
    file: {
      id: row.fileId,
      name: row.fileName,
      sizeBytes: row.sizeBytes,
      encoding: row.options.encoding ?? null,
      separator: row.options.separator ?? null,
      sheet: row.options.sheet ?? null,
    },
    columns: row.columns,
    map: row.map,
    match: row.match,
    options: row.options,
    progress: { done: rowsDone, total: row.isRead ? rowsDone : rowsTotal, share: row.state === 'done' ? 1 : shareOf(rowsDone, rowsTotal) },
    counts: {
      rows: counts.rows ?? 0,
      created: counts.created ?? 0,
      updated: counts.updated ?? 0,
      unchanged: counts.unchanged ?? 0,
      skipped: counts.skipped ?? 0,
      failed: counts.failed ?? 0,
    },
    changeSet: isWritten || Object.keys(report.made ?? {}).length > 0 ? (row.dryRun ? null : row.changeSetId) : null,
    undoneBy: row.undoneBy,
    problems: (report.problems ?? []).map((problem) => describeProblem(problem, reader)),
    fields: report.fields ?? {},
    notes: notesOf(row, reader),
    error: row.error
      ? { ...row.error, text: reasonText(reader, { column: null, field: null, code: row.error.code, details: row.error.details }) }
      : null,
    may: {
      stop: !isOver || row.state === 'interrupted',
      resume: ['interrupted', 'stopped', 'failed'].includes(row.state) && !row.undoneBy,
      undo: isOver && isWritten && !row.undoneBy,
    },
    by: { id: row.actorId, name: row.actor.name },
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    finishedAt: row.finishedAt,
    tookMs: row.tookMs,
  }
}

const shareOf = (done: number, total: number | null): number | null =>
  total ? Math.min(0.99, Math.round((done / total) * 1_000) / 1_000) : null

const describeProblem = (problem: Problem, reader: ReasonReader) => ({
  ...problem,
  suggestion: problem.suggestion ?? null,
  text: reasonText(reader, { ...problem, details: { ...problem.details, ...(problem.value === null ? {} : { value: problem.value }) } }),
})

function notesOf({ object, report }: ImportRow, { catalog }: ReasonReader): Note[] {
  const { fields = {}, made = {}, marked }: Partial<Report> = report
  const isLink = (path: string) => catalog.objects[object]?.fields[path]?.refers !== null && !path.includes('.')
  const notes: Note[] = Object.entries(fields).flatMap(([field, { column, blank, left }]): Note[] => [
    ...(blank > 0 && isLink(field) ? [{ code: 'blank' as const, field, column, count: blank }] : []),
    ...(left > 0 ? [{ code: 'left' as const, field, column, count: left }] : []),
  ])
  return [
    ...notes,
    ...Object.entries(made)
      .filter(([, count]) => count > 0)
      .map(([name, count]): Note => ({ code: 'made', object: name, count })),
    ...(marked && marked.count > 0
      ? [{ code: 'marked' as const, object: marked.rows[0]!.object, count: marked.count, rows: marked.rows }]
      : []),
  ]
}
