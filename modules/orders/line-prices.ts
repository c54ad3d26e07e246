import type { Change, Work, Written } from '#kernel'
import { asksPrice, isMeasured, linePrices, unitsOf } from '#modules/catalog'
import { product } from '#objects/catalog'
import { byId } from './counting.ts'
import { orderLine } from './objects/index.ts'

type Step = Written<typeof orderLine>
type Order = Readonly<{ account: string; orderedOn: string }>

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/**
 * What positions do not say they take from their product, and from what it costs this customer, in the unit that they are counted in; a price of a promotion goes with the quantity until somebody
 * types another.
 */
export async function fillLines(
  kernel: Work,
  written: readonly Step[],
  { orders, isTyped }: Readonly<{ orders: ReadonlyMap<string, Order>; isTyped: boolean }>,
): Promise<void> {
  const typed = (step: Step) => isTyped && !!step.before && !!step.row.priceFrom && !isSame(step.row.price, step.before.price)
  const moved = ({ row, before }: Step) =>
    !!before && !!row.promotion && (row.quantity !== before.quantity || row.product !== before.product)
  const due = written.filter(
    (step) =>
      (step.row.product && (!step.row.price || !step.row.description || !step.row.unit || moved(step) || typed(step))) ||
      ((step.row.product || step.row.unitFactor !== null) && isMeasured(step, isTyped)),
  )
  const goods = await byId(
    kernel,
    product,
    due.flatMap(({ row, before }) => [row.product, before?.product].filter((id) => !!id) as string[]),
  )
  const units = await unitsOf(kernel, due, { goods, isTyped })
  const unpriced = due.filter(
    (step) =>
      step.row.product && (!step.row.price || (!typed(step) && (moved(step) || (isTyped && asksPrice(step, units.get(step.row.id)))))),
  )
  const buyers = new Map(
    [...orders].map(([id, { account, orderedOn: on }]) => [id, { account, on, currency: kernel.workspace.currency }] as const),
  )
  const prices = await linePrices(
    kernel,
    unpriced.map(({ row }) => ({
      id: row.id,
      buyer: buyers.get(row.order)!,
      product: row.product!,
      quantity: row.quantity,
      ...(units.get(row.id) ?? { unit: row.unit, unitFactor: row.unitFactor }),
    })),
    (id) => goods.get(id)?.category ?? null,
  )
  await kernel.changeMany(
    orderLine,
    due.flatMap((step) => {
      const { row, before } = step
      const its = row.product ? goods.get(row.product) : undefined
      const was = before?.product && before.product !== row.product ? goods.get(before.product) : undefined
      const found = prices.get(row.id)
      const to: Change<typeof orderLine> = {
        ...(units.get(row.id) ?? { unit: row.unit ?? its?.unit ?? null }),
        // What another product was called, and its rate, go with it.
        description: (was && row.description === was.name ? null : row.description) ?? its?.name ?? null,
        taxRate: (was && row.taxRate === before?.taxRate ? its?.taxRate : null) ?? row.taxRate ?? its?.taxRate ?? null,
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
