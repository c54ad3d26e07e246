import type { RowOf, Work } from '#kernel'
import { opportunity, opportunityLine } from '#objects/sales'
import { dealRegistration } from './objects/index.ts'
import { holdCustomers, type Keys, keysOf, type Registration, type Rule, ruleInForce, takenBy } from './taken.ts'

export type Deal = RowOf<typeof opportunity>
type Ignored = (one: Registration, deal: Deal) => boolean
type Looked = Readonly<{ rule: Rule; isIgnored: Ignored; keys: readonly Keys[]; others: readonly (Registration | undefined)[] }>

/**
 * By deal, the registration of somebody else that stands before it; null where nothing is registered at all. Deals for one customer wait for each other. `earlierOnly`: of
 * deals that began a while ago, what was registered since says nothing.
 */
export async function lookAtDeals(kernel: Work, deals: readonly Deal[], o: Readonly<{ earlierOnly?: true }> = {}): Promise<Looked | null> {
  const running = { state: { in: ['requested', 'protected'] } }
  if (deals.length === 0 || (await kernel.count(dealRegistration, running, { most: 1 })) === 0) return null
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
  const isIgnored: Ignored = (one, deal) => o.earlierOnly === true && Date.parse(one.createdAt) > Date.parse(deal.createdAt)
  const isMine = (one: Registration, i: number) => one.owner === deals[i]!.owner || isIgnored(one, deals[i]!)
  const others = rule.deals === 'allow' ? [] : await takenBy(kernel, keys, isMine)
  return { rule, isIgnored, keys, others }
}

/** Deals that stand behind somebody else's registration carry its last day, where the rule lets them begin; the registration of whoever begins one has come to its end. */
export async function noteDeals(kernel: Work, deals: readonly Deal[], { keys, others, isIgnored }: Looked): Promise<void> {
  const marked = others.flatMap((one, i) => (one ? [{ id: deals[i]!.id, registeredUntil: one.protectedUntil }] : []))
  if (marked.length > 0) await kernel.changeMany(opportunity, marked as never)
  const own = await takenBy(
    kernel,
    keys,
    (one, i) => one.owner !== deals[i]!.owner || one.state !== 'protected' || isIgnored(one, deals[i]!),
  )
  const used = new Map(own.flatMap((one, i) => (one ? [[one.id, deals[i]!.id] as const] : [])))
  if (used.size > 0)
    await kernel.changeMany(
      dealRegistration,
      [...used].map(([id, deal]) => ({ id, state: 'used' as const, opportunity: deal })),
    )
}
