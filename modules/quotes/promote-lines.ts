import { type Money, type RowOf, system, type Work } from '#kernel'
import { promoted } from '#modules/catalog'
import type { product } from '#objects/catalog'
import type { LineChange } from './line-prices.ts'
import { openStates } from './objects/index.ts'
import type { Line, Quote } from './quote-rows.ts'
import { isSameMoney } from './rules/figures.ts'

type Known = Readonly<{ priced: ReadonlyMap<string, LineChange>; goods: ReadonlyMap<string, RowOf<typeof product>> }>

/**
 * Promotions in the prices of a quote, on top of what the lists say: by line, what is different. All positions are looked at together, as a bundle asks for several. A price
 * that somebody typed stays; it has the promotion as long as it is not above it.
 */
export async function promoteLines(
  work: Work,
  row: Quote,
  lines: readonly Line[],
  { priced, goods }: Known,
): Promise<Map<string, LineChange>> {
  if (!openStates.includes(row.status!)) return new Map()
  const now = lines.map((line) => ({ ...line, ...priced.get(line.id) }) as Line)
  const wishes = now.map((line) => ({
    product: line.product,
    category: (line.product && goods.get(line.product)?.category) || null,
    quantity: line.quantity ?? 1,
    unitFactor: line.unitFactor,
    price: line.kind === 'heading' || line.isIncluded ? null : (line.listPrice as Money | null),
  }))
  const found = await promoted(
    work.as(system('prices of a promotion')),
    { account: row.account, on: row.quotedOn ?? work.today, currency: row.currency! },
    wishes,
  )
  return new Map(
    now.flatMap((line, i): [string, LineChange][] => {
      const lowered = found[i]
      const stored = lines[i]!
      if (!lowered && !stored.promotionPrice) return []
      const follows = stored.price === null || isSameMoney(line.price, line.listPrice) || isSameMoney(stored.price, stored.promotionPrice)
      const price = follows ? (lowered?.price ?? line.listPrice) : line.price
      const has = lowered && price && (price as Money).amount <= lowered.price.amount
      return [
        [
          line.id,
          {
            promotionPrice: lowered?.price ?? null,
            price: price as Line['price'],
            promotion: has ? (lowered.parts[0]!.promotion as Line['promotion']) : null,
            promotionParts: has ? lowered.parts : null,
            promotionFrom: has
              ? lowered.parts
                  .map(({ name, until }) => `${name} (→ ${until})`)
                  .join(' · ')
                  .slice(0, 300)
              : null,
          },
        ],
      ]
    }),
  )
}
