import { defineAction, fail, member, type RowOf, system, type Work } from '#kernel'
import { json, link, money } from '#kernel/model'
import { opportunity } from '#objects/sales'
import { beginOf, openBooks } from '../count/books.ts'
import { wonFacts } from '../count/capture.ts'
import type { Credit } from '../count/compute.ts'
import { sharesFor } from '../count/credit.ts'
import { exact, plus, toNumber, zero } from '../count/exact.ts'
import { gainOf } from '../count/gain.ts'
import { monthOf } from '../count/months.ts'
import { plansSince } from '../count/plans.ts'

/** `hasNoTarget`: tiers that begin at a part of the target are not his. */
type Part = Readonly<{ plan: string; measure: string; result: number; hasNoTarget: boolean }>

/**
 * What whoever asks would earn of an open deal if it was won, signed and paid today as it stands: his statement of this month with it, less that without it, plan by plan.
 *
 * @throws `commissions.not-yours` for whoever has no share in the deal.
 */
export const wouldEarn = defineAction('commissions.would-earn', {
  on: opportunity,
  byReaders: true,
  // Its panel asks; as a verb it would say nothing.
  offered: { outcome: { empty: true } },
  input: { opportunity: link(opportunity, { required: true }) },
  result: { opportunity: link(opportunity, { required: true }), earns: money({ required: true }), parts: json() },
  fails: ['commissions.not-yours', 'commissions.not-open'],
  async run(work, input) {
    const deal = await work.one(opportunity, input.opportunity)
    const me = work.actor.memberId
    if (deal.outcome !== 'open') fail('commissions.not-open')
    const kernel = work.as(system('what would it earn'))
    const mine = await hypothetical(kernel, deal, me)
    if (mine.length === 0) fail('commissions.not-yours')
    const month = monthOf(work.today)
    const plans = (await plansSince(kernel, work.today)).filter(({ state, startsOn }) => state === 'active' && startsOn <= work.today)
    const books = await openBooks(kernel, { plans, from: beginOf(plans, month), month })
    const parts = books.plans.map(
      (plan): Part => ({
        plan: plan.row.name,
        measure: plan.row.measure,
        result: gainOf(books, { plan, mine, me: me!, month }),
        hasNoTarget: plan.tableOf(me!, month).target === null,
      }),
    )
    const earns = parts.reduce((sum, { result }) => plus(sum, exact(result)), zero)
    return {
      opportunity: deal.id,
      earns: { amount: toNumber(earns), currency: work.workspace.currency },
      parts: parts.filter(({ result }) => result !== 0),
    }
  },
})

/** The credit that somebody would have. */
async function hypothetical(kernel: Work, deal: RowOf<typeof opportunity>, me: string | null): Promise<Credit[]> {
  const facts = await wonFacts(kernel, [{ ...deal, outcome: 'won', closedOn: kernel.today }])
  const shares = await sharesFor(kernel, facts[0]!)
  const [person] = me ? await kernel.find(member, { id: me }, { limit: 1 }) : []
  return shares
    .filter(({ owner }) => owner === me)
    .map(
      (one) =>
        ({ ...facts[0], ...one, ownerDepartment: person?.department ?? null, createdAt: kernel.now.toISOString() }) as unknown as Credit,
    )
}
