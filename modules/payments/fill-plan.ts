import { fail, type Work } from '#kernel'
import { amountOf, moneyOf, toCents } from '#objects/catalog'
import { contract, planLine } from '#objects/contracts'
import { rateBetween, takenOf } from './exchange.ts'
import { limitOf } from './guards/sums.ts'
import { allocation, invoice, invoiceShare, receipt } from './objects/index.ts'
import { isFor, keyOf, linksOf, type Target, targetsOf } from './rules/target.ts'

type Sum = Readonly<{ amount: number; currency: string }>
type Filling = Readonly<{ receipt: string; contract: string; invoice?: string | null; left: Sum }>
type Part = Readonly<{ amount: number; line?: string; invoice?: string }>
/** What is open of something, in the order in which money takes it. */
type Open = Readonly<{ id: string; left: number }>

const most = 10_000
const sumOf = (parts: readonly Readonly<{ amount: unknown }>[]): number =>
  toCents(parts.reduce((sum, part) => sum + (amountOf(part.amount as never) ?? 0), 0))

/**
 * Parts of some money for the instalments and invoices of a contract, the earliest first; what no instalment takes stays with the contract up to what it is worth. A deposit takes neither.
 *
 * @throws `payments.not-billed` where the invoice that is named does not bill the contract
 */
export async function fillPlan(kernel: Work, { receipt: of, contract: id, invoice: named, left }: Filling) {
  const row = await kernel.one(contract, id, { lock: true })
  const came = await kernel.one(receipt, of)
  const { currency } = moneyOf(limitOf(row), left.currency)
  const rate = await rateBetween(kernel, left.currency, { to: currency, on: came.countsOn ?? came.receivedOn })
  const worth = toCents(left.amount * rate)
  const had = await kernel.find(allocation, { contract: id, 'receipt.kind': { ne: 'deposit' } } as never, { limit: most })
  const rest = Math.min(worth, Math.max(0, toCents((amountOf(limitOf(row)) ?? 0) - sumOf(had))))
  const isDeposit = came.kind === 'deposit'
  const bills = isDeposit ? [] : await openInvoices(kernel, { target: { contract: id }, named: named ?? null })
  if (named && bills.length === 0) fail('payments.not-billed', { invoice: (await kernel.one(invoice, named)).number, contract: row.number })
  const lines = isDeposit ? [] : await openLines(kernel, id, had)
  const parts = spread(spread([{ amount: rest }], lines, 'line'), bills, 'invoice')
  return parts.map((part, i) => ({
    receipt: of as never,
    contract: id as never,
    ...(part.line ? { planLine: part.line as never } : {}),
    ...(part.invoice ? { invoice: part.invoice as never } : {}),
    amount: { amount: part.amount, currency },
    ...(currency === left.currency ? {} : { paid: { amount: takenBy(parts, i, { rate, worth, left }), currency: left.currency } }),
  }))
}

type Beside = Readonly<{ receipt: string; order: string; invoice?: string | null; left: Sum; room: Sum }>

/** Parts of some money for what was sold without a contract: for its open invoices, the earliest first, and what is more up to the room that it has for money. */
export async function fillBeside(kernel: Work, { receipt: of, order, invoice: named, left, room }: Beside) {
  const came = await kernel.one(receipt, of)
  const rate = await rateBetween(kernel, left.currency, { to: room.currency, on: came.countsOn ?? came.receivedOn })
  const worth = toCents(left.amount * rate)
  const bills = came.kind === 'deposit' ? [] : await openInvoices(kernel, { target: { order }, named: named ?? null })
  const parts = spread([{ amount: Math.min(worth, room.amount) }], bills, 'invoice').filter(({ amount }) => amount > 0)
  return parts.map((part, i) => ({
    receipt: of as never,
    order: order as never,
    ...(part.invoice ? { invoice: part.invoice as never } : {}),
    amount: { amount: part.amount, currency: room.currency },
    ...(room.currency === left.currency ? {} : { paid: { amount: takenBy(parts, i, { rate, worth, left }), currency: left.currency } }),
  }))
}

/**
 * Parts of some money for an invoice: for each contract and order that it bills, in its order, what of that is open.
 *
 * @throws `payments.not-billed` where nothing of it is open
 */
export async function fillInvoice(
  kernel: Work,
  { receipt: of, invoice: id, left }: Readonly<{ receipt: string; invoice: string; left: Sum }>,
) {
  const bill = await kernel.one(invoice, id, { lock: true })
  const shares = await kernel.find(invoiceShare, { invoice: id }, { limit: most, sort: ['createdAt', 'id'] })
  const made: Filled[] = []
  for (const target of targetsOf(shares)) {
    const rest = toCents(left.amount - made.reduce((sum, part) => sum + takenOf({ paid: null, ...part }), 0))
    const [open] = rest > 0 ? await openInvoices(kernel, { target, named: id }) : []
    if (!open) continue
    const { currency } = moneyOf(shares.find((share) => keyOf(share) === Object.values(target)[0])!.amount, left.currency)
    const still = { amount: rest, currency: left.currency }
    made.push(
      ...('contract' in target
        ? (await fillPlan(kernel, { receipt: of, contract: target.contract, invoice: id, left: still })).filter((part) => part.invoice)
        : await fillBeside(kernel, { receipt: of, order: target.order, invoice: id, left: still, room: { amount: open.left, currency } })),
    )
  }
  return made.length > 0 ? made : fail('payments.not-billed', { invoice: bill.number, contract: '' })
}

