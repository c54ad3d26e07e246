import { sql } from '../../db/sql.ts'
import { fail } from '../../model/fault.ts'
import { countAttempt } from '../attempts.ts'
import { asFaults, sessionIn } from '../identity.ts'
import type { Caller, Cookies, Origin, Parts } from '../parts.ts'
import { carrySession } from '../sessions.ts'
import { assertFresh, personOf } from './second-factor.ts'

/** The address for the app, drawn as a picture, and the codes to keep; told this once. */
export type Enrolment = Readonly<{ uri: string; recoveryCodes: readonly string[] }>

const quarter = 15 * 60
const passwordOf = ({ password }: { password?: string }) => (password === undefined ? { password: '' } : { password })

/** Setting up the second factor, taking it off, new recovery codes. */
export function ownSecondFactor({ o, identity, known, tell }: Parts) {
  const { control } = o.database
  const { api } = identity.auth
  return {
    /** Begins to set up codes; they count from `finishSecondFactor` on. @throws `kernel.wrong-password`, `kernel.second-factor-there` */
    beginSecondFactor: async (caller: Caller, given: { cookieHeader: string; password?: string }): Promise<Enrolment> => {
      const userId = personOf(caller)
      await countAttempt(control, [{ name: 'factor of', of: userId, most: 10, seconds: quarter }])
      const headers = new Headers({ cookie: given.cookieHeader })
      const made = await asFaults(() => api.enableTwoFactor({ headers, body: { ...passwordOf(given), method: 'totp' } }))
      if (!('totpURI' in made) || !made.totpURI) fail('kernel.second-factor-there')
      return { uri: made.totpURI, recoveryCodes: made.backupCodes ?? [] }
    },
    /** The first code of the app was right: from now on it is asked for. The session goes on under new cookies. @throws `kernel.wrong-code` */
    finishSecondFactor: async (caller: Caller, given: { cookieHeader: string; code: string }, from: Origin): Promise<Cookies> => {
      const userId = personOf(caller)
      await countAttempt(control, [{ name: 'confirm of', of: userId, most: 10, seconds: quarter }])
      await assertFresh(control, userId, { code: given.code })
      const headers = new Headers({ cookie: given.cookieHeader })
      const done = await asFaults(() => api.verifyTOTP({ headers, body: { code: given.code }, returnHeaders: true }))
      const cookies = done.headers.getSetCookie()
      const session = await sessionIn(identity, cookies)
      if (session) await carrySession(control, caller, { ...session, hasSecondFactor: true })
      // Whoever was in with the password alone comes in again with both.
      await control.query(
        sql`DELETE FROM control.session WHERE user_id = ${userId} AND id <> ${session?.sessionId ?? caller.sessionId ?? ''}`,
      )
      await known.forget({ userId })
      tell('second-factor-on', { userId }, { from })
      return cookies
    },
    /** No code is asked for any more. @throws `kernel.wrong-password` */
    dropOwnSecondFactor: async (caller: Caller, given: { cookieHeader: string; password?: string }, from: Origin): Promise<Cookies> => {
      const userId = personOf(caller)
      if (caller.mayShowSecondFactor && !caller.hasSecondFactor) fail('kernel.second-factor-needed', { setUp: true })
      await countAttempt(control, [{ name: 'factor of', of: userId, most: 10, seconds: quarter }])
      const headers = new Headers({ cookie: given.cookieHeader })
      const done = await asFaults(() => api.disableTwoFactor({ headers, body: passwordOf(given), returnHeaders: true }))
      const cookies = done.headers.getSetCookie()
      const session = await sessionIn(identity, cookies)
      if (session) await carrySession(control, caller, { ...session, hasSecondFactor: false })
      await known.forget({ userId })
      tell('second-factor-off', { userId }, { from })
      return cookies
    },
    /** New recovery codes; the former ones open nothing any more. @throws `kernel.wrong-password` */
    newRecoveryCodes: async (
      caller: Caller,
      given: { cookieHeader: string; password?: string },
      from: Origin,
    ): Promise<readonly string[]> => {
      const userId = personOf(caller)
      if (!caller.hasSecondFactor) fail('kernel.second-factor-needed', { setUp: caller.mayShowSecondFactor })
      await countAttempt(control, [{ name: 'factor of', of: userId, most: 10, seconds: quarter }])
      const headers = new Headers({ cookie: given.cookieHeader })
      const { backupCodes } = await asFaults(() => api.generateBackupCodes({ headers, body: passwordOf(given) }))
      tell('recovery-codes', { userId }, { from })
      return backupCodes
    },
  }
}
