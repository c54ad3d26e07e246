import { defineGuard, fail, type RowOf, type Work } from '#kernel'
import { eachHeld, isWithin, sameCurrency, sumsBy } from '#modules/payments'
import { moneyOf, toCents } from '#objects/catalog'
import { allocation, invoice, invoiceShare } from '#objects/payments'
import { byId, every, portionsOf } from '../counting.ts'
import { order, orderLine } from '../objects/index.ts'
import { paysFor, takes, worthOf } from '../order-worth.ts'
import { isBinding } from '../rules/order-steps.ts'

type Share = RowOf<typeof invoiceShare> & Readonly<{ order: string | null; orderLine: string | null }>
type Part = RowOf<typeof allocation> & Readonly<{ order: string | null }>
type Bound = Readonly<{ order: string | null; contract: string | null }>

/** What is billed of an order, asked for included, never exceeds it; of what came back nothing more is billed. */
const checkBilled = (work: Work, ids: readonly string[], o: Readonly<{ withoutReturned: boolean }>): Promise<void> =>
  eachHeld(work, 'billing of', ids, async (part) => {
    const shares = (await every(work, invoiceShare, { order: { in: part }, ...takes } as never)) as Share[]
    const [sums, worth] = [sumsBy(shares, (share) => share.order), await worthOf(work, part, o)]
    for (const [id, row] of await byId(work, order, part)) {
      const its = shares.filter((share) => share.order === id)
      sameCurrency(worth.get(id), its, { contract: row.number })
      const [billed, { amount }] = [sums.get(id) ?? 0, worth.get(id)!]
      if (!isWithin(billed, amount)) fail('orders.over-billed', { order: row.number, billed, amount, over: toCents(billed - amount) })
    }
  })

/** What is given of money to an order that has no contract never exceeds the order, nor what of it its invoice bills. */
const checkReceived = (work: Work, ids: readonly string[]): Promise<void> =>
  eachHeld(work, 'money of', ids, async (part) => {
    const parts = (await every(work, allocation, paysFor(part))) as Part[]
    if (parts.length === 0) return
    const [sums, worth] = [sumsBy(parts, (one) => one.order), await worthOf(work, part, { withoutReturned: false })]
    for (const [id, row] of await byId(work, order, part)) {
      const its = parts.filter((one) => one.order === id)
      sameCurrency(worth.get(id), its, { contract: row.number })
      const [received, { amount }] = [sums.get(id) ?? 0, worth.get(id)!]
      if (!isWithin(received, amount))
        fail('orders.over-received', { order: row.number, received, amount, over: toCents(received - amount) })
    }
    await checkPaid(work, parts)
  })

/** Of an invoice no more is paid for an order than it bills of it. */
async function checkPaid(work: Work, parts: readonly Part[]): Promise<void> {
  const given = parts.filter((one) => one.invoice)
  const billed = (await every(work, invoiceShare, {
    invoice: { in: [...new Set(given.map((one) => one.invoice as string))] },
  } as never)) as Share[]
  const whole = sumsBy(billed, (share) => `${share.invoice} ${share.order}`)
  for (const [key, sum] of sumsBy(given, (one) => `${one.invoice} ${one.order}`)) {
    const amount = whole.get(key) ?? 0
    if (sum > amount) {
      const { number } = await work.one(invoice, key.split(' ')[0]!)
      fail('orders.over-paid', { invoice: number, paid: sum, amount, over: toCents(sum - amount) })
    }
  }
}

/** Who names an order under a contract names that contract too, and who names one without names none. */
function assertBound(row: RowOf<typeof order>, part: Bound): void {
  if ((row.contract ?? null) !== (part.contract ?? null)) fail('orders.by-its-contract', { order: row.number })
}

