import { type ReasonReader, reasonText } from '../imports/report/reason-text.ts'
import type { BulkRow } from './bulk-rows.ts'
import { bulkKinds } from './kinds.ts'

/** A run as the API answers it. */
export function describeBulk(row: BulkRow, reader: ReasonReader): Readonly<Record<string, unknown>> {
  const { rowsDone, rowsTotal, state } = row
  const isOver = !['queued', 'running'].includes(state)
  const isWritten = row.isWritten
  const { note: _, ids, resolve: __, ...wish } = row.wish
  const textFor = (code: string, details: Readonly<Record<string, unknown>> = {}) =>
    reasonText(reader, { column: null, field: typeof details.path === 'string' ? details.path : null, code, details })
  return {
    id: row.id,
    do: row.kind,
    object: row.object,
    wish: Array.isArray(ids) ? { ...wish, ids: ids.length } : wish,
    state,
    progress: {
      done: rowsDone,
      total: rowsTotal,
      share: state === 'done' ? 1 : rowsTotal ? Math.min(0.99, Math.round((rowsDone / rowsTotal) * 1_000) / 1_000) : null,
    },
    counts: row.counts,
    leftOut: row.leftOut.map(({ id, title, code, details }) => ({ id, title, code, text: textFor(code, details) })),
    changeSet: isWritten ? row.changeSetId : null,
    undoneBy: row.undoneBy,
    error: row.error ? { ...row.error, text: textFor(row.error.code, row.error.details) } : null,
    may: {
      stop: !isOver || state === 'interrupted',
      resume: ['interrupted', 'stopped', 'failed'].includes(state) && !row.undoneBy,
      undo: isOver && isWritten && !row.undoneBy && !bulkKinds[row.kind]?.stands,
    },
    by: { id: row.actorId, name: row.actor.name },
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    finishedAt: row.finishedAt,
    tookMs: row.tookMs,
  }
}
