import { randomBytes } from 'node:crypto'
import { sql } from '../db/sql.ts'
import { fail } from '../model/fault.ts'
import { lockedUntil, unlockAccount } from './guesses.ts'
import { checkPassword } from './identity.ts'
import { findMemberByEmail, findPlace, findUserOf, insertMembership, type Membership } from './memberships.ts'
import type { NewUser, Parts } from './parts.ts'
import { listWorkspaces } from './workspaces.ts'

/** What an administrator sees of how a member signs in; never what was chosen or shown. */
export type SignInState = Readonly<{
  hasAccount: boolean
  sessions: number
  hasSecondFactor: boolean
  passkeys: number
  lockedUntil: string | null
}>

/** Accounts and whose they are. */
export function people({ o, identity, known, tell }: Parts) {
  const { control } = o.database
  return {
    /**
     * The account is that member of the workspace from now on; it is made when the address has none yet.
     *
     * @throws `kernel.weak-password`; `kernel.wrong-password` when the address has an account with another password.
     */
    createUserWithMember: async (spec: NewUser): Promise<{ userId: string }> => {
      checkPassword(spec.password, spec)
      const { internalAdapter, password } = await identity.auth.$context
      const email = spec.email.trim().toLowerCase()
      const existing = await internalAdapter.findUserByEmail(email, { includeAccounts: true })
      let userId = existing?.user.id
      if (existing) {
        const hash = existing.accounts.find((account) => account.providerId === 'credential')?.password
        if (!hash || !(await password.verify({ hash, password: spec.password }))) fail('kernel.wrong-password')
      } else {
        userId = (await internalAdapter.createUser({ email, name: spec.name, emailVerified: false }, { method: 'email-password' })).id
        await internalAdapter.linkAccount({
          userId,
          providerId: 'credential',
          accountId: userId,
          password: await password.hash(spec.password),
        })
      }
      await insertMembership(control, { userId: userId!, workspaceId: spec.workspace.id, memberId: spec.memberId })
      await known.forget({ userId: userId! })
      return { userId: userId! }
    },
    /** A password that may be used. @throws `kernel.weak-password` */
    checkPassword,
    /** Whether the member has an account to sign in with. */
    hasAccount: async (member: Membership): Promise<boolean> => (await findUserOf(control, member)) !== null,
    /** How the member signs in. One statement for the account, one for its lock. */
    signInState: async (member: Membership): Promise<SignInState> => {
      const [row] =
        await control.query(sql`SELECT u.email, u.two_factor_enabled AS factor, (SELECT count(*)::int FROM control.passkey p WHERE p.user_id = u.id) AS passkeys,
        (SELECT count(*)::int FROM control.session s WHERE s.user_id = u.id AND s.expires_at > ${new Date()}) AS sessions
        FROM control.membership m JOIN control."user" u ON u.id = m.user_id WHERE m.workspace_id = ${member.workspaceId} AND m.member_id = ${member.memberId}::uuid`)
      if (!row) return { hasAccount: false, sessions: 0, hasSecondFactor: false, passkeys: 0, lockedUntil: null }
      return {
        hasAccount: true,
        sessions: Number(row.sessions),
        hasSecondFactor: row.factor === true,
        passkeys: Number(row.passkeys),
        lockedUntil: await lockedUntil(control, String(row.email)),
      }
    },
    /** The member may try again at once, after too many guesses. */
    unlock: async (member: Membership): Promise<void> => {
      const userId = await findUserOf(control, member)
      const [row] = userId ? await control.query(sql`SELECT email FROM control."user" WHERE id = ${userId}`) : []
      if (row && (await unlockAccount(control, String(row.email)))) tell('unlocked', member)
      if (userId)
        await control.query(sql`UPDATE control.two_factor SET failed_verification_count = 0, locked_until = NULL WHERE user_id = ${userId}`)
    },
    /** All sessions of the member are over. */
    endSessionsOf: async (member: Membership): Promise<number> => {
      const userId = await findUserOf(control, member)
      if (!userId) return 0
      const gone = await control.affected(sql`DELETE FROM control.session WHERE user_id = ${userId}`)
      await known.forget({ userId })
      if (gone > 0) tell('sessions-ended', member, { detail: { sessions: gone, by: 'administrator' } })
      return gone
    },
    /** The member has lost the device: the second factor and the passkeys are gone, the sessions too. */
    dropSecondFactor: async (member: Membership): Promise<void> => {
      const userId = (await findUserOf(control, member)) ?? fail('kernel.not-found', { object: 'member' })
      // An account that opens other workspaces too is not one workspace's to weaken; the installation's command line helps then.
      const { memberships } = await findPlace(control, { userId, sessionId: null })
      if (memberships.length > 1) fail('kernel.forbidden', { reason: 'several-workspaces' })
      await control.query(sql`DELETE FROM control.two_factor WHERE user_id = ${userId}`)
      await control.query(sql`DELETE FROM control.passkey WHERE user_id = ${userId}`)
      await control.query(sql`UPDATE control."user" SET two_factor_enabled = false WHERE id = ${userId}`)
      await control.query(sql`DELETE FROM control.session WHERE user_id = ${userId}`)
      await known.forget({ userId })
      tell('second-factor-off', member, { detail: { by: 'administrator' } })
    },
  }
}

/**
 * Active members with that address who cannot sign in yet get an account, with a password that nobody knows: the link that goes to the
 * address is how a new colleague comes in. An account that the address has already opens the further workspace as well.
 */
export async function welcomeMembers({ o, identity, known }: Pick<Parts, 'o' | 'identity' | 'known'>, email: string): Promise<void> {
  const { control } = o.database
  const { internalAdapter, password } = await identity.auth.$context
  for (const workspace of await listWorkspaces(control)) {
    const member = await findMemberByEmail(o.database.read(workspace), workspace, email)
    const place = member && { workspaceId: workspace.id, memberId: member.id }
    if (!place || (await findUserOf(control, place)) !== null) continue
    const existing = await internalAdapter.findUserByEmail(email)
    const userId =
      existing?.user.id ??
      (await internalAdapter.createUser({ email, name: member.name, emailVerified: false }, { method: 'email-password' })).id
    if (!existing) {
      const unknown = await password.hash(randomBytes(32).toString('base64url'))
      await internalAdapter.linkAccount({ userId, providerId: 'credential', accountId: userId, password: unknown })
    }
    await insertMembership(control, { ...place, userId })
    await known.forget({ userId })
  }
}
