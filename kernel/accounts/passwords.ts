import { fail } from '../model/fault.ts'
import { countGuess, forgetGuesses } from './guesses.ts'
import { asFaults, sessionIn } from './identity.ts'
import type { Cookies, Origin, Parts } from './parts.ts'
import { type Left, providerOf } from './providers/leave-provider.ts'
import { markSession } from './sessions.ts'

/** What came of a right password: a session, or the question for the second factor; the cookies carry either. */
export type SignedIn = Readonly<{ cookies: Cookies; needsSecondFactor: boolean }>

/** Signing in with a password, and out again. */
export function passwords({ o, identity, known, tell }: Parts) {
  const { control } = o.database
  const { api } = identity.auth
  return {
    /**
     * Cookies of a new session, or of the question for the second factor. Takes as long for an address that nobody has.
     *
     * @throws `kernel.wrong-password`; `kernel.locked` after too many guesses.
     */
    signIn: async (given: { email: string; password: string }, from: Origin): Promise<SignedIn> => {
      const email = given.email.trim().toLowerCase().slice(0, 320)
      const guesser = { email, address: from.address }
      const { isLocked } = await countGuess(control, guesser)
      const refuse = (): never => {
        tell('sign-in-failed', { email }, { from, about: email, detail: { method: 'password' } })
        if (isLocked) tell('locked', { email }, { from, about: email })
        return fail('kernel.wrong-password')
      }
      const body = { email, password: given.password.length > 1_000 ? '' : given.password }
      const found = await asFaults(() => api.signInEmail({ body, returnHeaders: true })).catch((error: unknown) =>
        (error as { code?: string }).code === 'kernel.wrong-password' ? refuse() : Promise.reject(error),
      )
      await forgetGuesses(control, guesser)
      const cookies = found.headers.getSetCookie()
      if ('twoFactorRedirect' in found.response) return { cookies, needsSecondFactor: true }
      const session = await sessionIn(identity, cookies)
      if (session) {
        await markSession(control, session.sessionId, { method: 'password', hasSecondFactor: false, from })
        tell('sign-in', session, { from, detail: { method: 'password' } })
      }
      return { cookies, needsSecondFactor: false }
    },
    /** The session is over in all processes; the cookies make the browser forget it. `left`: the provider that had opened it. */
    signOut: async (cookieHeader: string, from: Origin): Promise<{ cookies: Cookies; left: Left | null }> => {
      const headers = new Headers({ cookie: cookieHeader })
      const found = await api.getSession({ headers, query: { disableRefresh: true } })
      const left = found ? await providerOf(control, o.secret, found.session.id) : null
      const done = await asFaults(() => api.signOut({ headers, returnHeaders: true }))
      if (found) {
        await known.forget({ sessionId: found.session.id })
        tell('sign-out', { userId: found.user.id }, { from })
      }
      return { cookies: done.headers.getSetCookie(), left }
    },
  }
}
