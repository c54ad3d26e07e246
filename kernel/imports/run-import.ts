import { system } from '../access/define-access.ts'
import { sql } from '../db/sql.ts'
import type { Engine, Session } from '../engine-types.ts'
import { openTable, type Table, type TableRow } from '../files/read-table.ts'
import { fail } from '../model/fault.ts'
import { parseContextOf } from '../query/build.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { type RunOptions, runToEnd, StopWanted, TakenAway } from '../runs/run-to-end.ts'
import { commitRows, type Run } from './batch/commit-rows.ts'
import { plainKeys } from './batch/doubles.ts'
import { openLookups } from './batch/lookups.ts'
import { looksForTwins, sortTerms } from './batch/twin-rows.ts'
import { type ImportRow, importRuns, readImport, saveProgress } from './import-rows.ts'
import { linesNotIn, readLater } from './open-rows.ts'
import { openReader, type RowReader } from './plan/drafts.ts'
import { type ImportPlan, makePlan } from './plan/plan.ts'
import { emptyReport, noCounts } from './report/report.ts'
import { openSuggestions } from './report/suggest.ts'
import { tellOwners } from './tell-owners.ts'

export type RunDeps = Readonly<{
  engine: Engine
  pathOf(workspace: WorkspaceFacts, fileId: string): string
  onUnexpected(error: unknown, importId: string): void
}>

const batchRows = 1_000
const analyseFrom = 10_000

/**
 * Runs a queued import to its end, from where it stands. Whoever calls at the same time, one process runs it. Never throws for what lies in
 * the file or in rights: that is in the import's state. Each batch of 1,000 rows is one transaction that holds records, log and progress
 * together, all in one change set, so that a crash at any moment leaves neither half nor double rows.
 */
export async function runImport(
  deps: RunDeps,
  { workspace, id }: { workspace: WorkspaceFacts; id: string },
  o: RunOptions = {},
): Promise<ImportRow | undefined> {
  const { database } = deps.engine
  const turn = { connection: database.write(workspace), table: importRuns(workspace), id, onUnexpected: deps.onUnexpected }
  await runToEnd(turn, o, async ({ tookMs, keepTook }) => {
    const row = (await readImport(database.read(workspace), workspace, id))!
    keepTook(row.tookMs)
    await work(deps, { workspace, row, o, tookMs })
  })
  return readImport(database.read(workspace), workspace, id)
}

type Given = Readonly<{ workspace: WorkspaceFacts; row: ImportRow; o: RunOptions; tookMs: () => number }>

async function work(deps: RunDeps, given: Given): Promise<void> {
  const { workspace, row } = given
  const { encoding, separator, sheet } = row.options
  const table = await openTable(deps.pathOf(workspace, row.fileId), {
    name: row.fileName,
    ...(encoding ? { encoding } : {}),
    ...(separator ? { separator } : {}),
    ...(sheet ? { sheet } : {}),
  })
  try {
    const run = await startRun(deps, given, table)
    if (!row.isRead) await readAll(run, table)
    await finishPostponed(run)
    await tellOwners(run)
    await analyse(deps, run)
  } finally {
    await table.close()
  }
}

async function startRun({ engine }: RunDeps, { workspace, row, o, tookMs }: Given, table: Table): Promise<Run> {
  const { locale, timeZone } = row.actor
  const actorOf = async () =>
    row.actorId
      ? engine.actorOf(workspace, row.actorId, { locale, timeZone })
      : { ...system(`import of ${row.fileName}`), locale, timeZone }
  const sessionOf = async (): Promise<Session> => ({ workspace, actor: await actorOf() })
  const session = await sessionOf()
  const [catalog, access] = await Promise.all([engine.catalogOf(workspace), engine.accessOf(workspace)])
  const plan = makePlan({
    catalog,
    access,
    actor: session.actor,
    object: row.object,
    columns: table.columns,
    map: row.map,
    match: row.match,
    options: row.options,
  })
  const run: Run = {
    engine,
    id: row.id,
    road: { via: 'import', cause: row.fileName, changeSetId: row.changeSetId, brings: row.options.brings ?? [] },
    plan,
    read: openReader(plan, parseContextOf({ catalog, access, workspace, actor: session.actor, now: new Date() })),
    suggest: openSuggestions(plan),
    isDry: row.dryRun,
    sessionOf,
    lookups: openLookups(),
    seen: new Map(),
    values: new Map(),
    at: {
      rowsDone: row.rowsDone,
      rowsTotal: row.isRead ? row.rowsTotal : (table.info.rowsEstimate ?? null),
      isRead: row.isRead,
      counts: { ...noCounts(), ...row.counts },
      report: row.report.problems ? { ...emptyReport(plan), ...row.report } : emptyReport(plan),
    },
    tookMs,
    afterBatch(stopWanted) {
      o.onProgress?.({ rowsDone: run.at.rowsDone, rowsTotal: run.at.rowsTotal })
      if (stopWanted || o.signal?.aborted) throw new StopWanted()
    },
  }
  return run
}

