import { system, type Work } from '#kernel'
import type { RowOf } from '#kernel/model'
import { account, type lead } from '#objects/customers'

type Customer = RowOf<typeof account>
type Owned = Customer & { owner: NonNullable<Customer['owner']> }
type Lead = Pick<RowOf<typeof lead>, 'id' | 'company' | 'name' | 'phone' | 'mobile' | 'website'>

const most = 10_000

/** How a lead would be called as a customer. */
export const customerName = ({ company, name }: Pick<Lead, 'company' | 'name'>): string => company ?? name ?? ''

/** By what a lead is held against customers; somebody without a company is reached by his own number. */
export const customerKeys = (from: Lead) => ({
  name: customerName(from),
  phone: from.phone ?? (from.company ? null : from.mobile),
  website: from.website,
})

/**
 * By lead, customers that look like what it would become, which somebody else has and the asker may not read; the longest known first. Told by the ways of duplicates,
 * so that spellings do not matter. Three statements for all of them.
 */
export async function sameOfOthers(work: Work, leads: readonly Lead[]): Promise<ReadonlyMap<string, readonly Owned[]>> {
  const kernel = work.as(system('customers that look the same'))
  const kin = await kernel.kinOf(account, leads.map(customerKeys))
  const ids = [...new Set(kin.flat().map(({ id }) => id))]
  if (ids.length === 0) return new Map()
  const all = await kernel.find(account, { id: { in: ids }, owner: { empty: false } }, { limit: most, sort: ['createdAt'] })
  const mine = new Set((await work.find(account, { id: { in: all.map(({ id }) => id) } }, { limit: most })).map(({ id }) => id))
  const theirs = all.flatMap(({ owner, ...row }) => (owner && !mine.has(row.id) ? [{ ...row, owner }] : []))
  const ofLead = (i: number) => theirs.filter((row) => kin[i]!.some(({ id }) => id === row.id))
  return new Map(leads.map(({ id }, i) => [id, ofLead(i)] as const).filter(([, rows]) => rows.length > 0))
}
