import type { Session } from '../engine-types.ts'
import type { JobHandler, Jobs } from '../jobs/open-jobs.ts'
import { fail } from '../model/fault.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { type BackupDeps, type BackupsOptions, enqueueBackup, enqueueRehearsal, makeJob, rehearseJob } from './enqueue.ts'
import { plansOf, watchPlans } from './plans.ts'
import { rehearseRestore } from './rehearse.ts'
import { type BackupNote, openShelf } from './shelf.ts'
import { writeBackup } from './write-backup.ts'

export type Backups = Readonly<{
  handlers: Readonly<Record<string, JobHandler>>
  /** From here on wishes become jobs, and plans are looked after; answers how to stop that. */
  start(jobs: Jobs): () => void
  list(workspace: WorkspaceFacts): Promise<BackupNote[]>
  /** A backup as soon as a process is free. */
  make(session: Session): Promise<BackupNote>
  /** @throws `kernel.not-found`; `kernel.busy` when it is not under way */
  stop(workspace: WorkspaceFacts, name: string): Promise<BackupNote>
  /** Tries to restore it, where nobody sees it. @throws `kernel.not-found`; `kernel.busy` when it is not whole */
  rehearse(workspace: WorkspaceFacts, name: string): Promise<BackupNote>
  /** @throws `kernel.not-found`; `kernel.busy` while it is being made */
  remove(workspace: WorkspaceFacts, name: string): Promise<void>
  /** The file of one that is whole. @throws `kernel.not-found` */
  file(workspace: WorkspaceFacts, name: string): Promise<Readonly<{ path: string; bytes: number }>>
}>

const beatMs = 1_000

/** Backups of an installation: made by plan or by hand, rehearsed, kept as many as wished. */
export function openBackups(o: BackupsOptions): Backups {
  let queue: Jobs | undefined
  const shelf = openShelf(o.folder)
  const deps: BackupDeps = { ...o, shelf, queue: () => queue }
  const isOpen = ({ state }: BackupNote) => state === 'queued' || state === 'running'
  return {
    handlers: { [makeJob]: makeHandler(deps), [rehearseJob]: rehearseHandler(deps) },
    start(jobs) {
      queue = jobs
      return watchPlans(deps)
    },
    list: (workspace) => shelf.list(workspace.slug),
    make: ({ workspace, actor }) => enqueueBackup(deps, workspace, { plan: null, due: null, by: actor.name ?? null }),
    async stop(workspace, name) {
      const note = await shelf.need(workspace.slug, name)
      if (!isOpen(note)) fail('kernel.busy')
      return shelf.keep({ ...note, stopWanted: true, ...(note.state === 'queued' ? { state: 'stopped' } : {}) })
    },
    async rehearse(workspace, name) {
      if ((await shelf.need(workspace.slug, name)).state !== 'done') fail('kernel.busy')
      await enqueueRehearsal(deps, workspace, name)
      return shelf.need(workspace.slug, name)
    },
    async remove(workspace, name) {
      if (isOpen(await shelf.need(workspace.slug, name))) fail('kernel.busy')
      await shelf.remove(workspace.slug, name)
    },
    async file(workspace, name) {
      const note = await shelf.need(workspace.slug, name)
      if (note.state !== 'done' || !note.report) fail('kernel.not-found', { id: name })
      return { path: shelf.pathOf(workspace.slug, name), bytes: note.report!.bytes }
    },
  }
}

const makeHandler =
  (deps: BackupDeps): JobHandler =>
  async (payload, { signal }) => {
    const { engine, shelf, filesDir, product } = deps
    const workspace = await engine.workspace(String(payload.workspace))
    const name = String(payload.name)
    const note = await shelf.find(workspace.slug, name)
    if (!note || note.state === 'done' || note.state === 'stopped') return
    // Said before the first beat, which would write down again what it had read before.
    await shelf.change(workspace.slug, name, { state: 'running' })
    const stop = new AbortController()
    const beat = beating(deps, workspace.slug, { name, stop })
    try {
      const { path: _, ...report } = await writeBackup({
        database: engine.database,
        workspace,
        filesDir,
        product,
        path: shelf.pathOf(workspace.slug, name),
        onProgress: beat.tell,
        signal: AbortSignal.any([signal, stop.signal]),
      })
      await beat.end()
      await shelf.change(workspace.slug, name, { state: 'done', done: report.rows, of: report.rows, report })
      await afterwards(deps, workspace, note)
    } catch (error) {
      await beat.end()
      if (stop.signal.aborted) return void (await shelf.change(workspace.slug, name, { state: 'stopped' }))
      // The server stops: another process, or the next start, makes it anew.
      await shelf.change(workspace.slug, name, signal.aborted ? { state: 'queued' } : { state: 'failed', error: (error as Error).message })
      throw error
    }
  }

/** What a plan wishes when a backup of it is whole: try it, and let go of the oldest. */
async function afterwards(deps: BackupDeps, workspace: WorkspaceFacts, { plan: id, name }: BackupNote): Promise<void> {
  const plan = id === null ? undefined : (await plansOf(deps, workspace)).find((one) => one.id === id)
  if (!plan) return
  if (plan.rehearse) await enqueueRehearsal(deps, workspace, name)
  const made = (await deps.shelf.list(workspace.slug)).filter((note) => note.plan === id && note.state === 'done')
  for (const note of made.slice(plan.keep)) await deps.shelf.remove(workspace.slug, note.name)
}

const rehearseHandler =
  ({ engine, shelf }: BackupDeps): JobHandler =>
  async (payload) => {
    const workspace = await engine.workspace(String(payload.workspace))
    const name = String(payload.name)
    if (!(await shelf.find(workspace.slug, name))) return
    const say = (rehearsal: BackupNote['rehearsal'] & object) => shelf.change(workspace.slug, name, { rehearsal })
    const at = new Date().toISOString()
    await say({ state: 'running', at })
    try {
      const { rows, tookMs } = await rehearseRestore(
        { engine, database: engine.database },
        { path: shelf.pathOf(workspace.slug, name), workspace },
      )
      await say({ state: 'done', at, rows, tookMs })
    } catch (error) {
      await say({ state: 'failed', at, error: (error as Error).message })
      throw error
    }
  }

/** Says once a second how far a backup is, and looks whether it is still wanted. */
function beating({ shelf }: BackupDeps, slug: string, { name, stop }: { name: string; stop: AbortController }) {
  let progress = { done: 0, of: 0 }
  let last: Promise<unknown> = Promise.resolve()
  const beat = async () => {
    const note = await shelf.find(slug, name)
    if (!note || note.stopWanted) stop.abort()
    if (note) await shelf.keep({ ...note, ...progress, beatAt: new Date().toISOString() })
  }
  const timer = setInterval(() => void (last = last.then(beat).catch(() => undefined)), beatMs)
  return {
    tell: (done: number, of: number) => void (progress = { done, of }),
    end: async () => {
      clearInterval(timer)
      await last
    },
  }
}
