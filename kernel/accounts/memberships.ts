import type { Connection, Row } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import type { Locale } from '../model/field-type.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import type { Method } from './parts.ts'

/** In which workspace a person is which member. */
export type Membership = Readonly<{ workspaceId: number; memberId: string }>

/** What is kept of a person beside the password. */
export type PersonSettings = Readonly<{ locale: Locale | null; timeZone: string | null }>

export type SessionPlace = PersonSettings &
  Readonly<{
    workspaceId: number | null
    /** The member as whom an administrator looks at things in this session. */
    seeAs: string | null
    memberships: readonly Membership[]
    method: Method | null
    hasSecondFactor: boolean
    mayShowSecondFactor: boolean
    /** The session holds in this workspace alone; null for everywhere its person works. */
    onlyWorkspaceId: number | null
  }>

/** The settings of a person, the memberships, and the workspace a session has chosen. One statement. */
export async function findPlace(control: Connection, who: { userId: string; sessionId: string | null }): Promise<SessionPlace> {
  const rows = await control.query(
    sql`SELECT u.locale, u.time_zone, u.two_factor_enabled, s.workspace_id AS chosen, s.see_as, s.method, s.second_factor, s.only_workspace_id, m.workspace_id, m.member_id FROM control."user" u
      LEFT JOIN control.session s ON s.id = ${who.sessionId} AND s.user_id = u.id
      LEFT JOIN control.membership m ON m.user_id = u.id AND m.workspace_id = coalesce(s.only_workspace_id, m.workspace_id) WHERE u.id = ${who.userId} ORDER BY m.workspace_id`,
    { plan: 'generic' },
  )
  const first = rows[0]
  return {
    locale: (first?.locale as Locale | null) ?? null,
    timeZone: (first?.time_zone as string | null) ?? null,
    method: (first?.method as Method | null) ?? null,
    hasSecondFactor: first?.second_factor === true,
    mayShowSecondFactor: first?.two_factor_enabled === true,
    onlyWorkspaceId: first?.only_workspace_id == null ? null : Number(first.only_workspace_id),
    workspaceId: first?.chosen == null ? null : Number(first.chosen),
    seeAs: (first?.see_as as string | null | undefined) ?? null,
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
  await control.query(sql`UPDATE control.session SET workspace_id = ${workspaceId}, see_as = NULL WHERE id = ${sessionId}`)
}

/** In this session everything is seen as that member sees it; null ends that. */
export async function seeAs(control: Connection, sessionId: string, memberId: string | null): Promise<void> {
  await control.query(sql`UPDATE control.session SET see_as = ${memberId}::uuid WHERE id = ${sessionId}`)
}

/**
 * Sessions and keys of members who are no longer active are over for good: coming back starts with signing in. A session of somebody who
 * works in further workspaces goes on there. Answers whose they were.
 */
export async function endInactive(control: Connection, workspace: WorkspaceFacts): Promise<readonly string[]> {
  const inactive = sql`SELECT id FROM ${sql.id(workspace.schema, 'member')} WHERE active IS FALSE`
  const keys = await control.query(
    sql`DELETE FROM control.api_key WHERE workspace_id = ${workspace.id} AND member_id IN (${inactive}) RETURNING member_id`,
  )
  const sessions = await control.query(sql`DELETE FROM control.session s USING control.membership m
    WHERE m.user_id = s.user_id AND m.workspace_id = ${workspace.id} AND m.member_id IN (${inactive})
      AND (s.workspace_id = m.workspace_id OR NOT EXISTS (SELECT 1 FROM control.membership o WHERE o.user_id = m.user_id AND o.workspace_id <> m.workspace_id))
    RETURNING m.member_id`)
  return [...new Set([...keys, ...sessions].map((row) => String(row.member_id)))]
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
