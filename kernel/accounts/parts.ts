import type { AuditEntry } from '../audit/audit-entry.ts'
import type { Audit } from '../audit/open-audit.ts'
import type { Database } from '../db/pool.ts'
import type { Locale } from '../model/field-type.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import type { KeyLimits } from './api-keys.ts'
import type { Identity } from './identity.ts'
import type { KnownCallers } from './known-callers.ts'
import type { Membership, PersonSettings } from './memberships.ts'
import type { Tell } from './tell.ts'

/** How a session began. */
export type Method = 'password' | 'passkey' | 'sso' | 'link'

/** Who stands behind a request: a person's session or a key. */
export type Caller = PersonSettings &
  Readonly<{
    kind: 'cookie' | 'key'
    /** Account; null for the key of a member who has none. */
    userId: string | null
    sessionId: string | null
    keyId?: string
    /** What a key may not do although its person may. */
    limits?: KeyLimits
    email: string | null
    /** How the session began; null for keys and for sessions of an older version. */
    method: Method | null
    /** A second factor was shown in this session. */
    hasSecondFactor: boolean
    /** The person has set one up. */
    mayShowSecondFactor: boolean
    /** The workspace of the key, the one the session has chosen, or the first one; null for a person without any. */
    workspaceId: number | null
    /** The session holds in this workspace alone: a provider or a link of it was the way in. */
    onlyWorkspaceId: number | null
    /** The member as whom an administrator looks at things in this session. */
    seeAs?: string | null
    memberships: readonly Membership[]
  }>

/** Cookies to set, as header lines. */
export type Cookies = readonly string[]

export type NewUser = Readonly<{ workspace: WorkspaceFacts; memberId: string; name: string; email: string; password: string }>

/** Who asks from where: for counting attempts, for the list of sessions, for the audit. */
export type Origin = Readonly<{ address: string; device?: string }>

/** A letter with a link that sets a password: a new one, or the first one of somebody who is invited. */
export type AccountLetter = Readonly<{
  kind: 'reset' | 'invitation'
  email: string
  name: string
  link: string
  locale: Locale
  /** Name of the workspace and of who invites, for invitations. */
  workspace?: string
  by?: string
}>

export type AccountsOptions = Readonly<{
  database: Database
  /** Address of the same database, for the pool of better-auth. */
  url: string
  secret: string
  publicUrl: string
  /** Sends the link; it must not take the answer's time, nor fail it. */
  sendReset: (letter: AccountLetter) => void
  onError: (message: string) => void
  /** Told who came in, who did not, and what was done to passwords and keys. */
  audit?: Audit
}>

export type Parts = Readonly<{ o: AccountsOptions; identity: Identity; known: KnownCallers<Caller>; tell: Tell }>
export type Control = Database['control']
export type AuditKindOf = AuditEntry['kind']
