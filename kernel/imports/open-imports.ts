import type { Connection } from '../db/pool.ts'
import type { Engine, Session, UndoAnswer, UndoChoice, WorkRoad } from '../engine-types.ts'
import type { JobHandler, Jobs } from '../jobs/open-jobs.ts'
import { fail } from '../model/fault.ts'
import { newId } from '../model/uuid.ts'
import type { QueryContext, WorkspaceFacts } from '../query/question.ts'
import { type ImportFiles, openImportFiles } from './import-files.ts'
import { type ImportRow, insertImport, listImports, moveImport, readImport, resetDryRun, wantStop } from './import-rows.ts'
import { markInterrupted } from './interrupted.ts'
import { readMap, readMatch, readOptions } from './plan/import-map.ts'
import { guessedMap, type Offer, offerColumns, settleMap } from './plan/settle-map.ts'
import { type RunOptions, runImport } from './run-import.ts'

export type ImportLog = Readonly<{
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}>
export type ImportsOptions = Readonly<{
  engine: Engine /** Shared by all processes of the installation. */
  folder: string
  log: ImportLog
}>

/** What somebody wants imported, as it came over the wire. Without a map the guesses hold. */
export type ImportWish = Readonly<{ file: unknown; object: unknown; map?: unknown; match?: unknown; options?: unknown; dryRun?: unknown }>

/** Imports of an installation. Everybody sees and steers his own, administrators all. */
export type Imports = Readonly<{
  files: ImportFiles
  /** For `openJobs`. */
  handlers: Readonly<Record<string, JobHandler>>
  /** From here on queued imports run by these jobs, and broken off ones are looked for; answers how to stop that. */
  start(jobs: Jobs): () => void
  offer(
    session: Session,
    wish: Pick<ImportWish, 'file' | 'object' | 'options'>,
  ): Promise<Offer & Readonly<{ file: string; object: string; name: string }>>
  /** Checks everything that can be known before the first row, and queues the import in `tx`. @throws as `settleMap` */
  create(session: Session, wish: ImportWish, tx?: Connection): Promise<ImportRow>
  /** Runs a queued import here and now. */
  run(workspace: WorkspaceFacts, id: string, o?: RunOptions): Promise<ImportRow | undefined>
  list(session: Session, o: { limit: number; before?: string; object?: string }): Promise<ImportRow[]>
  /** @throws `kernel.not-found` */
  one(session: Session, id: string): Promise<ImportRow>
  /** Lets it rest after the batch at hand. @throws `kernel.busy` when it is not under way */
  stop(session: Session, id: string): Promise<ImportRow>
  /** Goes on behind the last row that is in. @throws `kernel.busy` when it is under way or done; `kernel.already-undone` */
  resume(session: Session, id: string): Promise<ImportRow>
  /** Takes back all that it wrote. @throws `kernel.busy` while it runs; as `engine.undo` */
  undo(session: Session, id: string, choice: UndoChoice, road: WorkRoad): Promise<UndoAnswer>
}>

const jobName = 'import'
const sweepMs = 5_000
const cleanMs = 6 * 3_600_000

