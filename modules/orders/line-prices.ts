import type { Change, Money, Work, Written } from '#kernel'
import { findPrices, type Lowered, promoted } from '#modules/catalog'
import { product } from '#objects/catalog'
import { byId } from './counting.ts'
import { orderLine } from './objects/index.ts'

type Step = Written<typeof orderLine>
type Order = Readonly<{ account: string; orderedOn: string }>
type Found = Readonly<{ price: Money; from: string | null; parts: Lowered['parts'] }>

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** What positions do not say they take from their product, and from what it costs this customer; a price of a promotion goes with the quantity until somebody types another. */
export async function fillLines(
  kernel: Work,
  written: readonly Step[],
  { orders, isTyped }: Readonly<{ orders: ReadonlyMap<string, Order>; isTyped: boolean }>,
): Promise<void> {
  const typed = (step: Step) => isTyped && !!step.before && !!step.row.priceFrom && !isSame(step.row.price, step.before.price)
  const moved = ({ row, before }: Step) =>
    !!before && !!row.promotion && (row.quantity !== before.quantity || row.product !== before.product)
  const due = written.filter(
    (step) => step.row.product && (!step.row.price || !step.row.description || !step.row.unit || moved(step) || typed(step)),
  )
  const goods = await byId(
    kernel,
    product,
    due.map(({ row }) => row.product as string),
  )
  const unpriced = due.filter((step) => !step.row.price || (moved(step) && !typed(step)))
  const prices = await pricesFor(kernel, unpriced, { orders, categoryOf: (id) => goods.get(id)?.category ?? null })
  await kernel.changeMany(
    orderLine,
    due.flatMap((step) => {
      const { row } = step
      const its = goods.get(row.product!)
      const found = prices.get(row.id)
      const to: Change<typeof orderLine> = {
        description: row.description ?? its?.name ?? null,
        unit: row.unit ?? its?.unit ?? null,
        taxRate: row.taxRate ?? its?.taxRate ?? null,
        ...(found
          ? {
              price: found.price,
              priceFrom: found.from,
              promotion: (found.parts[0]?.promotion ?? null) as typeof row.promotion,
              promotionParts: found.parts.length > 0 ? found.parts : null,
            }
          : typed(step)
            ? { priceFrom: null, promotion: null, promotionParts: null }
            : {}),
      }
      const isNew = Object.entries(to).some(([name, value]) => !isSame((row as Record<string, unknown>)[name], value))
      return isNew ? [{ ...to, id: row.id }] : []
    }),
  )
}

type Known = Readonly<{ orders: ReadonlyMap<string, Order>; categoryOf(product: string): string | null }>

async function pricesFor(kernel: Work, due: readonly Step[], { orders, categoryOf }: Known): Promise<ReadonlyMap<string, Found>> {
  const found = new Map<string, Found>()
  for (const [id, lines] of Map.groupBy(due, ({ row }) => row.order as string)) {
    const its = orders.get(id)!
    const buyer = { account: its.account, on: its.orderedOn, currency: kernel.workspace.currency }
    const wishes = lines.map(({ row }) => ({ product: row.product as string, quantity: row.quantity }))
    const prices = await findPrices(kernel, buyer, wishes)
    const lowered = await promoted(
      kernel,
      buyer,
      wishes.map((wish, i) => ({ ...wish, category: categoryOf(wish.product), price: prices[i]?.price ?? null })),
    )
    for (const [i, { row }] of lines.entries()) {
      const price = lowered[i]?.price ?? prices[i]?.price
      const parts = lowered[i]?.parts ?? []
      const names = [prices[i]?.list?.name, ...parts.map(({ name, until }) => `${name} (→ ${until})`)].filter(Boolean)
      if (price) found.set(row.id, { price, parts, from: names.length > 0 ? names.join(' · ').slice(0, 400) : null })
    }
  }
  return found
}
