import { createHash, randomBytes } from 'node:crypto'
import type { Connection, Row } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import { newId } from '../model/uuid.ts'

/** A key as its owner sees it later: never the key itself, only how it starts. */
export type ApiKey = Readonly<{ id: string; name: string; start: string; createdAt: string; usedAt: string | null }>

/** Whom a key acts as. */
export type KeyHolder = Readonly<{ keyId: string; userId: string | null; workspaceId: number; memberId: string }>

export type NewKey = Readonly<{ userId: string | null; workspaceId: number; memberId: string; name: string }>

export const keyPrefix = 'zhk_'

/** The key's text, once: only its SHA-256 is kept, which is enough for 256 random bits. */
export async function insertKey(control: Connection, spec: NewKey): Promise<{ id: string; key: string }> {
  const key = keyPrefix + randomBytes(32).toString('base64url')
  const id = newId()
  await control.query(sql`INSERT INTO control.api_key (id, hash, start, name, user_id, workspace_id, member_id, created_at)
    VALUES (${id}, ${hashOf(key)}, ${key.slice(0, 8)}, ${spec.name}, ${spec.userId}, ${spec.workspaceId}, ${spec.memberId}, ${new Date()})`)
  return { id, key }
}

/** Whom the key acts as; undefined for a key that is not known. Notes that it was used. */
export async function findKeyHolder(control: Connection, key: string): Promise<KeyHolder | undefined> {
  const [row] = await control.query(sql`UPDATE control.api_key SET used_at = ${new Date()} WHERE hash = ${hashOf(key)}
    RETURNING id, user_id, workspace_id, member_id`)
  return (
    row && {
      keyId: String(row.id),
      userId: row.user_id as string | null,
      workspaceId: Number(row.workspace_id),
      memberId: String(row.member_id),
    }
  )
}

/** The keys of a member, newest first. */
export async function listKeys(control: Connection, owner: { workspaceId: number; memberId: string }): Promise<readonly ApiKey[]> {
  const rows = await control.query(sql`SELECT id, name, start, created_at, used_at FROM control.api_key
    WHERE workspace_id = ${owner.workspaceId} AND member_id = ${owner.memberId} ORDER BY created_at DESC, id DESC`)
  return rows.map(toKey)
}

/** Whether there was such a key of that member; afterwards there is none. */
export async function deleteKey(control: Connection, owner: { workspaceId: number; memberId: string; id: string }): Promise<boolean> {
  const touched = await control.affected(sql`DELETE FROM control.api_key
    WHERE id = ${owner.id} AND workspace_id = ${owner.workspaceId} AND member_id = ${owner.memberId}`)
  return touched > 0
}

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex')
const toInstant = (value: unknown): string => new Date(value as string).toISOString()
const toKey = (row: Row): ApiKey => ({
  id: String(row.id),
  name: String(row.name),
  start: String(row.start),
  createdAt: toInstant(row.created_at),
  usedAt: row.used_at === null ? null : toInstant(row.used_at),
})
