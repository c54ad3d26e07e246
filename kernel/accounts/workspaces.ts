import type { Connection, Row } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import type { WorkspaceFacts } from '../query/question.ts'

/** A workspace as it stands in the list of the installation. */
export type StoredWorkspace = WorkspaceFacts & Readonly<{ demo: boolean; createdAt: string }>

const columns = sql.raw('id, slug, name, schema, cluster, locale, currency, time_zone, region, created_at, demo')

/** All workspaces of the installation, oldest first. */
export async function listWorkspaces(control: Connection): Promise<readonly StoredWorkspace[]> {
  return (await control.query(sql`SELECT ${columns} FROM control.workspace ORDER BY id`)).map(toWorkspace)
}

/** Names of the workspaces that somebody may enter, oldest first. One that is still being filled has nobody: what the clock brings about would stand in the middle of its past. */
export async function inhabitedWorkspaces(control: Connection): Promise<readonly string[]> {
  const rows = await control.query(sql`SELECT slug FROM control.workspace w
    WHERE EXISTS (SELECT FROM control.membership m WHERE m.workspace_id = w.id) ORDER BY id`)
  return rows.map(({ slug }) => String(slug))
}

/** The workspace of that name; undefined when there is none. */
export async function findWorkspace(control: Connection, slug: string): Promise<StoredWorkspace | undefined> {
  const [row] = await control.query(sql`SELECT ${columns} FROM control.workspace WHERE slug = ${slug}`)
  return row && toWorkspace(row)
}

/** A number for a workspace, never given before. */
export async function nextWorkspaceId(connection: Connection): Promise<number> {
  const [counted] = await connection.query(sql`INSERT INTO control.counter AS c (name, value) VALUES ('workspace', 1)
    ON CONFLICT (name) DO UPDATE SET value = c.value + 1 RETURNING value::int AS id`)
  return Number(counted!.id)
}

/** The workspace as stored, with its number. A taken slug ends in a unique violation of `u_workspace_slug`. */
export async function insertWorkspace(
  tx: Connection,
  spec: Omit<WorkspaceFacts, 'id'> & { demo?: boolean },
  id?: number,
): Promise<StoredWorkspace> {
  const [row] =
    await tx.query(sql`INSERT INTO control.workspace (${columns}) VALUES (${id ?? (await nextWorkspaceId(tx))}, ${spec.slug}, ${spec.name}, ${spec.schema},
    ${spec.cluster}, ${spec.locale}, ${spec.currency}, ${spec.timeZone}, ${spec.region}, ${new Date()}, ${spec.demo ?? false}) RETURNING ${columns}`)
  return toWorkspace(row!)
}

/** The workspace is no longer listed; its memberships and keys are gone, its people's accounts stay. */
export async function removeWorkspace(tx: Connection, slug: string): Promise<void> {
  const [row] = await tx.query(sql`DELETE FROM control.workspace WHERE slug = ${slug} RETURNING id`)
  if (!row) return
  await tx.query(sql`DELETE FROM control.membership WHERE workspace_id = ${row.id}`)
  await tx.query(sql`DELETE FROM control.api_key WHERE workspace_id = ${row.id}`)
  await tx.query(sql`UPDATE control.session SET workspace_id = NULL WHERE workspace_id = ${row.id}`)
}

/** From now on the workspace is known as one to look around in. */
export async function markDemo(control: Connection, slug: string): Promise<void> {
  await control.query(sql`UPDATE control.workspace SET demo = true WHERE slug = ${slug}`)
}

const toWorkspace = (row: Row): StoredWorkspace => ({
  id: Number(row.id),
  slug: String(row.slug),
  name: String(row.name),
  schema: String(row.schema),
  cluster: String(row.cluster),
  locale: row.locale as WorkspaceFacts['locale'],
  currency: String(row.currency),
  timeZone: String(row.time_zone),
  region: String(row.region),
  createdAt: new Date(row.created_at as string).toISOString(),
  demo: row.demo === true,
})
