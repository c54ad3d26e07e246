import { fail } from '../model/fault.ts'
import type { ShareWish } from './share-record.ts'

const kinds = ['person', 'department', 'role'] as const
type Given = Readonly<Record<string, unknown>>

/** Members of a body that says with whom something is shared, and what that allows. */
export const shareMembers = [...kinds, 'mayWrite', 'teamRole'] as const

/** `{ "person": id }`, `{ "department": id }` or `{ "role": key }`, and what is allowed. @throws `kernel.bad-value` */
export function readShareWish(given: Given): ShareWish {
  const named = kinds.filter((kind) => given[kind] !== undefined)
  const [granteeKind] = named
  if (!granteeKind || named.length > 1) fail('kernel.bad-value', { path: 'person', want: 'grantee' })
  const grantee = given[granteeKind]
  if (typeof grantee !== 'string' || grantee === '') fail('kernel.bad-value', { path: granteeKind, want: 'id' })
  return { granteeKind, grantee, ...readShareRight(given) }
}

/** What a share allows, as far as it is said. @throws `kernel.bad-value` */
export function readShareRight({ mayWrite, teamRole }: Given): Pick<ShareWish, 'mayWrite' | 'teamRole'> {
  if (mayWrite !== undefined && typeof mayWrite !== 'boolean') fail('kernel.bad-value', { path: 'mayWrite', want: 'yesNo' })
  if (teamRole !== undefined && teamRole !== null && typeof teamRole !== 'string')
    fail('kernel.bad-value', { path: 'teamRole', want: 'text' })
  return { ...(mayWrite === undefined ? {} : { mayWrite }), ...(teamRole === undefined ? {} : { teamRole }) }
}
