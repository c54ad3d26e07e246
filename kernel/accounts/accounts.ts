import { dropOldAttempts } from './attempts.ts'
import { callers } from './callers.ts'
import { ownSecondFactor } from './factors/own-second-factor.ts'
import { passkeySignIn } from './factors/passkey-sign-in.ts'
import { passkeys } from './factors/passkeys.ts'
import { secondFactor } from './factors/second-factor.ts'
import { dropOldGuesses } from './guesses.ts'
import { openIdentity } from './identity.ts'
import { invitations } from './inviting.ts'
import { keys } from './keys.ts'
import { openKnownCallers } from './known-callers.ts'
import { ownPassword } from './own-password.ts'
import type { AccountLetter, AccountsOptions, Caller, Parts } from './parts.ts'
import { passwords } from './passwords.ts'
import { people } from './people.ts'
import { providerSignOut } from './providers/leave-provider.ts'
import { providerSignIn } from './providers/provider-sign-in.ts'
import { sessions } from './sessions.ts'
import { signInLinks } from './sign-in-links.ts'
import { openTell } from './tell.ts'

export type { AccountLetter, AccountsOptions, Caller, Cookies, Method, NewUser, Origin } from './parts.ts'
export type Accounts = Awaited<ReturnType<typeof openAccounts>>

/** People's accounts, sessions and keys of one installation. */
export async function openAccounts(o: AccountsOptions) {
  const identity = openIdentity({
    ...o,
    sendReset: ({ user, token, page }) => {
      const locale = new URL(page, o.publicUrl).searchParams.get('locale') as AccountLetter['locale']
      const link = new URL(`/reset?token=${encodeURIComponent(token)}`, o.publicUrl).href
      o.sendReset({ kind: 'reset', email: user.email, name: user.name, link, locale })
    },
  })
  const parts: Parts = { o, identity, known: await openKnownCallers<Caller>(o.database), tell: openTell(o) }
  await dropOldAttempts(o.database.control)
  await dropOldGuesses(o.database.control)
  return {
    ...callers(parts),
    ...passwords(parts),
    ...ownPassword(parts),
    ...secondFactor(parts),
    ...ownSecondFactor(parts),
    ...passkeys(parts),
    ...passkeySignIn(parts),
    ...signInLinks(parts),
    ...providerSignIn(parts),
    ...providerSignOut(parts),
    ...sessions(parts),
    ...people(parts),
    ...invitations(parts),
    ...keys(parts),
    close: async () => {
      await parts.known.close()
      await identity.close()
    },
  }
}