export function openImports({ engine, folder, log }: ImportsOptions): Imports {
  const { database } = engine
  const files = openImportFiles(folder, (workspace) => database.write(workspace))
  const run: Imports['run'] = (workspace, id, o) =>
    runImport(
      {
        engine,
        pathOf: files.pathOf,
        onUnexpected: (error, importId) => log.error({ err: error, import: importId }, 'an import failed unexpectedly'),
      },
      workspace,
      id,
      o,
    )
  let queue: Jobs | undefined
  const enqueue = async (tx: Connection | null, workspace: WorkspaceFacts, id: string) =>
    queue?.add(tx, jobName, { workspace: workspace.slug, id }, { jobKey: `import ${id}`, attempts: 3 })

  const contextOf = async ({ workspace, actor }: Session): Promise<QueryContext> => {
    const [catalog, access] = await Promise.all([engine.catalogOf(workspace), engine.accessOf(workspace)])
    return { catalog, access, workspace, actor, now: new Date() }
  }
  const one = async (session: Session, id: string): Promise<ImportRow> => {
    await markInterrupted(database.write(session.workspace), session.workspace)
    const row = await readImport(database.write(session.workspace), session.workspace, id)
    return row && (seesAll(session) || row.actorId === session.actor.memberId) ? row : fail('kernel.not-found', { import: id })
  }
  const fileOf = (session: Session, id: unknown) =>
    files.find(
      database.write(session.workspace),
      session.workspace,
      id,
      session.actor.kind === 'system' ? undefined : session.actor.memberId,
    )

  return {
    files,
    run,
    one,
    handlers: {
      async [jobName](payload, { signal }) {
        const workspace = await engine.workspace(String(payload.workspace))
        const row = await run(workspace, String(payload.id), { signal })
        // The server is stopping: whoever is up next goes on.
        if (row?.state === 'queued') await enqueue(null, workspace, row.id)
      },
    },
    start(jobs) {
      queue = jobs
      const sweep = async () => {
        for (const workspace of await engine.workspaces()) {
          const { interrupted, forgotten } = await markInterrupted(database.write(workspace), workspace)
          if (interrupted.length > 0)
            log.warn({ workspace: workspace.slug, imports: interrupted }, 'imports broke off; they wait to be resumed or taken back')
          for (const id of forgotten) await enqueue(null, workspace, id)
        }
      }
      const clean = async () => {
        for (const workspace of await engine.workspaces()) await files.clean(database.write(workspace), workspace)
      }
      const safely = (what: () => Promise<void>) => () =>
        void what().catch((error: unknown) => log.warn({ error: String(error) }, 'could not look after imports'))
      safely(sweep)()
      safely(clean)()
      const timers = [setInterval(safely(sweep), sweepMs), setInterval(safely(clean), cleanMs)]
      for (const timer of timers) timer.unref()
      return () => {
        for (const timer of timers) clearInterval(timer)
      }
    },
    async offer(session, wish) {
      const file = await fileOf(session, wish.file)
      const context = await contextOf(session)
      const object = objectName(context, wish.object)
      const offer = await offerColumns(context, engine.modules, {
        path: files.pathOf(session.workspace, file.id),
        name: file.name,
        options: readOptions(wish.options),
        object,
      })
      return { ...offer, file: file.id, name: file.name, object }
    },
    async create(session, wish, tx) {
      const { workspace, actor } = session
      const file = await fileOf(session, wish.file)
      const context = await contextOf(session)
      const object = objectName(context, wish.object)
      const [match, options] = [readMatch(wish.match), readOptions(wish.options)]
      const at = { path: files.pathOf(workspace, file.id), name: file.name, options }
      const wanted =
        wish.map === undefined || wish.map === null
          ? guessedMap(await offerColumns(context, engine.modules, { ...at, object }))
          : readMap(wish.map)
      const { map, info, columns } = await settleMap(at, { ...context, object, map: wanted, match, options })
      const id = newId()
      const connection = tx ?? database.write(workspace)
      await insertImport(connection, workspace, {
        id,
        object,
        fileId: file.id,
        fileName: file.name,
        sizeBytes: file.sizeBytes,
        columns,
        map,
        match,
        options: {
          ...options,
          encoding: info.encoding,
          ...(info.separator ? { separator: info.separator } : {}),
          ...(info.sheet ? { sheet: info.sheet } : {}),
        },
        dryRun: readYesNo(wish.dryRun),
        actorId: actor.memberId,
        actor: { name: actor.name, locale: actor.locale, timeZone: actor.timeZone },
        changeSetId: newId(),
        rowsTotal: info.rowsEstimate ?? null,
      })
      await enqueue(tx ?? null, workspace, id)
      return (await readImport(connection, workspace, id))!
    },
    async list(session, o) {
      await markInterrupted(database.write(session.workspace), session.workspace)
      return listImports(database.write(session.workspace), session.workspace, {
        ...o,
        ...(seesAll(session) ? {} : { actorId: session.actor.memberId }),
      })
    },
    async stop(session, id) {
      await one(session, id)
      const place = database.write(session.workspace)
      const isStopped = await moveImport(place, session.workspace, id, { from: ['queued', 'interrupted'], to: 'stopped' })
      if (!isStopped && (await wantStop(place, session.workspace, id)) === 0) fail('kernel.busy', { import: id })
      return one(session, id)
    },
    async resume(session, id) {
      const row = await one(session, id)
      if (row.undoneBy) fail('kernel.already-undone', { changeSet: row.changeSetId })
      await database.transaction(session.workspace, async (tx) => {
        if (!(await moveImport(tx, session.workspace, id, { from: ['interrupted', 'stopped', 'failed'], to: 'queued' })))
          fail('kernel.busy', { import: id })
        if (row.dryRun) await resetDryRun(tx, session.workspace, id)
        await enqueue(tx, session.workspace, id)
      })
      return one(session, id)
    },
    async undo(session, id, choice, road) {
      const row = await one(session, id)
      if (row.state === 'queued' || row.state === 'running') fail('kernel.busy', { import: id })
      if (row.dryRun) fail('kernel.not-found', { import: id })
      const answer = await engine.undo(session, row.changeSetId, choice, road)
      await moveImport(database.write(session.workspace), session.workspace, id, { from: ['interrupted'], to: 'stopped' })
      return answer
    },
  }
}

const seesAll = ({ actor }: Session): boolean => actor.kind === 'system' || actor.roles.includes('administrator')

/** An object by its name or by its plural as in addresses. @throws `kernel.unknown-object` */
function objectName({ catalog }: QueryContext, given: unknown): string {
  if (typeof given === 'string' && Object.hasOwn(catalog.objects, given)) return given
  if (typeof given === 'string' && Object.hasOwn(catalog.byPlural, given)) return catalog.byPlural[given]!.name
  return fail('kernel.unknown-object', { object: String(given).slice(0, 100) })
}

const readYesNo = (given: unknown): boolean =>
  given === undefined || given === null || given === false || given === 'false'
    ? false
    : given === true || given === 'true'
      ? true
      : fail('kernel.bad-value', { path: 'dryRun', want: 'yesNo' })
