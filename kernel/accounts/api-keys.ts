import { createHash, randomBytes } from 'node:crypto'
import type { Connection, Row } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import { newId } from '../model/uuid.ts'

/** What a key may do at most, whatever its person may: read only, or certain verbs; certain objects. */
export type KeyLimits = Readonly<{ verbs?: readonly KeyVerb[]; objects?: readonly string[] }>
export const keyVerbs = ['read', 'create', 'update', 'remove', 'export', 'import', 'act'] as const
export type KeyVerb = (typeof keyVerbs)[number]

/** A key as its owner sees it later: never the key itself, only how it starts. */
export type ApiKey = Readonly<{
  id: string
  name: string
  start: string
  createdAt: string
  usedAt: string | null
  usedFrom: string | null
  expiresAt: string | null
  limits: KeyLimits | null
}>
export type ListedKey = ApiKey & Readonly<{ memberId: string }>

/** Whom a key acts as. */
export type KeyHolder = Readonly<{ keyId: string; userId: string | null; workspaceId: number; memberId: string; limits: KeyLimits | null }>

export type NewKey = Readonly<{
  userId: string | null
  workspaceId: number
  memberId: string
  name: string
  expiresAt?: string | undefined
  limits?: KeyLimits | undefined
}>

export const keyPrefix = 'zhk_'

/** The key's text, once: only its SHA-256 is kept, which is enough for 256 random bits. */
export async function insertKey(control: Connection, spec: NewKey): Promise<{ id: string; key: string }> {
  const key = keyPrefix + randomBytes(32).toString('base64url')
  const id = newId()
  await control.query(sql`INSERT INTO control.api_key (id, hash, start, name, user_id, workspace_id, member_id, created_at, expires_at, limits)
    VALUES (${id}, ${hashOf(key)}, ${key.slice(0, 8)}, ${spec.name}, ${spec.userId}, ${spec.workspaceId}, ${spec.memberId}, ${new Date()},
      ${spec.expiresAt ?? null}::timestamptz, ${spec.limits ? JSON.stringify(spec.limits) : null}::jsonb)`)
  return { id, key }
}

/** Whom the key acts as; undefined for a key that is not known or whose time is over. Notes that it was used. */
export async function findKeyHolder(control: Connection, key: string, address?: string): Promise<KeyHolder | undefined> {
  const now = new Date()
  const [row] =
    await control.query(sql`UPDATE control.api_key SET used_at = ${now}, used_from = coalesce(${address ?? null}::text, used_from)
    WHERE hash = ${hashOf(key)} AND (expires_at IS NULL OR expires_at > ${now}) RETURNING id, user_id, workspace_id, member_id, limits::text AS limits`)
  return (
    row && {
      keyId: String(row.id),
      userId: row.user_id as string | null,
      workspaceId: Number(row.workspace_id),
      memberId: String(row.member_id),
      limits: typeof row.limits === 'string' ? (JSON.parse(row.limits) as KeyLimits) : null,
    }
  )
}

const columns = sql.raw('id, name, start, created_at, used_at, used_from, expires_at, limits::text AS limits, member_id')

/** The keys of a member, newest first. */
export async function listKeys(control: Connection, owner: { workspaceId: number; memberId: string }): Promise<readonly ApiKey[]> {
  const rows = await control.query(sql`SELECT ${columns} FROM control.api_key
    WHERE workspace_id = ${owner.workspaceId} AND member_id = ${owner.memberId} ORDER BY created_at DESC, id DESC`)
  return rows.map(toKey)
}

/** The keys of a workspace, newest first. */
export async function listAllKeys(control: Connection, workspaceId: number): Promise<readonly ListedKey[]> {
  const rows = await control.query(
    sql`SELECT ${columns} FROM control.api_key WHERE workspace_id = ${workspaceId} ORDER BY created_at DESC, id DESC LIMIT 5000`,
  )
  return rows.map((row) => ({ ...toKey(row), memberId: String(row.member_id) }))
}

/** Whose the key was; undefined when there was none. Afterwards there is none. */
export async function deleteKey(
  control: Connection,
  owner: { workspaceId: number; memberId?: string; id: string },
): Promise<string | undefined> {
  const [row] = await control.query(sql`DELETE FROM control.api_key WHERE id = ${owner.id} AND workspace_id = ${owner.workspaceId}
    AND member_id = coalesce(${owner.memberId ?? null}::uuid, member_id) RETURNING member_id`)
  return row && String(row.member_id)
}

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex')
const toInstant = (value: unknown): string => new Date(value as string).toISOString()
const instantOrNull = (value: unknown): string | null => (value === null ? null : toInstant(value))
const toKey = (row: Row): ApiKey => ({
  id: String(row.id),
  name: String(row.name),
  start: String(row.start),
  createdAt: toInstant(row.created_at),
  usedAt: instantOrNull(row.used_at),
  usedFrom: row.used_from as string | null,
  expiresAt: instantOrNull(row.expires_at),
  limits: typeof row.limits === 'string' ? (JSON.parse(row.limits) as KeyLimits) : null,
})
