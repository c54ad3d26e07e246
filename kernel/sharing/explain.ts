import type { Access, Actor, Scope as GrantScope, Reach, Verb, WallFilter } from '../access/define-access.ts'
import { pathOf } from '../access/followed.ts'
import type { ShownShare } from './share-record.ts'

/** What is known of a record for telling who reaches it: whose it is, with whom it is shared, what it follows, which walls it stands behind. */
export type Fact = Readonly<{
  object: string
  id: string
  /** Null where whoever asks may not read it. */
  title: string | null
  owner: string | null
  department: string | null
  shares: readonly ShownShare[]
  /** By the path that is followed. */
  parents: Readonly<Record<string, readonly Fact[]>>
  holds(filter: WallFilter): boolean
}>

/** One reason why somebody reaches a record. `roles` are those that grant it. */
export type Reason = Readonly<
  | { way: 'administrator' }
  | { way: 'all' | 'own' | 'department'; roles: readonly string[] }
  | { way: 'shared' | 'team'; share: ShownShare }
  | { way: 'parent'; parent: Readonly<{ object: string; id: string; title: string | null }>; because: readonly Reason[] }
>

type ReachVerb = Exclude<Verb, 'create'>

/** Why an actor reaches a record with a verb; no reason means that he does not. The same reach that statements are made of. */
export function reasonsFor(access: Access, actor: Actor, fact: Fact, verb: ReachVerb): readonly Reason[] {
  if (actor.roles.includes('administrator')) return [{ way: 'administrator' }]
  return within(access, actor, { fact, verb, reach: access.reach(actor, fact.object, verb) })
}

type Place = Readonly<{ fact: Fact; verb: ReachVerb; reach: Reach }>

function within(access: Access, actor: Actor, { fact, verb, reach }: Place): readonly Reason[] {
  const rolesWith = (scopes: readonly GrantScope[]) =>
    access
      .grants(actor, fact.object)
      .filter((grant) => scopes.includes(grant[verb]))
      .map(({ role }) => role)
  if (reach.kind === 'none') return []
  if (reach.kind === 'all') return [{ way: 'all', roles: rolesWith(['own', 'department', 'below', 'all']) }]
  if (!(reach.walls ?? []).every((filter) => fact.holds(filter))) return []
  return reach.branches.flatMap((branch): readonly Reason[] => {
    if (branch.way === 'any') return [{ way: 'all', roles: rolesWith(['own', 'department', 'below', 'all']) }]
    if (branch.way === 'own')
      return fact.owner === branch.memberId ? [{ way: 'own', roles: rolesWith(['own', 'department', 'below', 'all']) }] : []
    if (branch.way === 'departments')
      return fact.department !== null && branch.ids.includes(fact.department)
        ? [{ way: 'department', roles: rolesWith(['department', 'below']) }]
        : []
    if (branch.way === 'shared')
      return fact.shares
        .filter((share) => !share.isOver && (!branch.write || share.mayWrite) && isFor(share, branch))
        .map((share) => ({ way: share.teamRole === null ? ('shared' as const) : ('team' as const), share }))
    return (fact.parents[pathOf(branch)] ?? []).flatMap(({ object, id, title, ...rest }): readonly Reason[] => {
      const because = within(access, actor, { fact: { object, id, title, ...rest }, verb, reach: branch.reach })
      return because.length > 0 ? [{ way: 'parent', parent: { object, id, title }, because }] : []
    })
  })
}

type Shared = Readonly<{ memberId: string; departments: readonly string[]; roles: readonly string[]; child?: string }>

const isFor = ({ kind, grantee, along }: ShownShare, { memberId, departments, roles, child }: Shared): boolean =>
  (along === null || child === undefined || along.includes(child)) &&
  (kind === 'person' ? grantee.id === memberId : kind === 'department' ? departments.includes(grantee.id) : roles.includes(grantee.id))

/** All walls in a reach, by the object that they stand before. */
export function wallsIn(object: string, reach: Reach): readonly Readonly<{ object: string; filter: WallFilter }>[] {
  if (reach.kind !== 'some') return []
  return [
    ...(reach.walls ?? []).map((filter) => ({ object, filter })),
    ...reach.branches.flatMap((branch) => (branch.way === 'parent' ? wallsIn(branch.object, branch.reach) : [])),
  ]
}
