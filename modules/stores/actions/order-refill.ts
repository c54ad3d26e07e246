import { defineAction, fail, type NewRow, type RowOf, system, type Work } from '#kernel'
import { link } from '#kernel/model'
import { order } from '#objects/orders'
import { store, storeCheck, storeCheckLine } from '../objects/index.ts'

const mostLines = 1_000

/**
 * A draft of an order of the store's customer with what its last check found missing, up to what there is to be at least; where nobody said how much, one piece, to be put right in the draft.
 *
 * @throws `stores.closed`, `stores.nothing-missing`; `stores.refill-waits` while a draft of this store is there
 */
export const orderRefill = defineAction('stores.order-refill', {
  on: store,
  aside: true,
  input: { store: link(store, { required: true }) },
  result: { order: link(order, { required: true }) },
  fails: ['stores.closed', 'stores.nothing-missing', 'stores.refill-waits'],
  offered: { state: { in: ['open', 'paused'] }, outOfStock: { gt: 0 } },
  async run(work, input) {
    const row = await work.one(store, input.store, { lock: true })
    if (row.state === 'closed') fail('stores.closed')
    const missing = await missingIn(work, row.id)
    if (missing.length === 0) fail('stores.nothing-missing')
    // Whoever made it, and whoever may see it: two would be delivered twice.
    const kernel = work.as(system('refills of stores'))
    if ((await kernel.count(order, { store: row.id, status: 'draft' } as never, { most: 1 })) > 0) fail('stores.refill-waits')
    const lines = missing.map((line, i) => ({ product: line.product, quantity: wantedOf(line), position: (i + 1) * 10 }))
    const [made] = await work.create(order, [{ ...headOf(row), lines } as unknown as NewRow<typeof order>])
    return { order: made!.id }
  },
})

/** What the last check in which goods were looked at found missing or low. */
async function missingIn(work: Work, of: string): Promise<readonly RowOf<typeof storeCheckLine>[]> {
  const [last] = await work.find(storeCheck, { store: of, seen: { gt: 0 } }, { limit: 1, sort: ['-createdAt', '-id'] })
  if (!last) return []
  const found = { storeCheck: last.id, availability: { in: ['missing', 'low'] } } as const
  return work.find(storeCheckLine, found, { limit: mostLines, sort: ['position'] })
}

const wantedOf = ({ minStock, stock }: Readonly<{ minStock: number | null; stock: number | null }>): number => {
  const lacking = (minStock ?? 0) - (stock ?? 0)
  return lacking > 0 ? lacking : 1
}

/** Goods go to the store, not to the house of its customer. */
function headOf({ id, account, owner, contact, phone, province, city, address }: RowOf<typeof store>) {
  const parts = [province, city === province ? null : city].filter((part) => part && !address?.includes(part))
  return {
    store: id,
    account,
    contact,
    ...(owner ? { owner } : {}),
    ...(address ? { deliveryAddress: [...parts, address].join('') } : {}),
    ...(phone ? { consigneePhone: phone } : {}),
  }
}
