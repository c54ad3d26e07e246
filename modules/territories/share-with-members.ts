import { type RowOf, share, type Work } from '#kernel'
import { memberRoles, territory, territoryMember } from './objects/index.ts'

type Member = RowOf<typeof territoryMember>
type Right = Readonly<{ mayWrite: boolean; teamRole: string }>
type Wanted = Map<string, Readonly<{ record: string; grantee: string }> & Right>

const most = 10_000

/**
 * Territories of the models that hold are shared with their people and those of the territories above, from the first to the last day; those of others with nobody. One pass over
 * all of them, as they are few: what differs is changed.
 */
export async function shareWithMembers(kernel: Work): Promise<void> {
  const members = await kernel.find(territoryMember, {}, { limit: most, sort: ['createdAt', 'id'] })
  const territories = await kernel.find(territory, { 'model.state': 'active', isActive: true }, { limit: most, sort: ['createdAt'] })
  const parentOf = new Map(territories.map(({ id, parent }) => [String(id), parent ? String(parent) : null]))
  const today = members.filter((one) => isDue(one, kernel.today) && parentOf.has(String(one.territory)))
  await noteForce(kernel, members, new Set(today.map(({ id }) => id)))
  await settle(
    kernel,
    wantedShares(
      parentOf,
      Map.groupBy(today, (one) => String(one.territory)),
    ),
  )
}

const isDue = ({ fromOn, untilOn }: Member, today: string): boolean => (!fromOn || fromOn <= today) && (!untilOn || untilOn >= today)

async function noteForce(kernel: Work, members: readonly Member[], inForce: ReadonlySet<string>): Promise<void> {
  const wrong = members.filter((one) => one.inForce !== inForce.has(one.id))
  if (wrong.length > 0)
    await kernel.changeMany(
      territoryMember,
      wrong.map(({ id }) => ({ id, inForce: inForce.has(id) })),
    )
}

function wantedShares(parentOf: ReadonlyMap<string, string | null>, membersOf: ReadonlyMap<string, readonly Member[]>): Wanted {
  const wanted: Wanted = new Map()
  for (const record of parentOf.keys()) {
    // A tree is checked to be one when it is written.
    for (let at: string | null | undefined = record; at; at = parentOf.get(at))
      for (const one of membersOf.get(at) ?? []) {
        const key = `${record} ${one.person}`
        const known = wanted.get(key)
        const right = { mayWrite: one.mayWrite === true || known?.mayWrite === true, teamRole: known?.teamRole ?? one.role }
        wanted.set(key, { record, grantee: String(one.person), ...right })
      }
  }
  return wanted
}

/** Shares with a function are those of members; what somebody shared by hand, without one, is left alone. */
async function settle(kernel: Work, wanted: Wanted): Promise<void> {
  const ours = { object: territory.name, granteeKind: 'person', teamRole: { in: [...memberRoles] } }
  const there = await kernel.find(share, ours, { limit: most })
  const keyOf = (one: Readonly<{ record: string; grantee: string }>) => `${one.record} ${one.grantee}`
  const gone = there.filter((one) => !wanted.has(keyOf(one)))
  if (gone.length > 0)
    await kernel.remove(
      share,
      gone.map(({ id }) => id),
    )
  const differs = there.flatMap((one) => {
    const to = wanted.get(keyOf(one))
    return to && (one.mayWrite !== to.mayWrite || one.teamRole !== to.teamRole)
      ? { id: one.id, mayWrite: to.mayWrite, teamRole: to.teamRole }
      : []
  })
  if (differs.length > 0) await kernel.changeMany(share, differs)
  const known = new Set(there.map(keyOf))
  const fresh = [...wanted.values()].filter((one) => !known.has(keyOf(one)))
  if (fresh.length > 0)
    await kernel.add(
      share,
      fresh.map((one) => ({ object: territory.name, granteeKind: 'person' as const, ...one })),
    )
}
