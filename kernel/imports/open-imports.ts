import type { Connection } from '../db/pool.ts'
import type { Engine, Session, UndoAnswer, UndoChoice, WorkRoad } from '../engine-types.ts'
import type { JobHandler, Jobs } from '../jobs/open-jobs.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import type { RunOptions } from '../runs/run-to-end.ts'
import { type RunKeeper, runHandler } from '../runs/watch-runs.ts'
import { createImport, type FileOffer, type ImportWish, offerFile } from './create-import.ts'
import { type ImportFiles, openImportFiles } from './import-files.ts'
import type { ImportRow } from './import-rows.ts'
import { describeTwins, type ShownTwins } from './report/describe-twins.ts'
import { runImport } from './run-import.ts'
import { dropSecretFile } from './secrets.ts'
import { importsOf, oneImport, resumeImport, stopImport, undoImport } from './steer-import.ts'
import { cleanFiles, jobName, watchImports } from './watch-imports.ts'

export type { ImportWish } from './create-import.ts'

type Told = (details: object, message: string) => void
export type ImportLog = Readonly<{ info: Told; warn: Told; error: Told }>
export type ImportsOptions = Readonly<{
  engine: Engine /** Shared by all processes of the installation. */
  folder: string
  log: ImportLog
}>

/** Imports of an installation. Everybody sees and steers his own, administrators all. */
export type Imports = Readonly<{
  files: ImportFiles
  /** For `openJobs`. */
  handlers: Readonly<Record<string, JobHandler>>
  /** From here on queued imports run by these jobs, and broken off ones are looked for; answers how to stop that. */
  start(jobs: Jobs): () => void
  /** What is in a file and where its columns most likely go. @throws `kernel.bad-import` for a file that cannot be read */
  offer(session: Session, wish: Pick<ImportWish, 'file' | 'object' | 'options'>): Promise<FileOffer>
  /** Checks everything that can be known before the first row, and queues the import in `tx`. @throws as `settleMap` */
  create(session: Session, wish: ImportWish, tx?: Connection): Promise<ImportRow>
  /** Runs a queued import here and now. */
  run(workspace: WorkspaceFacts, id: string, o?: RunOptions): Promise<ImportRow | undefined>
  list(session: Session, o: { limit: number; before?: string; object?: string }): Promise<ImportRow[]>
  /** @throws `kernel.not-found` */
  one(session: Session, id: string): Promise<ImportRow>
  /** Rows of it that look like other records, as this person may see them. */
  twins(session: Session, row: ImportRow): Promise<ShownTwins>
  /** Removes files that nobody needs any more; answers how many. */
  clean(workspace: WorkspaceFacts): Promise<number>
  /** Lets it rest after the batch at hand. @throws `kernel.busy` when it is not under way */
  stop(session: Session, id: string): Promise<ImportRow>
  /** Goes on behind the last row that is in. @throws `kernel.busy` when it is under way or done; `kernel.already-undone` */
  resume(session: Session, id: string): Promise<ImportRow>
  /** Takes back all that it wrote. @throws `kernel.busy` while it runs; as `engine.undo` */
  undo(session: Session, id: string, o: { choice: UndoChoice; road: WorkRoad }): Promise<UndoAnswer>
}>

/** What the parts of imports have in common. */
export type ImportDeps = RunKeeper & Readonly<{ files: ImportFiles; run: Imports['run'] }>

export function openImports({ engine, folder, log }: ImportsOptions): Imports {
  const files = openImportFiles(folder, (workspace) => engine.database.write(workspace))
  const onUnexpected = (error: unknown, id: string) => log.error({ err: error, import: id }, 'an import failed unexpectedly')
  let queue: Jobs | undefined
  const deps: ImportDeps = {
    engine,
    files,
    table: 'import_run',
    warn: (details, message) => log.warn(details, message),
    async run(workspace, id, o) {
      const row = await runImport({ engine, pathOf: files.pathOf, onUnexpected }, { workspace, id }, o)
      await dropSecretFile({ engine, files }, workspace, row)
      return row
    },
    async enqueue(tx, workspace, id) {
      await queue?.add(tx, jobName, { workspace: workspace.slug, id }, { jobKey: `import ${id}`, attempts: 3, place: workspace })
    },
  }
  return {
    files,
    run: deps.run,
    handlers: { [jobName]: runHandler(deps) },
    start(jobs) {
      queue = jobs
      return watchImports(deps)
    },
    clean: (workspace) => cleanFiles({ engine, files }, workspace),
    offer: (session, wish) => offerFile(deps, session, wish),
    create: (session, wish, tx) => createImport(deps, session, { wish, tx: tx ?? null }),
    list: (session, o) => importsOf(deps, session, o),
    twins: (session, row) => describeTwins(engine, session, row),
    one: (session, id) => oneImport(deps, session, id),
    stop: (session, id) => stopImport(deps, session, id),
    resume: (session, id) => resumeImport(deps, session, id),
    undo: (session, id, o) => undoImport(deps, session, { id, ...o }),
  }
}
