import { sql } from '../db/sql.ts'
import { fail } from '../model/fault.ts'
import type { Locale } from '../model/field-type.ts'
import { type Allowance, countAttempt } from './attempts.ts'
import { asFaults, checkPassword, type Identity, sessionIn } from './identity.ts'
import type { Caller, Control, Cookies, Origin, Parts } from './parts.ts'
import { welcomeMembers } from './people.ts'
import { carrySession } from './sessions.ts'

const quarter = 15 * 60
const keptPasswords = 5
const resetAllowances = (email: string, address: string): readonly Allowance[] => [
  { name: 'reset from', of: address, most: 20, seconds: 4 * quarter },
  { name: 'reset of', of: email, most: 5, seconds: 4 * quarter },
]

/** What a person does about the own password. */
export function ownPassword({ o, identity, known, tell }: Parts) {
  const { control } = o.database
  const { api } = identity.auth
  return {
    /** All other sessions of the person are over; the cookies carry the new one. @throws `kernel.wrong-password`, `kernel.weak-password` */
    changePassword: async (
      caller: Caller,
      given: { cookieHeader: string; current: string; password: string },
      from: Origin,
    ): Promise<Cookies> => {
      const userId = caller.userId ?? fail('kernel.forbidden')
      checkPassword(given.password, caller.email ? { email: caller.email } : {})
      await countAttempt(control, [{ name: 'change of', of: userId, most: 10, seconds: quarter }])
      const former = await hashOf(control, userId)
      await assertRight(identity, given.current, former)
      await assertNew({ identity, control }, userId, given.password)
      const changed = await asFaults(() =>
        api.changePassword({
          headers: new Headers({ cookie: given.cookieHeader }),
          body: { currentPassword: given.current, newPassword: given.password, revokeOtherSessions: true },
          returnHeaders: true,
        }),
      )
      await remember(control, userId, former)
      await known.forget({ userId })
      tell('password-changed', { userId }, { from })
      const cookies = changed.headers.getSetCookie()
      const fresh = await sessionIn(identity, cookies)
      if (fresh) await carrySession(control, caller, fresh)
      return cookies
    },
    /** A link to set a new password is on its way, if the address has an account; the answer is the same in either case. */
    forgot: async (given: { email: string; locale: Locale }, from: Origin): Promise<void> => {
      const email = given.email.trim().toLowerCase()
      await countAttempt(control, resetAllowances(email, from.address))
      await welcomeMembers({ o, identity, known }, email)
      await asFaults(() => api.requestPasswordReset({ body: { email, redirectTo: `/reset?locale=${given.locale}` } })).catch(
        (error: unknown) => {
          // Not an address at all: nobody is told.
          if ((error as { statusCode?: number }).statusCode !== 400) throw error
        },
      )
    },
    /** The password is set and all sessions of the person are over. @throws `kernel.bad-token`, `kernel.weak-password` */
    reset: async (given: { token: string; password: string }, from: Origin): Promise<void> => {
      await countAttempt(control, [{ name: 'reset with', of: from.address, most: 20, seconds: quarter }])
      const { internalAdapter } = await identity.auth.$context
      const asked = await internalAdapter.findVerificationValue(`reset-password:${given.token}`)
      const user = asked && asked.expiresAt > new Date() ? await internalAdapter.findUserById(asked.value) : null
      checkPassword(given.password, user ?? {})
      const former = user ? await hashOf(control, user.id) : null
      if (user) await assertNew({ identity, control }, user.id, given.password)
      await asFaults(() => api.resetPassword({ body: { token: given.token, newPassword: given.password } }))
      if (!user) return known.forget({})
      await remember(control, user.id, former)
      await known.forget({ userId: user.id })
      tell('password-reset', { userId: user.id }, { from })
    },
  }
}

/** @throws `kernel.wrong-password` */
async function assertRight(identity: Identity, given: string, hash: string | null): Promise<void> {
  const { password } = await identity.auth.$context
  if (!hash || !(await password.verify({ hash, password: given }))) fail('kernel.wrong-password')
}

/** @throws `kernel.weak-password` for one that was used before. */
async function assertNew({ identity, control }: { identity: Identity; control: Control }, userId: string, given: string): Promise<void> {
  const { password } = await identity.auth.$context
  const rows = await control.query(
    sql`SELECT hash FROM control.former_password WHERE user_id = ${userId} ORDER BY at DESC LIMIT ${keptPasswords}::int`,
  )
  const current = await hashOf(control, userId)
  for (const hash of [...(current ? [current] : []), ...rows.map((row) => String(row.hash))])
    if (await password.verify({ hash, password: given })) fail('kernel.weak-password', { reason: 'used-before', kept: keptPasswords })
}

async function remember(control: Control, userId: string, hash: string | null): Promise<void> {
  if (hash) await control.query(sql`INSERT INTO control.former_password (user_id, at, hash) VALUES (${userId}, ${new Date()}, ${hash})`)
  await control.query(sql`DELETE FROM control.former_password p WHERE user_id = ${userId} AND at NOT IN
    (SELECT at FROM control.former_password WHERE user_id = ${userId} ORDER BY at DESC LIMIT ${keptPasswords - 1}::int)`)
}

/** The hash of the person's password; null for one who has none. */
export async function hashOf(control: Control, userId: string): Promise<string | null> {
  const [row] = await control.query(sql`SELECT password FROM control.account WHERE user_id = ${userId} AND provider_id = 'credential'`)
  return (row?.password as string | undefined) ?? null
}
