import { createHash, randomBytes } from 'node:crypto'
import type { Connection } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import { fail } from '../model/fault.ts'
import { newId } from '../model/uuid.ts'

const validDays = 7

export type Invitation = Readonly<{
  id: string
  member: string
  email: string
  sentAt: string
  expiresAt: string
  state: 'pending' | 'expired' | 'accepted' | 'withdrawn'
}>
type Place = Readonly<{ workspaceId: number; memberId: string }>

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** A fresh link for a member; links sent to him before open nothing any more. Its text is known this one time. */
export async function insertInvitation(
  control: Connection,
  spec: Place & { email: string; by: string | null },
): Promise<{ id: string; token: string }> {
  const token = randomBytes(32).toString('base64url')
  const [row] = await control.query(sql`WITH gone AS (
      UPDATE control.invitation SET withdrawn_at = now() WHERE workspace_id = ${spec.workspaceId} AND member_id = ${spec.memberId}::uuid AND accepted_at IS NULL AND withdrawn_at IS NULL)
    INSERT INTO control.invitation (id, workspace_id, member_id, email, hash, invited_by, sent_at, expires_at)
    VALUES (${newId()}::uuid, ${spec.workspaceId}, ${spec.memberId}::uuid, ${spec.email}, ${hashOf(token)}, ${spec.by}::uuid, now(), now() + make_interval(days => ${validDays}::int))
    RETURNING id`)
  return { id: String(row!.id), token }
}

/** The last invitation of each member of a workspace, newest first. */
export async function listInvitations(control: Connection, workspaceId: number): Promise<readonly Invitation[]> {
  const rows = await control.query(sql`SELECT DISTINCT ON (member_id) id, member_id, email, sent_at, expires_at,
      CASE WHEN accepted_at IS NOT NULL THEN 'accepted' WHEN withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN expires_at < now() THEN 'expired' ELSE 'pending' END AS state
    FROM control.invitation WHERE workspace_id = ${workspaceId} ORDER BY member_id, sent_at DESC`)
  return rows
    .map((row) => ({
      id: String(row.id),
      member: String(row.member_id),
      email: String(row.email),
      sentAt: new Date(row.sent_at as string).toISOString(),
      expiresAt: new Date(row.expires_at as string).toISOString(),
      state: row.state as Invitation['state'],
    }))
    .toSorted((a, b) => (a.sentAt < b.sentAt ? 1 : -1))
}

export type Invited = Place & Readonly<{ id: string; email: string }>

/** Whom a link invites. @throws `kernel.bad-token` for links that were used, withdrawn or are older than a week */
export async function findInvited(control: Connection, token: string): Promise<Invited> {
  const [row] = await control.query(sql`SELECT id, workspace_id, member_id, email FROM control.invitation
    WHERE hash = ${hashOf(token)} AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > now()`)
  return row
    ? { id: String(row.id), workspaceId: Number(row.workspace_id), memberId: String(row.member_id), email: String(row.email) }
    : fail('kernel.bad-token')
}

/** The link is used now; of two who use it at once one does. @throws `kernel.bad-token` */
export async function takeInvitation(control: Connection, id: string): Promise<void> {
  const taken = await control.affected(sql`UPDATE control.invitation SET accepted_at = now()
    WHERE id = ${id}::uuid AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > now()`)
  if (taken === 0) fail('kernel.bad-token')
}

/** The link could not be used after all and stays good. */
export async function giveInvitationBack(control: Connection, id: string): Promise<void> {
  await control.query(sql`UPDATE control.invitation SET accepted_at = NULL WHERE id = ${id}::uuid`)
}

/** The link of a member opens nothing any more. Answers whether there was one. */
export async function withdrawInvitation(control: Connection, { workspaceId, memberId }: Place): Promise<boolean> {
  const gone = await control.affected(sql`UPDATE control.invitation SET withdrawn_at = now()
    WHERE workspace_id = ${workspaceId} AND member_id = ${memberId}::uuid AND accepted_at IS NULL AND withdrawn_at IS NULL`)
  return gone > 0
}
