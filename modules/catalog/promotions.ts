import { type Money, type RowOf, system, type Work } from '#kernel'
import { account } from '#objects/customers'
import { amountOf, liveUses, piecesOf, productCategory, promotion, promotionItem, promotionUse } from './objects/index.ts'
import { type Lowered, lower, type Offer, type PromotionPart } from './promotion-prices.ts'

type Promotion = RowOf<typeof promotion>
type Buyer = Readonly<{ account: string | null; on: string; currency: string }>
export type PromotionWish = Readonly<{
  product: string | null
  category: string | null
  quantity: number
  price: Money | null
  unitFactor?: number | null
}>

/**
 * What promotions make of the prices of a document's positions, all of them together, as a bundle looks at all; null where none speaks of a position. No statement as long
 * as no promotion runs.
 */
export async function promoted(work: Work, buyer: Buyer, wishes: readonly PromotionWish[]): Promise<readonly (Lowered | null)[]> {
  const none = wishes.map(() => null)
  const kernel = work.as(system('prices of a promotion'))
  const running = (await kernel.settings(promotion)).filter(
    ({ startsOn, endsOn, stoppedOn }) => startsOn <= buyer.on && endsOn >= buyer.on && !stoppedOn,
  )
  if (running.length === 0 || wishes.length === 0) return none
  const meant = await meaning(kernel, running, buyer)
  const left = await notUsedUp(kernel, meant)
  if (left.length === 0) return none
  const items = await kernel.settings(promotionItem)
  const groups = items.some(({ category }) => category) ? await kernel.settings(productCategory) : []
  const parents = new Map(groups.map(({ id, parent }) => [id as string, parent as string | null]))
  const offers = left
    .toSorted((a, b) => (b.priority ?? 0) - (a.priority ?? 0) || a.createdAt.localeCompare(b.createdAt))
    .map((row): Offer => ({ row, items: items.filter((item) => item.promotion === row.id) }))
  return lower(
    offers,
    wishes.map((wish) => ({ ...wish, pieces: piecesOf(wish), groups: above(parents, wish.category) })),
    buyer.currency,
  )
}

export type { Lowered, PromotionPart }

/** A group and all groups above it. */
function above(parents: ReadonlyMap<string, string | null>, group: string | null): readonly string[] {
  const found: string[] = []
  for (let at = group; at && found.length < 50; at = parents.get(at) ?? null) found.push(at)
  return found
}

/** Those that mean this customer; it is read only where one of them asks who he is. */
async function meaning(kernel: Work, running: readonly Promotion[], buyer: Buyer): Promise<readonly Promotion[]> {
  const asks = (row: Promotion): boolean => !!row.grades?.length || !!row.tags?.length || row.ownedOnly === true
  if (!running.some(asks)) return running
  const [customer] = buyer.account ? await kernel.find(account, { id: buyer.account }, { limit: 1 }) : []
  return running.filter((row) => {
    if (!asks(row)) return true
    if (!customer || (row.ownedOnly && !customer.owner)) return false
    if (!row.grades?.length && !row.tags?.length) return true
    return (
      (row.grades ?? []).some((grade) => grade === customer.grade) || (row.tags ?? []).some((tag) => (customer.tags ?? []).includes(tag))
    )
  })
}

async function notUsedUp(kernel: Work, rows: readonly Promotion[]): Promise<readonly Promotion[]> {
  const limited = rows.filter(({ mostUses, budget }) => mostUses !== null || budget)
  if (limited.length === 0) return rows
  const used = await usesOf(kernel, limited)
  return rows.filter((row) => {
    const of = used.get(row.id)
    return !of || ((row.mostUses === null || of.count < row.mostUses) && (!row.budget || of.given < amountOf(row.budget)!))
  })
}

/** By promotion, how often it is used and what it gives, in the currency of its budget. */
export async function usesOf(
  kernel: Work,
  rows: readonly Promotion[],
): Promise<ReadonlyMap<string, Readonly<{ count: number; given: number }>>> {
  const ids = rows.map(({ id }) => id as string)
  const uses = ids.length === 0 ? [] : await kernel.find(promotionUse, { promotion: { in: ids }, ...liveUses }, { limit: 10_000 })
  return new Map(
    rows.map(({ id, budget }) => {
      const own = uses.filter((use) => use.promotion === id)
      const counted = own.filter((use) => !budget || (use.given as Money | null)?.currency === (budget as Money).currency)
      return [
        id as string,
        { count: own.length, given: Math.round(counted.reduce((sum, { given }) => sum + (amountOf(given) ?? 0), 0) * 100) / 100 },
      ]
    }),
  )
}
