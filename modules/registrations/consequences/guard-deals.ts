import { defineConsequence, type RowOf, system } from '#kernel'
import { opportunity, opportunityLine } from '#objects/sales'
import { dealRegistration } from '../objects/index.ts'
import { failAsTaken, holdCustomers, type Keys, keysOf, ruleInForce, takenBy } from '../taken.ts'

type Deal = RowOf<typeof opportunity>

/** A deal for what somebody else has registered does not begin, whatever road it comes; the registration of whoever begins it has come to its end. */
export const guardDeals = defineConsequence(opportunity, {
  reads: ['account', 'product', 'lines'],
  async run(work, written) {
    const kernel = work.as(system('registrations of deals'))
    const deals = written.filter(({ row, before }) => row.account && row.outcome === 'open' && isOther(row, before)).map(({ row }) => row)
    if (deals.length === 0 || (await kernel.count(dealRegistration, { state: { in: ['requested', 'protected'] } }, { most: 1 })) === 0)
      return
    const rule = await ruleInForce(kernel)
    const lines = await kernel.find(opportunityLine, { opportunity: { in: deals.map(({ id }) => id) } }, { limit: 10_000 })
    const keys = await keysOf(
      kernel,
      deals.map((deal) => ({
        account: deal.account,
        customer: null,
        name: deal.name,
        category: null,
        products: [deal.product, ...lines.flatMap((line) => (line.opportunity === deal.id ? line.product : []))].filter(
          (id): id is NonNullable<typeof id> => !!id,
        ),
      })),
    )
    await holdCustomers(kernel, keys)
    const others = rule.deals === 'allow' ? [] : await takenBy(kernel, keys, (one, i) => one.owner === deals[i]!.owner)
    const first = others.find((one) => one !== undefined)
    if (first && rule.deals === 'refuse') await failAsTaken(kernel, rule, first)
    const marked = others.flatMap((one, i) => (one ? [{ id: deals[i]!.id, registeredUntil: one.protectedUntil }] : []))
    if (marked.length > 0) await kernel.changeMany(opportunity, marked as never)
    await markUsed(kernel, deals, keys)
  },
})

const isOther = (row: Deal, before: Deal | null): boolean => !before || before.account !== row.account || before.product !== row.product

/** Whoever begins the deal that he registered has used his registration. */
async function markUsed(kernel: Parameters<typeof takenBy>[0], deals: readonly Deal[], keys: readonly Keys[]): Promise<void> {
  const own = await takenBy(kernel, keys, (one, i) => one.owner !== deals[i]!.owner || one.state !== 'protected')
  const used = new Map(own.flatMap((one, i) => (one ? [[one.id, deals[i]!.id] as const] : [])))
  if (used.size > 0)
    await kernel.changeMany(
      dealRegistration,
      [...used].map(([id, deal]) => ({ id, state: 'used' as const, opportunity: deal })),
    )
}
