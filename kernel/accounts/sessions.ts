import { sql } from '../db/sql.ts'
import { fail } from '../model/fault.ts'
import type { Caller, Control, Method, Origin, Parts } from './parts.ts'

/** A session as its person sees it. */
export type OwnSession = Readonly<{
  id: string
  isCurrent: boolean
  createdAt: string
  usedAt: string
  address: string | null
  device: string | null
  method: Method | null
  hasSecondFactor: boolean
}>

/** How a session began and from where; written right after it was made. */
export async function markSession(
  control: Control,
  sessionId: string,
  as: Readonly<{
    method: Method
    hasSecondFactor: boolean
    from: Origin
    workspaceId?: number
    provider?: { id: string; idToken: string | null }
  }>,
): Promise<void> {
  await control.query(sql`UPDATE control.session SET method = ${as.method}, second_factor = ${as.hasSecondFactor}, ip_address = ${as.from.address},
    user_agent = ${as.from.device ?? null}, used_at = ${new Date()}, only_workspace_id = ${as.workspaceId ?? null}::int,
    workspace_id = coalesce(${as.workspaceId ?? null}::int, workspace_id), provider_id = ${as.provider?.id ?? null}::text, id_token = ${as.provider?.idToken ?? null}::text
    WHERE id = ${sessionId}`)
}

/** A session that replaced another one goes on as that one was; what was shown meanwhile counts. */
export async function carrySession(
  control: Control,
  from: Caller,
  to: Readonly<{ sessionId: string; hasSecondFactor?: boolean }>,
): Promise<void> {
  await control.query(sql`UPDATE control.session s SET method = ${from.method}, second_factor = ${to.hasSecondFactor ?? from.hasSecondFactor}, workspace_id = ${from.workspaceId}::int,
    used_at = ${new Date()}, only_workspace_id = ${from.onlyWorkspaceId}::int WHERE s.id = ${to.sessionId}`)
}

const noteAgainMs = 5 * 60_000

/** When and from where a session was used last; written once in five minutes. */
export async function touchSession(control: Control, sessionId: string, from: Origin): Promise<void> {
  const now = new Date()
  await control.query(sql`UPDATE control.session SET used_at = ${now}, ip_address = ${from.address}, user_agent = coalesce(${from.device ?? null}, user_agent)
    WHERE id = ${sessionId} AND (used_at IS NULL OR used_at < ${new Date(now.getTime() - noteAgainMs)} OR ip_address IS DISTINCT FROM ${from.address})`)
}

/** Where somebody is signed in, and ending it. */
export function sessions({ o, known, tell }: Parts) {
  const { control } = o.database
  const list = async (userId: string, currentId: string | null): Promise<readonly OwnSession[]> => {
    const rows =
      await control.query(sql`SELECT id, created_at, coalesce(used_at, updated_at) AS used_at, ip_address, user_agent, method, second_factor FROM control.session
      WHERE user_id = ${userId} AND expires_at > ${new Date()} ORDER BY (id = ${currentId ?? ''}) DESC, 3 DESC`)
    return rows.map((row) => ({
      id: String(row.id),
      isCurrent: row.id === currentId,
      createdAt: new Date(row.created_at as string).toISOString(),
      usedAt: new Date(row.used_at as string).toISOString(),
      address: row.ip_address as string | null,
      device: row.user_agent as string | null,
      method: row.method as Method | null,
      hasSecondFactor: row.second_factor === true,
    }))
  }
  return {
    /** The person's sessions, the present one first. */
    listSessions: (caller: Caller): Promise<readonly OwnSession[]> => list(caller.userId ?? fail('kernel.forbidden'), caller.sessionId),
    /** One session of the person is over, in all processes. @throws `kernel.not-found` */
    endSession: async (caller: Caller, sessionId: string, from: Origin): Promise<void> => {
      const gone = await control.affected(sql`DELETE FROM control.session WHERE id = ${sessionId} AND user_id = ${caller.userId ?? ''}`)
      if (gone === 0) fail('kernel.not-found', { session: sessionId })
      await known.forget({ sessionId })
      tell('sessions-ended', { userId: caller.userId! }, { from, detail: { sessions: 1 } })
    },
    /** All sessions of the person are over but the present one. */
    endOtherSessions: async (caller: Caller, from: Origin): Promise<number> => {
      const gone = await control.affected(
        sql`DELETE FROM control.session WHERE user_id = ${caller.userId ?? ''} AND id <> ${caller.sessionId ?? ''}`,
      )
      await known.forget({ userId: caller.userId ?? '' })
      if (gone > 0) tell('sessions-ended', { userId: caller.userId! }, { from, detail: { sessions: gone } })
      return gone
    },
  }
}
