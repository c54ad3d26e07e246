/** What is noted: what was looked at or taken out, who came in and how, what was done to rights, keys and to the audit itself. */
export const auditKinds = [
  ...['open', 'list', 'search', 'report', 'history', 'export', 'file', 'reveal', 'see-as'],
  ...['sign-in', 'sign-in-failed', 'sign-out', 'locked', 'unlocked', 'key-used', 'key-made', 'key-removed'],
  ...['password-changed', 'password-reset', 'second-factor-on', 'second-factor-off', 'recovery-codes', 'passkey-added', 'passkey-removed'],
  ...['sign-in-link', 'sessions-ended', 'rights', 'person-exported', 'person-erased', 'keys-rotated', 'trimmed', 'lost'],
] as const

export type AuditKind = (typeof auditKinds)[number]

/** One thing that happened, as the audit keeps it. */
export type AuditEntry = Readonly<{
  kind: AuditKind
  /** Member of the workspace; null where nobody was known yet. */
  actorId: string | null
  via: 'web' | 'api' | 'command' | 'job'
  /** The present unless it happened earlier. */
  at?: Date
  object?: string | undefined
  recordId?: string | undefined
  address?: string | undefined
  device?: string | undefined
  /** Words that may name a person: what was searched for, the address that was typed. Kept so that it can be erased without breaking the chain. */
  about?: string | undefined
  /** Facts that name nobody: ids, numbers, methods. */
  detail?: Readonly<Record<string, unknown>> | undefined
}>
