import type { Connection, Row } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import type { Locale } from '../model/field-type.ts'
import type { WorkspaceFacts } from '../query/question.ts'

/** In which workspace a person is which member. */
export type Membership = Readonly<{ workspaceId: number; memberId: string }>

/** What is kept of a person beside the password. */
export type PersonSettings = Readonly<{ locale: Locale | null; timeZone: string | null }>

export type SessionPlace = PersonSettings & Readonly<{ workspaceId: number | null; memberships: readonly Membership[] }>

/** The settings of a person, the memberships, and the workspace a session has chosen. One statement. */
export async function findPlace(control: Connection, who: { userId: string; sessionId: string | null }): Promise<SessionPlace> {
  const rows = await control.query(
    sql`SELECT u.locale, u.time_zone, s.workspace_id AS chosen, m.workspace_id, m.member_id FROM control."user" u
      LEFT JOIN control.session s ON s.id = ${who.sessionId} AND s.user_id = u.id
      LEFT JOIN control.membership m ON m.user_id = u.id WHERE u.id = ${who.userId} ORDER BY m.workspace_id`,
    { plan: 'generic' },
  )
  const first = rows[0]
  return {
    locale: (first?.locale as Locale | null) ?? null,
    timeZone: (first?.time_zone as string | null) ?? null,
    workspaceId: first?.chosen == null ? null : Number(first.chosen),
    memberships: rows.filter((row) => row.member_id !== null && row.member_id !== undefined).map(toMembership),
  }
}

/** The person is that member of the workspace from now on. */
export async function insertMembership(control: Connection, spec: Membership & { userId: string }): Promise<void> {
  await control.query(sql`INSERT INTO control.membership (user_id, workspace_id, member_id) VALUES (${spec.userId}, ${spec.workspaceId}, ${spec.memberId})
    ON CONFLICT (user_id, workspace_id) DO UPDATE SET member_id = excluded.member_id`)
}

/** The account of a member; null for members without one. */
export async function findUserOf(control: Connection, { workspaceId, memberId }: Membership): Promise<string | null> {
  const [row] = await control.query(
    sql`SELECT user_id FROM control.membership WHERE workspace_id = ${workspaceId} AND member_id = ${memberId}`,
  )
  return (row?.user_id as string | undefined) ?? null
}

export async function saveSettings(control: Connection, userId: string, to: { locale?: Locale; timeZone?: string }): Promise<void> {
  await control.query(sql`UPDATE control."user" SET locale = coalesce(${to.locale ?? null}::text, locale),
    time_zone = coalesce(${to.timeZone ?? null}::text, time_zone) WHERE id = ${userId}`)
}

export async function chooseWorkspace(control: Connection, sessionId: string, workspaceId: number): Promise<void> {
  await control.query(sql`UPDATE control.session SET workspace_id = ${workspaceId} WHERE id = ${sessionId}`)
}

/** The active member of a workspace with that mail address; undefined when there is none. */
export async function findMemberByEmail(
  connection: Connection,
  workspace: WorkspaceFacts,
  email: string,
): Promise<{ id: string; name: string } | undefined> {
  const [row] = await connection.query(sql`SELECT id, name FROM ${sql.id(workspace.schema, 'member')}
    WHERE lower(email) = ${email.trim().toLowerCase()} AND active`)
  return row && { id: String(row.id), name: String(row.name) }
}

const toMembership = (row: Row): Membership => ({ workspaceId: Number(row.workspace_id), memberId: String(row.member_id) })
