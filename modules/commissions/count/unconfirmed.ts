import type { RowOf, Work } from '#kernel'
import { account } from '#objects/customers'
import { receipt } from '#objects/payments'
import { sharersOf } from './credit.ts'
import { every, everyOf } from './every.ts'
import { firstOf, lastOf } from './months.ts'
import { notEarned, receivedFacts } from './received.ts'

type Receipt = RowOf<typeof receipt>

/**
 * Money of a month that finance has not confirmed, by number, for each of these people: what pays their contracts, orders and shares, whoever booked it, what they booked themselves, and what came
 * from their customers. What nobody can be asked about is everybody's: it may be anybody's once it is claimed.
 */
export async function unconfirmedOf(work: Work, month: string, owners: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  const days = { gte: firstOf(month), lte: lastOf(month) }
  const rows = (
    await every(work, receipt, {
      status: { in: ['unclaimed', 'proposed'] },
      or: [{ countsOn: days }, { countsOn: { empty: true }, receivedOn: days }],
    })
  ).filter(({ kind }) => !notEarned.includes(kind))
  if (rows.length === 0) return new Map()
  const whose = await peopleOf(work, rows)
  const asked = new Map(
    owners.map((owner) => [
      owner,
      rows.filter(({ id }) => whose.get(id)?.has(owner) || !whose.get(id)?.size).map(({ number }) => number ?? ''),
    ]),
  )
  return new Map([...asked].filter(([, numbers]) => numbers.length > 0))
}

/** By receipt, whom it would be credited to, who booked it, and whose customer it came from. */
async function peopleOf(work: Work, rows: readonly Receipt[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const asConfirmed = rows.map((row) => ({ ...row, status: 'confirmed' as const, countsOn: row.countsOn ?? row.receivedOn }))
  const facts = await receivedFacts(work, asConfirmed)
  const sharers = await sharersOf(work, facts)
  const customers = await everyOf(work, account, { field: 'id', among: rows.flatMap((row) => row.account ?? []) })
  const ownerOf = new Map(customers.map(({ id, owner }) => [id as string, owner]))
  return new Map(
    rows.map((row) => {
      const credited = facts.filter((fact) => fact.receipt === row.id).flatMap(({ source }) => sharers.get(source) ?? [])
      const beside = credited.length > 0 ? [] : [ownerOf.get(row.account ?? '')]
      // Who keeps the books claims nothing by booking: an open line of the bank without a customer is nobody's.
      const booked = row.account || row.status === 'proposed' ? [row.owner] : []
      return [row.id as string, new Set([...credited, ...beside, ...booked].flatMap((one) => one ?? []))]
    }),
  )
}
