import { type RowOf, system, type Work } from '#kernel'
import { dayOf } from '#kernel/model'
import { lead } from '#objects/customers'
import { opportunity } from './objects/index.ts'

type Deal = RowOf<typeof opportunity> & { creditedTo?: string | null; leadOn?: string | null }

const portion = 1_000
const isClosed = ({ outcome }: Deal): boolean => outcome === 'won' || outcome === 'lost'

/** The days on which the leads of some deals came in. */
async function leadDays(kernel: Work, deals: readonly Deal[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(deals.flatMap((deal) => deal.lead ?? []))]
  const leads = ids.length === 0 ? [] : await kernel.find(lead, { id: { in: ids } }, { limit: 10_000 })
  return new Map(leads.map(({ id, createdAt }) => [id as string, dayOf(new Date(createdAt), kernel.workspace.timeZone)]))
}

/** Whoever has a deal when it is won or lost keeps it as his result, and the day of its lead stays with it; what is open again is nobody's. Answers of how many deals. */
export async function creditClosed(work: Work, deals: readonly Deal[]): Promise<number> {
  const kernel = work.as(system('whose result it is'))
  const days = await leadDays(kernel, deals.filter(isClosed))
  const changes = deals.flatMap((deal) => {
    const closed = isClosed(deal)
    const to = closed ? (deal.creditedTo ?? deal.owner) : null
    const leadOn = closed ? (days.get(String(deal.lead)) ?? null) : null
    const isCredited = (deal.creditedTo ?? null) !== to
    if (!isCredited && (deal.leadOn ?? null) === leadOn) return []
    const department = isCredited ? { creditedDepartment: closed ? deal.ownerDepartment : null } : {}
    return [{ id: deal.id, creditedTo: to, leadOn, ...department }]
  })
  if (changes.length > 0) await kernel.changeMany(opportunity, changes as never)
  return changes.length
}

/** A part of what came in without bringing anything about, or was there before: answers how much of it was done. */
export async function creditMissing(work: Work): Promise<number> {
  const isOwned = { owner: { empty: false }, creditedTo: { empty: true } }
  const isFromLead = { lead: { empty: false }, leadOn: { empty: true } }
  const missing = { outcome: { in: ['won', 'lost'] }, or: [isOwned, isFromLead] }
  return creditClosed(work, await work.find(opportunity, missing as never, { limit: portion, sort: ['createdAt'] }))
}
