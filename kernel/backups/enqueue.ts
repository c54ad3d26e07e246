import { randomBytes } from 'node:crypto'
import type { Engine } from '../engine-types.ts'
import type { JobLog, Jobs } from '../jobs/open-jobs.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { type BackupNote, nameAt, type Shelf } from './shelf.ts'

export const makeJob = 'backup'
export const rehearseJob = 'backup.rehearse'

export type BackupsOptions = Readonly<{
  engine: Engine
  /** Shared by all processes of the installation. */
  folder: string
  filesDir: string
  product: string
  log: JobLog
}>

/** What the parts of backups have in common. */
export type BackupDeps = BackupsOptions & Readonly<{ shelf: Shelf; queue: () => Jobs | undefined }>

/** A note that says that a backup is wanted, and the job that makes it. */
export async function enqueueBackup(
  { shelf, queue }: BackupDeps,
  workspace: WorkspaceFacts,
  wish: Pick<BackupNote, 'plan' | 'due' | 'by'>,
): Promise<BackupNote> {
  const now = new Date()
  const name = nameAt(now, randomBytes(3).toString('hex'))
  const at = now.toISOString()
  const note: BackupNote = {
    name,
    workspace: workspace.slug,
    ...wish,
    state: 'queued',
    madeAt: at,
    beatAt: at,
    done: 0,
    of: 0,
    stopWanted: false,
  }
  await shelf.keep(note)
  await queue()?.add(
    null,
    makeJob,
    { workspace: workspace.slug, name },
    { queue: 'backups', jobKey: `backup ${workspace.slug} ${wish.plan ?? name} ${wish.due ?? ''}`, attempts: 3 },
  )
  return note
}

/** Has the backup restored where nobody sees it. */
export async function enqueueRehearsal({ shelf, queue }: BackupDeps, workspace: WorkspaceFacts, name: string): Promise<void> {
  await shelf.change(workspace.slug, name, { rehearsal: { state: 'queued', at: new Date().toISOString() } })
  await queue()?.add(
    null,
    rehearseJob,
    { workspace: workspace.slug, name },
    { queue: 'backups', jobKey: `rehearse ${workspace.slug} ${name}`, attempts: 2 },
  )
}
