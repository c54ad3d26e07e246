import type { RowOf, Work } from '#kernel'
import { builtInRoles, department, member, membership, role, share } from '#kernel/model'
import { type policy, policyAddressee, policyReading } from './objects/index.ts'

type Policy = RowOf<typeof policy>
type Share = Readonly<{ granteeKind: 'person' | 'department' | 'role'; grantee: string }>

const most = 10_000

/** People and departments as they are now; read once for all policies of one work. */
export type Company = Readonly<{
  people: readonly Readonly<{ id: string; name: string; roles: readonly string[]; departments: readonly string[] }>[]
  /** A department with all below it. */
  within(id: string): readonly string[]
}>

export async function readCompany(kernel: Work): Promise<Company> {
  const people = await kernel.find(member, { active: true }, { limit: most, sort: ['createdAt'] })
  const further = Map.groupBy(await kernel.find(membership, {}, { limit: most, sort: ['createdAt'] }), (one) => String(one.member))
  const below = Map.groupBy(await kernel.find(department, {}, { limit: most, sort: ['createdAt'] }), (one) => String(one.parent ?? ''))
  const within = (id: string): readonly string[] => [id, ...(below.get(id) ?? []).flatMap((one) => within(one.id))]
  return {
    people: people.map(({ id, name, roles, department: own }) => ({
      id,
      name,
      roles: (roles ?? []) as readonly string[],
      departments: [...(own ? [String(own)] : []), ...(further.get(id) ?? []).map((one) => String(one.department))],
    })),
    within,
  }
}

/** For whom a policy is: those named, and those with one of its roles in one of its departments; for all where neither is said. */
export async function readersOf(kernel: Work, row: Policy, company: Company): Promise<ReadonlySet<string>> {
  const { departments, persons } = await addressed(kernel, row, company)
  const roles = (row.forRoles ?? []) as readonly string[]
  const isMeant = (one: Company['people'][number]): boolean =>
    persons.has(one.id) ||
    ((roles.length === 0 || one.roles.some((key) => roles.includes(key))) &&
      (departments.size > 0 ? one.departments.some((id) => departments.has(id)) : persons.size === 0))
  return new Set(company.people.filter(isMeant).map(({ id }) => id))
}

async function addressed(kernel: Work, row: Policy, company: Company) {
  const named = await kernel.find(policyAddressee, { policy: row.id }, { limit: most })
  return {
    departments: new Set(named.flatMap((one) => (one.department ? company.within(String(one.department)) : []))),
    persons: new Set(named.flatMap((one) => (one.person ? [String(one.person)] : []))),
  }
}

/** Those for whom it is now may read it, and each has a reading; those for whom it no longer is keep what they have said. */
export async function openTo(kernel: Work, row: Policy, company: Company): Promise<ReadonlySet<string>> {
  const readers = await readersOf(kernel, row, company)
  await settleShares(kernel, row, await sharesFor(kernel, row, { readers, company }))
  await addReadings(
    kernel,
    row,
    company.people.filter(({ id }) => readers.has(id)),
  )
  return readers
}

/** With departments or roles as a whole where that says the same, so that who joins later reads it too; else person by person. */
async function sharesFor(kernel: Work, row: Policy, to: { readers: ReadonlySet<string>; company: Company }): Promise<readonly Share[]> {
  const { departments, persons } = await addressed(kernel, row, to.company)
  const roles = (row.forRoles ?? []) as readonly string[]
  const as = (granteeKind: Share['granteeKind'], ids: Iterable<string>): Share[] => [...ids].map((grantee) => ({ granteeKind, grantee }))
  if (departments.size === 0 && persons.size === 0) {
    const own = await kernel.find(role, {}, { limit: most })
    return as('role', roles.length > 0 ? roles : new Set([...builtInRoles, ...own.map(({ key }) => key)]))
  }
  return roles.length > 0 ? as('person', to.readers) : [...as('department', departments), ...as('person', persons)]
}

/** Whoever it was opened to and is not meant any more reads it no longer. */
export async function settleShares(kernel: Work, row: Policy, wanted: readonly Share[]): Promise<void> {
  const there = await kernel.find(share, { object: 'policy', record: row.id }, { limit: most })
  const keyOf = (one: Share) => `${one.granteeKind} ${one.grantee}`
  const keys = new Set(wanted.map(keyOf))
  const gone = there.filter((one) => !keys.has(keyOf(one)))
  if (gone.length > 0)
    await kernel.remove(
      share,
      gone.map(({ id }) => id),
    )
  const known = new Set(there.map(keyOf))
  const fresh = wanted.filter((one) => !known.has(keyOf(one)))
  if (fresh.length > 0)
    await kernel.add(
      share,
      fresh.map((one) => ({ object: 'policy', record: row.id as never, ...one })),
    )
}

async function addReadings(kernel: Work, row: Policy, readers: Company['people']): Promise<void> {
  const known = new Set((await kernel.find(policyReading, { policy: row.id }, { limit: most })).map(({ owner }) => String(owner)))
  const missing = readers.filter(({ id }) => !known.has(id))
  if (missing.length === 0) return
  await kernel.add(
    policyReading,
    missing.map(({ id, name }) => ({ title: name, policy: row.id, owner: id as never })),
  )
}