async function readAll(run: Run, table: Table): Promise<void> {
  const skip = run.at.rowsDone
  const notIn =
    skip > 0
      ? await linesNotIn(run.engine.database.read((await run.sessionOf()).workspace), (await run.sessionOf()).workspace, run.id)
      : new Set<number>()
  let batch: TableRow[] = []
  let read = 0
  for await (const row of table.rows) {
    read += 1
    if (read <= skip) {
      remember(run, row, notIn)
      continue
    }
    batch.push(row)
    if (batch.length < batchRows) continue
    await sortBefore(run)
    await commitRows(run, batch, { isLater: false, isLast: false })
    batch = []
  }
  if (read < skip) fail('kernel.bad-import', { reason: 'file-changed' })
  if (batch.length > 0) {
    await sortBefore(run)
    await commitRows(run, batch, { isLater: false, isLast: false })
  }
  const { workspace } = await run.sessionOf()
  const end = { ...run.at, rowsTotal: run.at.rowsDone, isRead: true }
  const saved = await saveProgress(run.engine.database.write(workspace), workspace, run.id, {
    ...end,
    rowsBefore: run.at.rowsDone,
    tookMs: run.tookMs(),
  })
  if (!saved) throw new TakenAway()
  run.at = end
}

async function sortBefore(run: Run): Promise<void> {
  if (!looksForTwins(run)) return
  const { workspace } = await run.sessionOf()
  await sortTerms({ upkeep: run.engine.database.upkeep(workspace), schema: workspace.schema, table: run.plan.object.words! })
}

/** Keys of rows that came in before a crash: later rows of the file must not come in under the same ones. */
function remember(
  run: Readonly<{ plan: ImportPlan; read: RowReader; seen: Map<string, number> }>,
  row: TableRow,
  notIn: ReadonlySet<number>,
): void {
  if (notIn.has(row.line)) return
  const draft = run.read(row)
  for (const key of plainKeys(run.plan, draft)) run.seen.set(key, row.line)
}

/**
 * Rows whose parent stood further down: round after round while any finds its parent. Then the first of those left are decided as the map
 * wants, which may bring parents for others.
 */
async function finishPostponed(run: Run): Promise<void> {
  const { workspace } = await run.sessionOf()
  const connection = run.engine.database.write(workspace)
  const next = (after: number) => readLater(connection, workspace, run.id, { after, limit: batchRows })
  for (;;) {
    let found = 0
    for (let rows = await next(-1); rows.length > 0; rows = await next(rows.at(-1)!.line))
      found += await commitRows(run, rows, { isLater: true, isLast: false })
    const left = await next(-1)
    if (left.length === 0) return
    if (found === 0) await commitRows(run, left, { isLater: true, isLast: true })
  }
}

/** After many new rows the planner's figures are wrong until somebody counts. */
async function analyse({ engine }: RunDeps, run: Run): Promise<void> {
  const { created, updated } = run.at.counts
  if (run.isDry || created + updated < analyseFrom) return
  const { workspace } = await run.sessionOf()
  for (const table of [run.plan.object.table, 'change'])
    await engine.database.upkeep(workspace).query(sql`ANALYZE ${sql.id(workspace.schema, table)}`)
}
