import type { Connection } from '../../db/pool.ts'
import { sql } from '../../db/sql.ts'
import type { WorkspaceFacts } from '../../query/question.ts'

/** A record of the object `definition`, as far as the catalog needs it. */
export type Definition = Readonly<{ kind: string; object: string; name: string; body: Readonly<Record<string, unknown>> }>

/** What this workspace defined, in order. */
export async function readDefinitions(connection: Connection, workspace: Pick<WorkspaceFacts, 'schema'>): Promise<readonly Definition[]> {
  const [row] = await connection.query(sql`SELECT json_agg(x)::text AS rows FROM (
    SELECT kind, object, name, body FROM ${sql.id(workspace.schema, 'definition')} ORDER BY position, created_at, id) x`)
  return JSON.parse((row?.rows as string | null) ?? '[]') as Definition[]
}
