import type { Connection } from '../db/pool.ts'
import { sql } from '../db/sql.ts'

/** Accounts of the people of a workspace: who they are, what they sign in with, and which member each is. */
export type PeopleCopy = Readonly<{
  users: readonly Row[]
  /** Rows of other shared tables that belong to these people, by table. */
  belongings: Readonly<Record<string, readonly Row[]>>
  memberships: readonly Readonly<{ userId: string; memberId: string }>[]
}>

type Row = Readonly<Record<string, unknown>>

const parse = (value: unknown): Row[] => JSON.parse(String(value)) as Row[]

/**
 * Shared tables whose rows belong to a person and to no workspace, from the database's own catalogue: passwords and other means to sign in.
 * Sessions and keys name a workspace and are not among them: after a restore people sign in again, and keys are made anew.
 */
async function belongingTables(control: Connection): Promise<readonly Readonly<{ name: string; column: string }>[]> {
  const rows = await control.query(sql`
    SELECT c.relname AS name, a.attname AS column FROM pg_constraint k
      JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
    WHERE k.contype = 'f' AND n.nspname = 'control' AND k.confrelid = to_regclass('control."user"')
      AND NOT EXISTS (SELECT 1 FROM pg_attribute w WHERE w.attrelid = c.oid AND w.attname = 'workspace_id') ORDER BY 1`)
  return rows.map((row) => ({ name: String(row.name), column: String(row.column) }))
}

export async function readPeople(control: Connection, workspaceId: number): Promise<PeopleCopy> {
  const ids = sql`SELECT user_id FROM control.membership WHERE workspace_id = ${workspaceId}::int`
  const [row] = await control.query(sql`SELECT
    (SELECT coalesce(json_agg(u), '[]') FROM control."user" u WHERE u.id IN (${ids}))::text AS users,
    (SELECT coalesce(json_agg(json_build_object('userId', m.user_id, 'memberId', m.member_id)), '[]') FROM control.membership m
      WHERE m.workspace_id = ${workspaceId}::int)::text AS memberships`)
  const belongings: Record<string, readonly Row[]> = {}
  for (const { name, column } of await belongingTables(control)) {
    const [found] = await control.query(
      sql`SELECT coalesce(json_agg(t), '[]')::text AS rows FROM ${sql.id('control', name)} t WHERE t.${sql.id(column)} IN (${ids})`,
    )
    belongings[name] = parse(found!.rows)
  }
  return { users: parse(row!.users), memberships: parse(row!.memberships) as unknown as PeopleCopy['memberships'], belongings }
}

/**
 * The people can sign in to the workspace. Who has an account here already, by id or mail address, keeps it as it is, password included.
 * Answers how many accounts were added.
 */
export async function writePeople(tx: Connection, workspaceId: number, people: PeopleCopy): Promise<number> {
  const users = JSON.stringify(people.users)
  const given = sql`json_to_recordset(${users}::json) AS g(id text, email text)`
  const known = await tx.query(
    sql`SELECT g.id AS given, u.id AS here FROM ${given} JOIN control."user" u ON u.id = g.id OR lower(u.email) = lower(g.email)`,
  )
  const here = new Map(known.map((row) => [String(row.given), String(row.here)]))
  const added = people.users.filter((user) => !here.has(String(user.id)))
  await tx.affected(
    sql`INSERT INTO control."user" SELECT * FROM json_populate_recordset(NULL::control."user", ${JSON.stringify(added)}::json)`,
  )
  const addedIds = new Set(added.map((user) => user.id))
  for (const { name, column } of await belongingTables(tx)) {
    const rows = (people.belongings[name] ?? []).filter((row) => addedIds.has(row[column] as string))
    const table = sql.id('control', name)
    if (rows.length > 0)
      await tx.affected(sql`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, ${JSON.stringify(rows)}::json)`)
  }
  const memberships = people.memberships.map(({ userId, memberId }) => ({ user_id: here.get(userId) ?? userId, member_id: memberId }))
  await tx.affected(sql`INSERT INTO control.membership (user_id, workspace_id, member_id)
    SELECT m.user_id, ${workspaceId}::int, m.member_id FROM json_to_recordset(${JSON.stringify(memberships)}::json) AS m(user_id text, member_id uuid)
    ON CONFLICT (user_id, workspace_id) DO NOTHING`)
  return added.length
}
