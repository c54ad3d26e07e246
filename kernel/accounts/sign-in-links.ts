import { randomBytes } from 'node:crypto'
import { fail } from '../model/fault.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { countAttempt } from './attempts.ts'
import { signInAs } from './identity.ts'
import { findMemberByEmail, findUserOf } from './memberships.ts'
import type { Cookies, Origin, Parts } from './parts.ts'
import { keepPending, takePending } from './pending.ts'
import { welcomeMembers } from './people.ts'
import { markSession } from './sessions.ts'

const validSeconds = 15 * 60

/** Links that open an account once, made by whoever has the machine: the way back in when every other one is shut. */
export function signInLinks({ o, identity, known, tell }: Parts) {
  const { control } = o.database
  return {
    /** A link for a quarter of an hour. It opens whatever the rules for signing in say. @throws `kernel.not-found` for nobody or somebody who is not active. */
    makeSignInLinkFor: async (workspace: WorkspaceFacts, address: string): Promise<string> => {
      const email = address.trim().toLowerCase()
      const found =
        (await findMemberByEmail(o.database.read(workspace), workspace, email)) ?? fail('kernel.not-found', { object: 'member' })
      const member = { workspaceId: workspace.id, memberId: found.id }
      await welcomeMembers({ o, identity, known }, email)
      const userId = (await findUserOf(control, member)) ?? fail('kernel.not-found', { object: 'member' })
      const token = randomBytes(32).toString('base64url')
      await keepPending(control, `link ${token}`, { value: { userId, workspaceId: workspace.id }, seconds: validSeconds })
      tell('sign-in-link', member, { via: 'command' })
      return new URL(`/enter#${token}`, o.publicUrl).href
    },
    /** Cookies of a new session. @throws `kernel.bad-token` for a link that was used or is too old. */
    signInByLink: async (token: string, from: Origin): Promise<Cookies> => {
      await countAttempt(control, [{ name: 'link from', of: from.address, most: 20, seconds: 900 }])
      const found = (await takePending<{ userId: string; workspaceId: number }>(control, `link ${token}`)) ?? fail('kernel.bad-token')
      const made = await signInAs(identity, found.userId)
      await markSession(control, made.sessionId, { method: 'link', hasSecondFactor: true, from, workspaceId: found.workspaceId })
      await known.forget({ sessionId: made.sessionId })
      tell('sign-in', { userId: found.userId }, { from, detail: { method: 'link' } })
      return made.cookies
    },
  }
}