type Filled = Awaited<ReturnType<typeof fillBeside | typeof fillPlan>>[number]

/** Of money in another currency, what goes up to a part less what goes up to the one before: together they are the whole where all of it is given. */
function takenBy(parts: readonly Part[], i: number, { rate, worth, left }: Readonly<{ rate: number; worth: number; left: Sum }>): number {
  const until = (n: number): number => {
    const sum = sumOf(parts.slice(0, n))
    return sum === worth ? left.amount : toCents(sum / rate)
  }
  return toCents(until(i + 1) - until(i))
}

/** Cuts parts along what is open, in order; what is more stays without. */
function spread(parts: readonly Part[], open: readonly Open[], as: 'line' | 'invoice'): Part[] {
  const queue = open.map(({ id, left }) => ({ id, left }))
  return parts.flatMap((part) => {
    const made: Part[] = []
    let rest = part.amount
    while (rest > 0 && queue[0]) {
      const takes = Math.min(rest, queue[0].left)
      made.push({ ...part, amount: takes, [as]: queue[0].id })
      queue[0].left = toCents(queue[0].left - takes)
      rest = toCents(rest - takes)
      if (queue[0].left <= 0) queue.shift()
    }
    return rest > 0 ? [...made, { ...part, amount: rest }] : made
  })
}

type Had = readonly Readonly<{ planLine: string | null; amount: unknown }>[]

async function openLines(kernel: Work, id: string, had: Had): Promise<Open[]> {
  const plan = await kernel.find(planLine, { contract: id, isWaived: false } as never, { limit: 1_000, sort: ['dueOn', 'instalment'] })
  return plan
    .map((line) => ({
      id: line.id as string,
      left: toCents((amountOf(line.amount) ?? 0) - sumOf(had.filter((part) => part.planLine === line.id))),
    }))
    .filter(({ left }) => left > 0)
}

/** Invoices that are out, by what they bill of a contract or an order less what red ones took back and what is allocated to them; the oldest first, or the one that is named. */
async function openInvoices(kernel: Work, { target, named }: Readonly<{ target: Target; named: string | null }>): Promise<Open[]> {
  const out = { 'invoice.status': { in: ['issued', 'delivered'] } }
  const shares = await kernel.find(invoiceShare, { ...isFor(target), ...out } as never, { limit: most })
  const invoices = await kernel.find(
    invoice,
    { id: { in: [...new Set(shares.map((share) => share.invoice as string))] } },
    {
      limit: most,
      sort: ['issuedOn', 'createdAt'],
    },
  )
  const blueOf = new Map(invoices.map((row) => [row.id as string, (row.reverses ?? row.id) as string]))
  const given = await kernel.find(allocation, { ...isFor(target), invoice: { empty: false }, 'receipt.kind': { ne: 'deposit' } } as never, {
    limit: most,
  })
  return invoices
    .filter((row) => !row.reverses && (!named || row.id === named))
    .map((row) => ({
      id: row.id as string,
      left: toCents(
        sumOf(shares.filter((share) => blueOf.get(share.invoice) === row.id)) - sumOf(given.filter((part) => part.invoice === row.id)),
      ),
    }))
    .filter(({ left }) => left > 0)
}

/**
 * Money that came before its invoice is linked to it once the invoice is out: what is allocated to its contracts and orders and to no invoice, the earliest first. What was partly paid back stays as it
 * was, as its counter record names the same parts.
 */
export async function linkPaid(kernel: Work, id: string): Promise<void> {
  const shares = await kernel.find(invoiceShare, { invoice: id }, { limit: 1_000 })
  for (const target of targetsOf(shares)) {
    let [bill] = await openInvoices(kernel, { target, named: id })
    const free = await kernel.find(
      allocation,
      {
        ...isFor(target),
        invoice: { empty: true },
        paid: { empty: true },
        'receipt.kind': { nin: ['deposit', 'refund'] },
        'receipt.status': { ne: 'reversed' },
        'receipt.reverses': { empty: true },
        'receipt.refunds': { none: {} },
      } as never,
      { limit: most, sort: ['createdAt', 'id'] },
    )
    for (const part of free) {
      const { amount, currency } = moneyOf(part.amount)
      if (!bill || bill.left <= 0 || amount <= 0) continue
      const takes = Math.min(amount, bill.left)
      const rest = toCents(amount - takes)
      await kernel.change(allocation, part.id, { invoice: id as never, amount: { amount: takes, currency } })
      if (rest > 0)
        await kernel.add(allocation, [
          { receipt: part.receipt, ...linksOf(part), planLine: part.planLine, amount: { amount: rest, currency } },
        ])
      bill = { ...bill, left: toCents(bill.left - takes) }
    }
  }
}