/** Lines of invoices bill confirmed orders of the customer, and positions of theirs. */
async function assertBillable(work: Work, shares: readonly Share[]): Promise<void> {
  const orders = await byId(
    work,
    order,
    shares.flatMap((share) => share.order ?? []),
  )
  const bills = await byId(
    work,
    invoice,
    shares.map((share) => share.invoice),
  )
  const lines = await byId(
    work,
    orderLine,
    shares.flatMap((share) => share.orderLine ?? []),
  )
  for (const share of shares) {
    const [row, bill] = [orders.get(share.order ?? ''), bills.get(share.invoice)]
    if (!row || !bill) continue
    const line = share.orderLine ? lines.get(share.orderLine) : null
    if (line && line.order !== row.id) fail('orders.other-order', { description: line.description })
    assertBound(row, share)
    if (bill.reverses || bill.status === 'rejected' || bill.status === 'voided') continue
    if (!isBinding(row.status)) fail('orders.not-confirmed', { order: row.number, status: row.status })
    if (row.account !== bill.account) fail('orders.other-customer', { order: row.number, invoice: bill.number })
  }
}

const ordersOf = (parts: readonly Readonly<{ order: string | null }>[]): string[] => parts.flatMap(({ order: of }) => of ?? [])

export const orderShareGuard = defineGuard(invoiceShare, async (work, written) => {
  const rows = written.flatMap(({ row }) => (row ? [row as Share] : [])).filter((row) => row.order)
  if (rows.length === 0) return
  await assertBillable(work, rows)
  await checkBilled(work, ordersOf(rows.filter(({ amount }) => moneyOf(amount).amount > 0)), { withoutReturned: true })
})

const isTaken = (status: unknown): boolean => status !== 'rejected' && status !== 'voided'

/** What a refused invoice gave back is taken again where it stands again; so is what a red one gave back that comes to nothing. */
export const orderInvoiceGuard = defineGuard(invoice, async (work, written) => {
  const turned = written.filter(
    ({ row, was }) => row && was && (isTaken(was.status) !== isTaken(row.status) || was.account !== row.account),
  )
  if (turned.length === 0) return
  const ids = turned.map(({ id }) => id)
  const shares = (await every(work, invoiceShare, { invoice: { in: ids }, order: { empty: false } } as never)) as Share[]
  await assertBillable(work, shares)
  await checkBilled(work, ordersOf(shares), { withoutReturned: false })
})

export const orderAllocationGuard = defineGuard(allocation, async (work, written) => {
  const rows = written.flatMap(({ row }) => (row ? [row as Part] : [])).filter((row) => row.order)
  if (rows.length === 0) return
  const orders = await byId(work, order, ordersOf(rows))
  for (const part of rows) {
    const row = orders.get(part.order!)!
    assertBound(row, part)
    if (moneyOf(part.amount).amount > 0 && !isBinding(row.status)) fail('orders.not-confirmed', { order: row.number, status: row.status })
  }
  await checkReceived(work, ordersOf(rows))
})

/** An order that was billed, or that money lies with, is not cancelled; one that was billed or paid stays its customer's and under its contract. */
export const orderMoneyGuard = defineGuard(order, async (work, written) => {
  const moved = written.filter(
    ({ row, was }) =>
      row &&
      was &&
      ((row.status === 'cancelled' && was.status !== 'cancelled') ||
        row.account !== was.account ||
        (row.contract ?? null) !== (was.contract ?? null)),
  )
  for (const part of portionsOf(moved.map(({ id }) => id))) {
    const isOff = new Set(moved.filter(({ row }) => row!.status === 'cancelled').map(({ id }) => id as string))
    const parts = (await every(work, allocation, { order: { in: part } } as never)) as Part[]
    const sums = sumsBy(parts, (one) => one.order)
    const paid = parts.find((one) => !isOff.has(one.order!) || (sums.get(one.order!) ?? 0) !== 0)
    const [billed] = await work.find(invoiceShare, { order: { in: part }, ...takes } as never, { limit: 1 })
    const of = ((paid ?? billed) as Bound | undefined)?.order
    if (of) fail('orders.money-hangs-on', { order: (await work.one(order, of)).number })
  }
})

/** What an order comes to is never less than what was billed of it, nor than what came for it. */
export const orderWorthGuard = defineGuard(orderLine, async (work, written) => {
  const changed = [...new Set(written.flatMap(({ was }) => (was ? [String(was.order)] : [])))]
  await checkBilled(work, changed, { withoutReturned: false })
  await checkReceived(work, changed)
})
