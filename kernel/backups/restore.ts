import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { insertWorkspace, listWorkspaces, nextWorkspaceId, removeWorkspace } from '../accounts/workspaces.ts'
import { schemaOf } from '../db/placement.ts'
import { type Connection, type Database, mainCluster } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import type { Engine } from '../engine-types.ts'
import { fail } from '../model/fault.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { checkSlug, whereItLies } from '../schema/workspaces.ts'
import { type Difference, loadFiles, loadTables, settleTables } from './load-backup.ts'
import { type Backup, openBackup } from './open-backup.ts'
import { writePeople } from './people.ts'

export type RestoreOptions = Readonly<{
  engine: Engine
  database: Database
  filesDir: string
  path: string
  into: string
  /** The cluster of a new workspace; an empty one stays where it is. */
  cluster?: string | undefined
  onProgress?: (step: 'check' | 'load' | 'settle', done: number, of: number) => void
}>

export type RestoreReport = Readonly<{
  workspace: string
  rows: number
  tables: number
  files: number
  missingFiles: number
  accountsAdded: number
  tookMs: number
}>

/**
 * The workspace of a backup under a new name, or in place of one that nobody has worked in. The backup is read to its end before anything is done; what was
 * loaded is compared with it row by row and brought to the declarations of this version before the workspace appears. Fails without having changed anything.
 *
 * @throws `kernel.bad-backup`, `kernel.not-unique` when a workspace of that name holds work, `kernel.bad-value` for a bad name
 */
export async function restoreBackup(o: RestoreOptions): Promise<RestoreReport> {
  const began = performance.now()
  checkSlug(o.into)
  const backup = await openBackup(o.path, (done, of) => o.onProgress?.('check', done, of))
  try {
    return await o.database
      .lockedTransaction(`restore ${o.into}`, async (control) => {
        const here = (await listWorkspaces(control)).find((workspace) => workspace.slug === o.into)
        if (here && (await isWorkedIn(o.database, here))) fail('kernel.not-unique', { object: 'workspace', fields: ['slug'] })
        const draft = draftOf(o.into, backup, {
          id: await nextWorkspaceId(o.database.control),
          cluster: here?.cluster ?? o.cluster ?? mainCluster,
        })
        try {
          await loadDraft(o, backup, draft)
          await loadFiles(backup, o.filesDir, o.into)
        } catch (error) {
          await dropDraft(o, draft)
          if (!here) await rm(join(o.filesDir, o.into), { recursive: true, force: true })
          throw error
        }
        const added = await putInPlace({ database: o.database, control }, { backup, draft, slug: o.into })
        return { added }
      })
      .then(async ({ added }) => {
        await o.engine.forget(o.into)
        const { rows, tables, files, missingFiles } = backup.manifest
        const counts = { rows, tables: tables.length, files: files.length, missingFiles: missingFiles.length }
        return { workspace: o.into, ...counts, accountsAdded: added, tookMs: Math.round(performance.now() - began) }
      })
  } finally {
    await backup.close()
  }
}

/** No workspace has such a schema: names of workspaces begin with a letter. */
const draftSchema = (slug: string): string => schemaOf(`0-${slug}`)

/** Where a backup is put together before it has a name: no list shows it. */
export const draftOf = (slug: string, { manifest }: Backup, { id, cluster }: { id: number; cluster: string }): WorkspaceFacts => {
  const { name, locale, currency, timeZone, region } = manifest.workspace
  return { id, slug: `${slug}~draft`, name, schema: draftSchema(slug), cluster, locale, currency, timeZone, region }
}

/** @throws Error when what lies in the database differs from the backup */
export async function loadDraft(
  { engine, database, onProgress }: Pick<RestoreOptions, 'engine' | 'database' | 'onProgress'>,
  backup: Backup,
  draft: WorkspaceFacts,
): Promise<void> {
  const differences = await loadTables(database, draft, { backup, onProgress: (done, of) => onProgress?.('load', done, of) })
  if (differences.length > 0) throw new Error(`what was restored differs from the backup: ${differences.map(toText).join(', ')}`)
  onProgress?.('settle', 0, 1)
  await engine.migrateOne(draft)
  await settleTables(
    database,
    draft,
    backup.manifest.tables.map((table) => table.shape),
  )
}

const toText = ({ table, what }: Difference): string => `${what} of ${table}`

export async function dropDraft({ engine, database }: Pick<RestoreOptions, 'engine' | 'database'>, draft: WorkspaceFacts): Promise<void> {
  await database.upkeep(draft).query(sql`DROP SCHEMA IF EXISTS ${sql.id(draft.schema)} CASCADE`)
  await engine.forget(draft.slug)
}

/** Anything but what a fresh workspace starts with. */
async function isWorkedIn(database: Database, workspace: WorkspaceFacts): Promise<boolean> {
  const [row] = await database.read(workspace).query(sql`SELECT EXISTS (SELECT 1 FROM ${sql.id(workspace.schema, 'change_set')}
    WHERE cause IS NULL OR cause NOT IN ('create workspace', 'setup')) AS yes`)
  return row?.yes === true
}

/** The draft gets its name, in place of the empty workspace of that name where there is one. Answers how many accounts were added. */
async function putInPlace(
  { database, control }: { database: Database; control: Connection },
  { backup, draft, slug }: { backup: Backup; draft: WorkspaceFacts; slug: string },
): Promise<number> {
  const schema = schemaOf(slug)
  await removeWorkspace(control, slug)
  await whereItLies({ database, place: draft, control }, async (tx) => {
    await tx.query(sql`DROP SCHEMA IF EXISTS ${sql.id(schema)} CASCADE`)
    await tx.query(sql`ALTER SCHEMA ${sql.id(draft.schema)} RENAME TO ${sql.id(schema)}`)
  })
  const stored = await insertWorkspace(control, { ...draft, slug, schema, demo: backup.manifest.workspace.demo }, draft.id)
  return writePeople(control, stored.id, await backup.people())
}
