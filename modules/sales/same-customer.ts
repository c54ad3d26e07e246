import { system, type Work } from '#kernel'
import type { RowOf } from '#kernel/model'
import { account, type lead } from '#objects/customers'

type Customer = RowOf<typeof account>
type Lead = Pick<RowOf<typeof lead>, 'company' | 'name'>

const most = 20

/** How a lead would be called as a customer. */
export const customerName = ({ company, name }: Lead): string => company ?? name ?? ''

/** Customers of the name that a lead would have as one, which somebody else has and the asker may not read; the longest known first. */
export async function sameOfOthers(work: Work, from: Lead): Promise<(Customer & { owner: NonNullable<Customer['owner']> })[]> {
  const kernel = work.as(system('customers of the same name'))
  const same = { name: customerName(from), owner: { empty: false } }
  const all = await kernel.find(account, same, { limit: most, sort: ['createdAt'] })
  const mine = new Set(
    (all.length > 0 ? await work.find(account, { id: { in: all.map(({ id }) => id) } }, { limit: most }) : []).map(({ id }) => id),
  )
  return all.flatMap(({ owner, ...row }) => (owner && !mine.has(row.id) ? [{ ...row, owner }] : []))
}
