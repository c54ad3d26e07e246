import { fail, type Work } from '#kernel'
import { product } from '#objects/catalog'
import { every, portionsOf, quantities } from './counting.ts'
import { reservation, stockMove, warehouse } from './objects/index.ts'

/** Works that count the stock of the same products wait for each other: the second sees what the first has left. */
export const holdStock = (work: Work, products: readonly string[]): Promise<void> =>
  work.hold([...new Set(products)].toSorted().map((id) => `stock of ${id}`))

const place = (of: Readonly<{ product: string; warehouse: string }>): string => `${of.product} ${of.warehouse}`

/** @throws `orders.not-in-stock` where more has left a warehouse than there was. */
export async function assertNotBelowZero(work: Work, places: readonly Readonly<{ product: string; warehouse: string }>[]): Promise<void> {
  const wanted = new Set(places.map(place))
  for (const part of portionsOf(places.map((one) => one.product))) {
    await holdStock(work, part)
    const warehouses = [...new Set(places.filter((one) => part.includes(one.product)).map((one) => one.warehouse))]
    const moves = await every(work, stockMove, { product: { in: part }, warehouse: { in: warehouses } })
    const sums = quantities(moves, place, ({ quantity }) => quantity)
    const short = [...sums].find(([key, sum]) => wanted.has(key) && sum < 0)
    if (short) await complain(work, short)
  }
}

async function complain(work: Work, [key, sum]: readonly [string, number]): Promise<never> {
  const [id, at] = key.split(' ') as [string, string]
  return fail('orders.not-in-stock', {
    product: (await work.one(product, id)).name,
    warehouse: (await work.one(warehouse, at)).name,
    missing: -sum,
  })
}

/** @throws `orders.not-available` where orders have reserved more than there is. */
export async function assertAvailable(work: Work, products: readonly string[]): Promise<void> {
  for (const part of portionsOf(products)) {
    const [short] = await work.find(product, { id: { in: part }, isStocked: true, available: { lt: 0 } } as never, { limit: 1 })
    if (!short) continue
    const [moves, reserved] = [
      await every(work, stockMove, { product: short.id }),
      await every(work, reservation, { product: short.id, quantity: { gt: 0 } }),
    ]
    const sum = (rows: readonly { quantity: number }[]) =>
      quantities(
        rows,
        () => 'all',
        ({ quantity }) => quantity,
      ).get('all') ?? 0
    fail('orders.not-available', { product: short.name, onHand: sum(moves), reserved: sum(reserved) })
  }
}
