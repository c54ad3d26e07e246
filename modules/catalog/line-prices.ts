import type { Money, Work } from '#kernel'
import { type Buyer, findPrices, type PriceWish } from './prices.ts'
import { type Lowered, promoted } from './promotions.ts'

/** A position that needs a price; `buyer` may be one object for many of them. */
export type PriceDue = Readonly<
  { id: string; buyer: Buyer; product: string; quantity: number | null } & Pick<PriceWish, 'unit' | 'unitFactor'>
>
/** `from`: where it stands; null for the price of the catalogue. */
export type LinePrice = Readonly<{ price: Money; from: string | null; parts: Lowered['parts'] }>

/** What positions of documents cost their buyers, by id; with promotions in it where somebody says to which category a product belongs. All positions of one buyer are looked at together. */
export async function linePrices(
  work: Work,
  due: readonly PriceDue[],
  categoryOf?: (product: string) => string | null,
): Promise<ReadonlyMap<string, LinePrice>> {
  const found = new Map<string, LinePrice>()
  for (const [buyer, lines] of Map.groupBy(due, (line) => line.buyer)) {
    const wishes = lines.map(({ product, quantity, unit, unitFactor }) => ({
      product,
      quantity: quantity ?? 1,
      unit: unit ?? null,
      unitFactor: unitFactor ?? null,
    }))
    const prices = await findPrices(work, buyer, wishes)
    const lowered = categoryOf
      ? await promoted(
          work,
          buyer,
          wishes.map((wish, i) => ({ ...wish, category: categoryOf(wish.product), price: prices[i]?.price ?? null })),
        )
      : []
    for (const [i, { id }] of lines.entries()) {
      const price = lowered[i]?.price ?? prices[i]?.price
      const parts = lowered[i]?.parts ?? []
      const names = [prices[i]?.list?.name, ...parts.map(({ name, until }) => `${name} (→ ${until})`)].filter(Boolean)
      if (price) found.set(id, { price, parts, from: names.length > 0 ? names.join(' · ').slice(0, 400) : null })
    }
  }
  return found
}
