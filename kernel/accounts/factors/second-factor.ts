import { sql } from '../../db/sql.ts'
import { Fault, fail } from '../../model/fault.ts'
import { countAttempt } from '../attempts.ts'
import { cookieNamed } from '../callers.ts'
import { asFaults, type Identity, sessionIn } from '../identity.ts'
import { hashOf } from '../own-password.ts'
import type { Caller, Control, Cookies, Origin, Parts } from '../parts.ts'
import { markSession } from '../sessions.ts'

/** A code of the app, or one of the codes kept for the day the phone is lost. */
export type Shown = Readonly<{ code: string } | { recovery: string }>

const quarter = 15 * 60
/** A code holds for its half minute and the ones beside it; it opens once. */
const codeSeconds = 120

/** Time-based codes as a second factor, with recovery codes. */
export function secondFactor({ o, identity, known, tell }: Parts) {
  const { control } = o.database
  return {
    /** The second step of signing in; the cookies are those that the first one set. @throws `kernel.wrong-code`, `kernel.sign-in-again`, `kernel.locked` */
    showSecondFactor: async (given: { cookieHeader: string; shown: Shown }, from: Origin): Promise<Cookies> => {
      const asked = await askedOf(identity, given.cookieHeader)
      await assertFresh(control, asked.userId, given.shown)
      // The session of somebody else in the same browser must not be taken for the asked one.
      const headers = new Headers({ cookie: asked.cookie })
      const done = await asFaults(() => verify(identity, headers, given.shown)).catch((error: unknown) => {
        tell('sign-in-failed', { userId: asked.userId }, { from, detail: { method: 'code' in given.shown ? 'totp' : 'recovery' } })
        throw error
      })
      const cookies = done.headers.getSetCookie()
      const session = (await sessionIn(identity, cookies)) ?? fail('kernel.sign-in-again')
      await markSession(control, session.sessionId, { method: 'password', hasSecondFactor: true, from })
      tell('sign-in', session, { from, detail: { method: 'code' in given.shown ? 'password + totp' : 'password + recovery' } })
      return cookies
    },
    /** Shows the second factor in a session that began without. @throws `kernel.wrong-code` */
    confirmSecondFactor: async (caller: Caller, given: { cookieHeader: string; shown: Shown }, from: Origin): Promise<void> => {
      const userId = personOf(caller)
      await countAttempt(control, [{ name: 'confirm of', of: userId, most: 10, seconds: quarter }])
      if (!caller.mayShowSecondFactor) fail('kernel.wrong-code')
      await assertFresh(control, userId, given.shown)
      await asFaults(() => verify(identity, new Headers({ cookie: given.cookieHeader }), given.shown))
      await control.query(sql`UPDATE control.session SET second_factor = true WHERE id = ${caller.sessionId ?? ''}`)
      await known.forget({ sessionId: caller.sessionId ?? '' })
      tell('sign-in', { userId }, { from, detail: { method: 'code' in given.shown ? 'totp' : 'recovery' } })
    },
    /** Whether the person has a password: someone who comes in by a provider only is not asked for one. */
    hasPassword: async (caller: Caller): Promise<boolean> => caller.userId !== null && (await hashOf(control, caller.userId)) !== null,
  }
}

const verify = async (identity: Identity, headers: Headers, shown: Shown) =>
  'code' in shown
    ? identity.auth.api.verifyTOTP({ headers, body: { code: shown.code }, returnHeaders: true })
    : identity.auth.api.verifyBackupCode({ headers, body: { code: shown.recovery }, returnHeaders: true })

/** A code that was seen on its way must not open a second time. @throws `kernel.wrong-code` */
export async function assertFresh(control: Control, userId: string, shown: Shown): Promise<void> {
  if (!('code' in shown)) return
  await countAttempt(control, [{ name: 'code of', of: `${userId} ${shown.code}`, most: 1, seconds: codeSeconds }]).catch(
    (error: unknown) => {
      throw (error as { code?: string }).code === 'kernel.too-many-requests' ? Object.assign(wrongCode(), { cause: error }) : error
    },
  )
}

/** The account of a person who acts by a session. @throws `kernel.forbidden` */
export const personOf = (caller: Caller): string => (caller.kind === 'cookie' && caller.userId ? caller.userId : fail('kernel.forbidden'))

const wrongCode = (): Fault => new Fault('kernel.wrong-code')

/** Whose second factor was asked for, and the cookie that says so. @throws `kernel.sign-in-again` */
async function askedOf(identity: Identity, cookieHeader: string): Promise<{ userId: string; cookie: string }> {
  const context = await identity.auth.$context
  const cookie = cookieNamed(cookieHeader, context.createAuthCookie('two_factor').name) ?? fail('kernel.sign-in-again')
  const value = decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1))
  const found = await context.internalAdapter.findVerificationValue(value.slice(0, value.lastIndexOf('.')))
  return found && found.expiresAt > new Date() ? { userId: found.value, cookie } : fail('kernel.sign-in-again')
}
