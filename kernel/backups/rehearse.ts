import { nextWorkspaceId } from '../accounts/workspaces.ts'
import type { Database } from '../db/pool.ts'
import type { Engine } from '../engine-types.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { openBackup } from './open-backup.ts'
import { draftOf, dropDraft, loadDraft } from './restore.ts'

export type RehearsalReport = Readonly<{ rows: number; tables: number; files: number; tookMs: number }>

/**
 * The backup can be restored: it was, into tables that nobody sees, equal to it row by row and brought to the declarations of this version; they are gone again.
 *
 * @throws `kernel.bad-backup`, StartProblem where this version cannot take its tables over, Error where something differs
 */
export async function rehearseRestore(
  { engine, database }: Readonly<{ engine: Engine; database: Database }>,
  {
    path,
    workspace: { slug, cluster },
    onProgress,
  }: Readonly<{ path: string; workspace: WorkspaceFacts; onProgress?: (done: number, of: number) => void }>,
): Promise<RehearsalReport> {
  const began = performance.now()
  const backup = await openBackup(path)
  try {
    return await database.lockedTransaction(`restore ${slug}`, async () => {
      const draft = draftOf(slug, backup, { id: await nextWorkspaceId(database.control), cluster })
      const tell = onProgress && ((step: string, done: number, of: number) => void (step === 'load' && onProgress(done, of)))
      try {
        await loadDraft({ engine, database, ...(tell ? { onProgress: tell } : {}) }, backup, draft)
      } finally {
        await dropDraft({ engine, database }, draft)
      }
      const { rows, tables, files } = backup.manifest
      return { rows, tables: tables.length, files: files.length, tookMs: Math.round(performance.now() - began) }
    })
  } finally {
    await backup.close()
  }
}
