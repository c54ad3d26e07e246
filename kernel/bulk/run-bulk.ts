import { system } from '../access/define-access.ts'
import { sql } from '../db/sql.ts'
import type { Engine, Session, WorkRoad } from '../engine-types.ts'
import { Fault } from '../model/fault.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { scopeOf } from '../records/open-work.ts'
import { type RunOptions, runToEnd, StopWanted, TakenAway } from '../runs/run-to-end.ts'
import type { BulkKind } from './bulk-kind.ts'
import { advanced, type BulkRow, bulkRuns, dropItems, readBulk, saveBulk } from './bulk-rows.ts'

export type BulkDeps = Readonly<{
  engine: Engine
  kinds: Readonly<Record<string, BulkKind>>
  onUnexpected(error: unknown, id: string): void
}>

const attempts = 3
const tidyFrom = 10_000
/** Faults that lie in the moment, not in a record. */
const passing: readonly string[] = ['kernel.busy', 'kernel.unavailable']
/** Faults that no record is to blame for. */
const ofTheWhole: readonly string[] = ['kernel.unauthenticated', 'kernel.unknown-object', 'kernel.bad-value', 'kernel.unknown-field']

/**
 * Does a queued run to its end, from where it stands. Each batch is one transaction that holds records, log and progress together, all in one
 * change set, so that a crash at any moment does nothing twice and leaves nothing out.
 */
export async function runBulk(
  deps: BulkDeps,
  { workspace, id }: { workspace: WorkspaceFacts; id: string },
  o: RunOptions = {},
): Promise<BulkRow | undefined> {
  const { database } = deps.engine
  const connection = database.write(workspace)
  const turn = { connection, table: bulkRuns(workspace), id, onUnexpected: deps.onUnexpected }
  const wasOurs = await runToEnd(turn, o, async ({ tookMs, keepTook }) => {
    const row = (await readBulk(connection, workspace, id))!
    keepTook(row.tookMs)
    await allBatches({ deps, workspace, o, tookMs, kind: deps.kinds[row.kind]! }, row)
  })
  const row = await readBulk(connection, workspace, id)
  if (wasOurs && row && row.state !== 'queued') await tidy(deps.engine, workspace, row)
  return row
}

type Running = Readonly<{ deps: BulkDeps; workspace: WorkspaceFacts; o: RunOptions; tookMs: () => number; kind: BulkKind }>
type Batch = Readonly<{ row: BulkRow; stopWanted: boolean }>

async function allBatches(running: Running, begun: BulkRow): Promise<void> {
  const { kind, o } = running
  let row = begun
  let limit = kind.batch
  for (let failed = 0; ; ) {
    try {
      const batch = await oneBatch(running, row, { limit, refused: null })
      if (!batch) return endOf(running, row)
      row = batch.row
      failed = 0
      limit = Math.min(kind.batch, limit * 2)
      afterBatch(o, batch)
    } catch (error) {
      if (!(error instanceof Fault) || ofTheWhole.includes(error.code)) throw error
      // What somebody else did in the same moment is seen by the next attempt.
      failed += 1
      if (failed < attempts && (passing.includes(error.code) || error.code === 'kernel.not-unique')) continue
      if (passing.includes(error.code)) throw error
      failed = 0
      if (limit > 1) limit = Math.ceil(limit / 2)
      else {
        // The one record at which it fails is passed over, with the reason.
        const batch = await oneBatch(running, row, { limit: 1, refused: error })
        if (!batch) return endOf(running, row)
        row = batch.row
        afterBatch(o, batch)
      }
    }
  }
}

function afterBatch(o: RunOptions, { row, stopWanted }: Batch): void {
  o.onProgress?.({ rowsDone: row.rowsDone, rowsTotal: row.rowsTotal })
  if (stopWanted || o.signal?.aborted) throw new StopWanted()
}

async function sessionOf({ deps, workspace }: Running, row: BulkRow): Promise<Session> {
  const { locale, timeZone } = row.actor
  // Asked for each batch, as rights may end meanwhile.
  const actor = row.actorId
    ? await deps.engine.actorOf(workspace, row.actorId, { locale, timeZone })
    : { ...system(row.cause ?? row.kind), locale, timeZone }
  return { workspace, actor }
}

const roadOf = (kind: BulkKind, row: BulkRow): WorkRoad => ({
  via: row.via,
  changeSetId: row.changeSetId,
  ...(row.cause ? { cause: row.cause } : {}),
  ...(typeof row.wish.note === 'string' ? { note: row.wish.note } : {}),
  ...(kind.undoes ? { undoes: kind.undoes(row) } : {}),
})

async function oneBatch(running: Running, row: BulkRow, size: { limit: number; refused: Fault | null }): Promise<Batch | null> {
  const { deps, workspace, kind, tookMs } = running
  return deps.engine.work(await sessionOf(running, row), roadOf(kind, row), async (work, tx) => {
    const progress = await kind.step(scopeOf(work), row, size)
    if (!progress) return null
    const after = advanced(row, progress)
    const saved = await saveBulk(tx, workspace, { before: row, after, tookMs: tookMs() })
    if (!saved) throw new TakenAway()
    return { row: after, stopWanted: saved.stopWanted }
  })
}

async function endOf(running: Running, row: BulkRow): Promise<void> {
  const { deps, kind } = running
  if (kind.end) await deps.engine.work(await sessionOf(running, row), roadOf(kind, row), (work) => kind.end!(scopeOf(work), row))
}

/** Nobody needs the list of records any more; after many writes the dead rows go and the planner's figures are made anew. */
async function tidy(engine: Engine, workspace: WorkspaceFacts, row: BulkRow): Promise<void> {
  const { database } = engine
  if (row.state === 'done') await dropItems(database.write(workspace), workspace, row.id)
  if (row.object === null || row.rowsDone < tidyFrom) return
  const object = (await engine.catalogOf(workspace)).objects[row.object]
  for (const table of [object?.table, object?.words, 'change', 'bulk_item']) {
    if (!table) continue
    await database.control.query(sql`VACUUM (ANALYZE) ${sql.id(workspace.schema, table)}`)
  }
}
