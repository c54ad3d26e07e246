import type { AuditEntry, AuditKind } from '../audit/audit-entry.ts'
import { sql } from '../db/sql.ts'
import { findPlace } from './memberships.ts'
import type { AccountsOptions, Origin } from './parts.ts'
import { listWorkspaces } from './workspaces.ts'

/** Whom something happened to: an account, a member of one workspace, or an address that may be nobody's. */
export type Subject = Readonly<{ userId: string } | { email: string } | { workspaceId: number; memberId: string | null }>
export type Told = Readonly<{
  from?: Origin | undefined
  about?: string | undefined
  detail?: AuditEntry['detail']
  via?: AuditEntry['via']
}>

/** Notes in the audit of every workspace of the person what happened; it takes no answer's time and fails none. */
export type Tell = (kind: AuditKind, subject: Subject, told?: Told) => void

export function openTell({ database, audit, onError }: AccountsOptions): Tell {
  if (!audit) return () => undefined
  const note = async (kind: AuditKind, subject: Subject, { from, about, detail, via = 'web' }: Told): Promise<void> => {
    const at = new Date()
    const { control } = database
    const places = await placesOf(subject)
    const workspaces = await listWorkspaces(control)
    // An address that nobody has is noted where there is one workspace only: it belongs to none of several.
    const targets =
      places.length > 0 ? places : 'email' in subject && workspaces.length === 1 ? [{ workspaceId: workspaces[0]!.id, memberId: null }] : []
    for (const { workspaceId, memberId } of targets) {
      const workspace = workspaces.find((one) => one.id === workspaceId)
      if (workspace)
        audit.note(workspace, { kind, at, actorId: memberId, via, address: from?.address, device: from?.device, about, detail })
    }
  }
  const placesOf = async (subject: Subject): Promise<readonly { workspaceId: number; memberId: string | null }[]> => {
    if ('memberId' in subject) return [subject]
    if ('userId' in subject) return (await findPlace(database.control, { userId: subject.userId, sessionId: null })).memberships
    const [row] = await database.control.query(sql`SELECT id FROM control."user" WHERE email = ${subject.email}`)
    return row ? (await findPlace(database.control, { userId: String(row.id), sessionId: null })).memberships : []
  }
  return (kind, subject, told = {}) =>
    void note(kind, subject, told).catch((error: unknown) => onError(`the audit was not told of ${kind}: ${String(error)}`))
}
