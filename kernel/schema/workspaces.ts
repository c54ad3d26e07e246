import { createHash } from 'node:crypto'
import { insertWorkspace, removeWorkspace, type StoredWorkspace } from '../accounts/workspaces.ts'
import { toFault } from '../db/errors.ts'
import { oneServer, schemaOf } from '../db/placement.ts'
import { type Connection, type Database, mainCluster, type Place } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import { StartProblem } from '../db/start-problem.ts'
import type { NewWorkspace } from '../engine-types.ts'
import type { Catalog } from '../model/catalog.ts'
import { fail } from '../model/fault.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { mismatchLine, schemaDifference } from './difference.ts'
import { kernelTables } from './kernel-tables.ts'

const slugForm = /^[a-z][a-z0-9-]{1,30}[a-z0-9]$/
const defaults = {
  'zh-CN': { currency: 'CNY', timeZone: 'Asia/Shanghai', region: 'CN' },
  'zh-TW': { currency: 'TWD', timeZone: 'Asia/Taipei', region: 'TW' },
  en: { currency: 'USD', timeZone: 'UTC', region: 'US' },
} as const

/** @throws `kernel.bad-value` for what cannot be a workspace's name in addresses */
export function checkSlug(slug: string): void {
  if (!slugForm.test(slug)) fail('kernel.bad-value', { path: 'slug', want: 'slug' })
}

/**
 * Lists a workspace and makes its schema and tables, all in one transaction.
 *
 * @throws `kernel.bad-value` for a bad slug, zone or currency, `kernel.not-unique` for a taken slug.
 */
export async function createWorkspaceSchema(
  { database, catalog }: { database: Database; catalog: Catalog },
  spec: NewWorkspace,
): Promise<StoredWorkspace> {
  checkSlug(spec.slug)
  if (spec.name.trim() === '') fail('kernel.bad-value', { path: 'name', want: 'text' })
  const filled = {
    ...defaults[spec.locale],
    ...Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== undefined && value !== '')),
  } as Required<Omit<NewWorkspace, 'cluster'>> & Pick<NewWorkspace, 'cluster'>
  if (!/^[A-Z]{3}$/.test(filled.currency)) fail('kernel.bad-value', { path: 'currency', want: 'ISO 4217' })
  if (!isZone(filled.timeZone)) fail('kernel.bad-value', { path: 'timeZone', want: 'IANA time zone' })
  const cluster = filled.cluster ?? mainCluster
  if (!database.clusters.includes(cluster)) fail('kernel.bad-value', { path: 'cluster', want: database.clusters.join(', ') })
  try {
    return await database.lockedTransaction('workspaces', async (tx) => {
      const stored = await insertWorkspace(tx, { ...filled, schema: schemaOf(spec.slug), cluster })
      await whereItLies({ database, place: stored, control: tx }, async (there) => {
        await oneServer.createSchema(there, stored)
        await applyDifference(there, stored, catalog)
      })
      return stored
    })
  } catch (error) {
    throw (
      toFault(error, (name) => (name === 'u_workspace_slug' ? { object: 'workspace', fields: ['slug'], kind: 'unique' } : undefined)) ??
      error
    )
  }
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== null
  } catch {
    return false
  }
}

/** Everything of a workspace is gone: schema, place in the list, memberships, keys. */
export async function dropWorkspaceSchema(database: Database, workspace: WorkspaceFacts): Promise<void> {
  await database.lockedTransaction('workspaces', async (tx) => {
    await removeWorkspace(tx, workspace.slug)
    await whereItLies({ database, place: workspace, control: tx }, (there) =>
      there.query(sql`DROP SCHEMA IF EXISTS ${sql.id(workspace.schema)} CASCADE`),
    )
  })
}

/**
 * A transaction on the server of a workspace: the one at hand where that is the first server. On another one it is a transaction of its own that is over before
 * the one at hand: should that fail afterwards, tables are left that nothing lists, and the next try finds and uses them.
 */
export async function whereItLies(
  { database, place, control }: { database: Database; place: Place; control: Connection },
  run: (tx: Connection) => Promise<unknown>,
): Promise<void> {
  if (place.cluster === mainCluster) await run(control)
  else await database.lockedTransaction(`place ${place.schema}`, run, place)
}

/**
 * Brings one workspace's tables to the catalog; of several processes one does it, the others wait and find nothing to do.
 *
 * @throws StartProblem where a column needs a patch that does not exist.
 */
export async function migrateWorkspace(database: Database, workspace: WorkspaceFacts, catalog: Catalog): Promise<void> {
  const wanted = stampOf(catalog)
  const isCurrent = async (connection: Connection) => {
    const rows = await connection.query(
      sql`SELECT value #>> '{}' AS stamp FROM ${sql.id(workspace.schema, 'setting')} WHERE key = 'schema'`,
    )
    return rows[0]?.stamp === wanted
  }
  if (await isCurrent(database.upkeep(workspace))) return
  await database.lockedTransaction(
    `migrate ${workspace.schema}`,
    async (tx) => {
      if (!(await isCurrent(tx))) await applyDifference(tx, workspace, catalog)
    },
    workspace,
  )
}

/** Changes with the catalog, the kernel's tables and the month, for which the log gets a partition. */
export const stampOf = (catalog: Catalog): string =>
  createHash('sha256')
    .update(`${catalog.version} ${kernelTables.join()} ${new Date().toISOString().slice(0, 7)}`)
    .digest('hex')
    .slice(0, 24)

async function applyDifference(tx: Connection, workspace: WorkspaceFacts, catalog: Catalog): Promise<void> {
  const { statements, problems } = await schemaDifference(tx, workspace.schema, catalog, new Date())
  if (problems.length > 0)
    throw new StartProblem(`The tables of workspace ${workspace.slug} need a patch: ${problems.map(mismatchLine).join('; ')}`)
  for (const statement of statements) await tx.query(sql.raw(statement))
  await tx.query(sql`INSERT INTO ${sql.id(workspace.schema, 'setting')} (key, value) VALUES ('schema', to_jsonb(${stampOf(catalog)}::text))
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`)
}
