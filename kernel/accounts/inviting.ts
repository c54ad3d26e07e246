import type { Locale } from '../model/field-type.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { countAttempt } from './attempts.ts'
import { checkPassword } from './identity.ts'
import {
  findInvited,
  giveInvitationBack,
  type Invitation,
  type Invited,
  insertInvitation,
  listInvitations,
  takeInvitation,
  withdrawInvitation,
} from './invitations.ts'
import type { Membership } from './memberships.ts'
import type { NewUser, Origin, Parts } from './parts.ts'
import { people } from './people.ts'

const quarter = 15 * 60

type InvitationSpec = Readonly<{
  workspace: WorkspaceFacts
  memberId: string
  email: string
  name: string
  locale: Locale
  by: Readonly<{ memberId: string | null; name: string }>
}>

/** Inviting members and taking them in. */
export function invitations(parts: Parts) {
  const { o } = parts
  const { control } = o.database
  const { createUserWithMember } = people(parts)
  return {
    /** A link to set the first password with is on its way; links sent before open nothing any more. */
    invite: async (spec: InvitationSpec): Promise<{ id: string }> => {
      const { email, name, locale, workspace, by } = spec
      const place = { workspaceId: workspace.id, memberId: spec.memberId }
      const { id, token } = await insertInvitation(control, { ...place, email, by: by.memberId })
      const link = new URL(`/welcome?token=${encodeURIComponent(token)}`, o.publicUrl).href
      o.sendReset({ kind: 'invitation', email, name, link, locale, workspace: workspace.name, by: by.name })
      return { id }
    },
    listInvitations: (workspaceId: number): Promise<readonly Invitation[]> => listInvitations(control, workspaceId),
    withdrawInvitation: (place: Membership): Promise<boolean> => withdrawInvitation(control, place),
    /** Whom a link invites. @throws `kernel.bad-token` */
    findInvited: async (token: string, from: Origin): Promise<Invited> => {
      await countAttempt(control, [{ name: 'invited from', of: from.address, most: 60, seconds: quarter }])
      return findInvited(control, token)
    },
    /**
     * The invited member has an account from now on; the link is used. @throws `kernel.bad-token`, `kernel.weak-password`;
     * `kernel.wrong-password` when the address has an account with another password.
     */
    acceptInvitation: async (invited: Invited, spec: Omit<NewUser, 'email' | 'memberId'>): Promise<void> => {
      checkPassword(spec.password, { email: invited.email, name: spec.name })
      await takeInvitation(control, invited.id)
      try {
        await createUserWithMember({ ...spec, memberId: invited.memberId, email: invited.email })
      } catch (error) {
        await giveInvitationBack(control, invited.id)
        throw error
      }
    },
  }
}
