import { fail, type RowOf, system, type Work } from '#kernel'
import { product } from '#objects/catalog'
import { contractLine } from '#objects/contracts'
import { quoteLine } from '#objects/quotes'
import { byId, every } from './counting.ts'
import { order, type orderLine } from './objects/index.ts'

type Line = RowOf<typeof orderLine>
const mayAllow: readonly string[] = ['manager', 'administrator']

/** Those of these positions whose product an accepted quote or a contract of the order promises. */
export async function promised(kernel: Work, rows: readonly Line[]): Promise<readonly Line[]> {
  const orders = await byId(
    kernel,
    order,
    rows.map((row) => row.order),
  )
  const heads = [...orders.values()]
  const products = rows.map((row) => row.product)
  const [quotes, contracts] = [heads.flatMap((row) => row.quote ?? []), heads.flatMap((row) => row.contract ?? [])]
  const known = new Set<string>()
  if (quotes.length > 0)
    for (const line of await every(kernel, quoteLine, { quote: { in: quotes }, product: { in: products } } as never))
      known.add(`${line.quote} ${line.product}`)
  if (contracts.length > 0)
    for (const line of await every(kernel, contractLine, { contract: { in: contracts }, product: { in: products } } as never))
      known.add(`${line.contract} ${line.product}`)
  return rows.filter((row) => {
    const head = orders.get(row.order)
    return [head?.quote, head?.contract].some((of) => of && known.has(`${of} ${row.product}`))
  })
}

/** @throws `orders.approval-only` naming products that nobody promised and only a manager may let go */
export async function assertAllowed(work: Work, lines: readonly Line[]): Promise<void> {
  if (work.actor.kind === 'system' || work.actor.roles.some((role) => mayAllow.includes(role))) return
  const kernel = work.as(system('what is sold with approval only'))
  const goods = await byId(
    kernel,
    product,
    lines.flatMap((line) => line.product ?? []),
  )
  const bound = lines.filter((line) => line.product && goods.get(line.product)?.status === 'approvalOnly')
  if (bound.length === 0) return
  const fine = new Set(await promised(kernel, bound))
  const names = new Set(bound.filter((line) => !fine.has(line)).map((line) => goods.get(line.product!)!.name))
  if (names.size > 0) fail('orders.approval-only', { products: [...names].join(', ') })
}
