import type { Connection } from '../db/pool.ts'
import type { Engine, Session, WorkRoad } from '../engine-types.ts'
import type { JobHandler, Jobs } from '../jobs/open-jobs.ts'
import { fail } from '../model/fault.ts'
import { newId } from '../model/uuid.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { scopeOf } from '../records/open-work.ts'
import { markInterrupted } from '../runs/interrupted.ts'
import { moveRun, wantStop } from '../runs/run-table.ts'
import type { RunOptions } from '../runs/run-to-end.ts'
import { type RunKeeper, runHandler, watchRuns } from '../runs/watch-runs.ts'
import { type BulkRow, bulkRuns, insertBulk, listBulk, readBulk } from './bulk-rows.ts'
import { bulkKinds } from './kinds.ts'
import { runBulk } from './run-bulk.ts'

const jobName = 'bulk'

type Told = (details: object, message: string) => void
export type BulkWish = Readonly<{ kind: string; object: string | null; wish: Readonly<Record<string, unknown>> }>

/** Work over many records, done in the background. Everybody sees and steers his own, administrators all. */
export type Bulk = Readonly<{
  /** For `openJobs`. */
  handlers: Readonly<Record<string, JobHandler>>
  /** From here on queued runs are done by these jobs, and those of dead processes are taken over; answers how to stop that. */
  start(jobs: Jobs): () => void
  /** Checks all that can be known before the first record, writes down which records it is about, and queues the run. */
  create(session: Session, wish: BulkWish, road: WorkRoad): Promise<BulkRow>
  /** Does a queued run here and now. */
  run(workspace: WorkspaceFacts, id: string, o?: RunOptions): Promise<BulkRow | undefined>
  list(session: Session, o: { limit: number; before?: string; open?: boolean }): Promise<BulkRow[]>
  /** @throws `kernel.not-found` */
  one(session: Session, id: string): Promise<BulkRow>
  /** Lets it rest after the batch at hand. @throws `kernel.busy` when it is not under way */
  stop(session: Session, id: string): Promise<BulkRow>
  /** Goes on where it stopped. @throws `kernel.busy` when it is under way or done; `kernel.already-undone` */
  resume(session: Session, id: string): Promise<BulkRow>
}>

type Deps = RunKeeper & Readonly<{ run: Bulk['run'] }>

export function openBulk({ engine, log }: { engine: Engine; log: Readonly<{ warn: Told; error: Told }> }): Bulk {
  let queue: Jobs | undefined
  const onUnexpected = (error: unknown, id: string) => log.error({ err: error, run: id }, 'a run failed unexpectedly')
  const deps: Deps = {
    engine,
    table: 'bulk_run',
    warn: (details, message) => log.warn(details, message),
    run: (workspace, id, o) => runBulk({ engine, kinds: bulkKinds, onUnexpected }, { workspace, id }, o),
    async enqueue(tx, workspace, id) {
      await queue?.add(tx, jobName, { workspace: workspace.slug, id }, { jobKey: `bulk ${id}`, attempts: 3, place: workspace })
    },
    // Whoever asked for it wants it done: another process goes on.
    async onInterrupted(workspace, ids) {
      for (const id of ids) {
        const isMoved = await moveRun(engine.database.write(workspace), bulkRuns(workspace), id, { from: ['interrupted'], to: 'queued' })
        if (isMoved) await deps.enqueue(null, workspace, id)
      }
    },
  }
  return {
    handlers: { [jobName]: runHandler(deps) },
    start(jobs) {
      queue = jobs
      return watchRuns(deps)
    },
    create: (session, wish, road) => createRun(deps, session, { wish, road }),
    run: deps.run,
    list: (session, o) => runsOf(deps, session, o),
    one: (session, id) => oneRun(deps, session, id),
    stop: (session, id) => stopRun(deps, session, id),
    resume: (session, id) => resumeRun(deps, session, id),
  }
}

const seesAll = ({ actor }: Session): boolean => actor.kind === 'system' || actor.roles.includes('administrator')
const placeOf = ({ engine }: Deps, { workspace }: Session): Connection => engine.database.write(workspace)

async function createRun(deps: Deps, session: Session, { wish, road }: { wish: BulkWish; road: WorkRoad }): Promise<BulkRow> {
  const { workspace, actor } = session
  const kind = Object.hasOwn(bulkKinds, wish.kind) ? bulkKinds[wish.kind]! : fail('kernel.bad-value', { path: 'do', want: 'choice' })
  const id = newId()
  await deps.engine.work(session, { via: road.via }, async (work, tx) => {
    const scope = scopeOf(work)
    const object = wish.object === null ? null : (scope.state.catalog.objects[wish.object] ?? null)
    const run = { id, object, wish: wish.wish, changeSetId: newId() }
    const row = {
      ...run,
      kind: wish.kind,
      object: object?.name ?? null,
      actorId: actor.memberId,
      actor: { name: actor.name, locale: actor.locale, timeZone: actor.timeZone },
      via: road.via,
      cause: road.cause ?? null,
    }
    const rowsTotal = await kind.begin(scope, run)
    await insertBulk(tx, workspace, { ...row, rowsTotal })
    await deps.enqueue(tx, workspace, id)
  })
  return (await readBulk(placeOf(deps, session), workspace, id))!
}

async function oneRun(deps: Deps, session: Session, id: string): Promise<BulkRow> {
  const row = await readBulk(placeOf(deps, session), session.workspace, id)
  return row && (seesAll(session) || row.actorId === session.actor.memberId) ? row : fail('kernel.not-found', { run: id })
}

async function runsOf(deps: Deps, session: Session, o: { limit: number; before?: string; open?: boolean }): Promise<BulkRow[]> {
  return listBulk(placeOf(deps, session), session.workspace, { ...o, ...(seesAll(session) ? {} : { actorId: session.actor.memberId }) })
}

async function stopRun(deps: Deps, session: Session, id: string): Promise<BulkRow> {
  await oneRun(deps, session, id)
  const table = bulkRuns(session.workspace)
  await markInterrupted(placeOf(deps, session), table)
  const isStopped = await moveRun(placeOf(deps, session), table, id, { from: ['queued', 'interrupted'], to: 'stopped' })
  if (!isStopped && (await wantStop(placeOf(deps, session), table, id)) === 0) fail('kernel.busy', { run: id })
  return oneRun(deps, session, id)
}

async function resumeRun(deps: Deps, session: Session, id: string): Promise<BulkRow> {
  const row = await oneRun(deps, session, id)
  if (row.undoneBy) fail('kernel.already-undone', { changeSet: row.changeSetId })
  await deps.engine.database.transaction(session.workspace, async (tx) => {
    const isMoved = await moveRun(tx, bulkRuns(session.workspace), id, { from: ['interrupted', 'stopped', 'failed'], to: 'queued' })
    if (!isMoved) fail('kernel.busy', { run: id })
    await deps.enqueue(tx, session.workspace, id)
  })
  return oneRun(deps, session, id)
}
