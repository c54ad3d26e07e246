import { type RowOf, system, type Work } from '#kernel'
import { dayOf } from '#kernel/model'
import { lead } from '#objects/customers'
import { opportunity } from './objects/index.ts'

type Deal = RowOf<typeof opportunity> & { creditedTo?: string | null; leadOn?: string | null }

const portion = 1_000
const isClosed = ({ outcome }: Deal): boolean => outcome === 'won' || outcome === 'lost'

/** Whoever has a deal when it is won or lost keeps it as his result; what is open again is nobody's. Answers of how many deals. */
export async function creditClosed(work: Work, deals: readonly Deal[]): Promise<number> {
  const changes = deals
    .filter((deal) => isClosed(deal) !== !!deal.creditedTo && (!isClosed(deal) || deal.owner))
    .map((deal) => ({
      id: deal.id,
      creditedTo: isClosed(deal) ? deal.owner : null,
      creditedDepartment: isClosed(deal) ? deal.ownerDepartment : null,
    }))
  if (changes.length > 0) await work.as(system('whose result it is')).changeMany(opportunity, changes as never)
  return changes.length
}

/** The day on which its lead came in stays with a deal. Answers of how many deals. */
export async function dateByLead(work: Work, deals: readonly Deal[]): Promise<number> {
  const meant = deals.filter((deal) => deal.lead || deal.leadOn)
  if (meant.length === 0) return 0
  const kernel = work.as(system('the lead of a deal'))
  const ids = [...new Set(meant.flatMap((deal) => deal.lead ?? []))]
  const leads = ids.length === 0 ? [] : await kernel.find(lead, { id: { in: ids } }, { limit: 10_000 })
  const { timeZone } = kernel.workspace
  const days = new Map(leads.map(({ id, createdAt }) => [id as string, dayOf(new Date(createdAt), timeZone)]))
  const changes = meant.flatMap((deal) => {
    const leadOn = days.get(String(deal.lead)) ?? null
    return leadOn === (deal.leadOn ?? null) ? [] : [{ id: deal.id, leadOn }]
  })
  if (changes.length > 0) await kernel.changeMany(opportunity, changes as never)
  return changes.length
}

/** A part of what came in without bringing anything about, or was there before: answers how much of it was done. */
export async function creditMissing(work: Work): Promise<number> {
  const of = (filter: object) => work.find(opportunity, filter as never, { limit: portion, sort: ['createdAt'] })
  const owned = await of({ outcome: { in: ['won', 'lost'] }, owner: { empty: false }, creditedTo: { empty: true } })
  const fromLeads = await of({ lead: { empty: false }, leadOn: { empty: true } })
  return (await creditClosed(work, owned)) + (await dateByLead(work, fromLeads))
}
