import { fail } from '../model/fault.ts'
import { isDay } from '../model/periods.ts'
import type { ShareWish } from './share-record.ts'

const kinds = ['person', 'department', 'role'] as const
type Given = Readonly<Record<string, unknown>>

/** Members of a body that says with whom something is shared, and what that allows. */
export const shareRights = ['mayWrite', 'teamRole', 'endsOn', 'along'] as const
export const shareMembers = [...kinds, ...shareRights] as const

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
export function readShareRight({ mayWrite, teamRole, endsOn, along }: Given): Pick<ShareWish, (typeof shareRights)[number]> {
  if (mayWrite !== undefined && typeof mayWrite !== 'boolean') fail('kernel.bad-value', { path: 'mayWrite', want: 'yesNo' })
  if (teamRole !== undefined && teamRole !== null && typeof teamRole !== 'string')
    fail('kernel.bad-value', { path: 'teamRole', want: 'text' })
  if (endsOn !== undefined && endsOn !== null && !(typeof endsOn === 'string' && isDay(endsOn)))
    fail('kernel.bad-value', { path: 'endsOn', want: 'day' })
  if (along !== undefined && along !== null && !(Array.isArray(along) && along.every((name) => typeof name === 'string')))
    fail('kernel.bad-value', { path: 'along', want: 'list' })
  return {
    ...(along === undefined ? {} : { along: along as readonly string[] | null }),
    ...(endsOn === undefined ? {} : { endsOn }),
    ...(mayWrite === undefined ? {} : { mayWrite }),
    ...(teamRole === undefined ? {} : { teamRole }),
  }
}
