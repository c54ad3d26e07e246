import { fail } from '../model/fault.ts'
import { type ApiKey, deleteKey, insertKey, type KeyLimits, type ListedKey, listAllKeys, listKeys } from './api-keys.ts'
import { findMemberByEmail, findUserOf, type Membership } from './memberships.ts'
import type { Parts } from './parts.ts'
import { findWorkspace } from './workspaces.ts'

export type KeyWish = Readonly<{ name: string; expiresAt?: string | undefined; limits?: KeyLimits | undefined }>

/** Keys for programs. */
export function keys({ o, known, tell }: Parts) {
  const { control } = o.database
  return {
    /** A key for the active member with that address: its text is answered this one time. @throws `kernel.not-found` for an unknown workspace or member. */
    createKey: async (spec: { workspace: string; email: string } & Partial<KeyWish>): Promise<string> => {
      const workspace = (await findWorkspace(control, spec.workspace)) ?? fail('kernel.not-found', { workspace: spec.workspace })
      const member =
        (await findMemberByEmail(o.database.read(workspace), workspace, spec.email)) ?? fail('kernel.not-found', { object: 'member' })
      const owner = { workspaceId: workspace.id, memberId: member.id }
      const made = await insertKey(control, { ...spec, ...owner, userId: await findUserOf(control, owner), name: spec.name ?? member.name })
      tell('key-made', owner, { via: 'command', detail: { key: made.id, ...spec.limits } })
      return made.key
    },
    /** A key that acts as the member who makes it. */
    createOwnKey: async (owner: Membership & { userId: string | null }, wish: KeyWish): Promise<{ id: string; key: string }> => {
      const made = await insertKey(control, { ...owner, ...wish })
      tell('key-made', owner, { detail: { key: made.id, ...wish.limits } })
      return made
    },
    listKeys: (owner: Membership): Promise<readonly ApiKey[]> => listKeys(control, owner),
    /** The keys of all members of a workspace, newest first. */
    listAllKeys: (workspaceId: number): Promise<readonly ListedKey[]> => listAllKeys(control, workspaceId),
    /** The key opens nothing any more, in any process. Without `memberId` whoever in the workspace it belongs to. @throws `kernel.not-found` */
    removeKey: async (owner: { workspaceId: number; memberId?: string; id: string }): Promise<void> => {
      const holder = (await deleteKey(control, owner)) ?? fail('kernel.not-found', { key: owner.id })
      await known.forget({ keyId: owner.id })
      tell('key-removed', { workspaceId: owner.workspaceId, memberId: holder }, { detail: { key: owner.id } })
    },
  }
}
