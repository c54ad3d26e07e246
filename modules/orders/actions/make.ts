import { defineAction, fail, system, type Work } from '#kernel'
import { choice, day, link } from '#kernel/model'
import { takeUnits, withoutUnits } from '#modules/catalog'
import { takenLines } from '#modules/contracts'
import { amountOf, factorOf, moneyOf, partOfLine, piecesOf, toCents } from '#objects/catalog'
import { contract, contractLine } from '#objects/contracts'
import { quote } from '#objects/quotes'
import { opportunity, opportunityLine } from '#objects/sales'
import { every, quantities, toPieces } from '../counting.ts'
import { order, orderLine } from '../objects/index.ts'

const result = { order: link(order, { required: true }) }
const wish = { promisedOn: day(), channel: choice(['field', 'phone', 'shop', 'partner', 'other'], { default: 'field' }) }
const live = { status: { ne: 'cancelled' } } as const

/**
 * A draft of the order that an accepted quote leads to: its customer, deal, contract and the positions that were taken, worth to the cent what was accepted.
 *
 * @throws `orders.quote-not-accepted`; `orders.quote-taken` while an order of this quote stands that was not cancelled
 */
export const fromQuote = defineAction('orders.order-from-quote', {
  on: quote,
  input: { quote: link(quote, { required: true }), ...wish },
  result,
  fails: ['orders.quote-not-accepted', 'orders.quote-taken'],
  offered: { status: 'accepted' },
  async run(work, { quote: id, promisedOn, channel }) {
    const offer = await work.one(quote, id, { lock: true })
    if (offer.status !== 'accepted') fail('orders.quote-not-accepted', { object: 'quote', status: offer.status })
    const kernel = work.as(system('orders of a quote'))
    if ((await kernel.count(order, { quote: id, ...live }, { most: 1 })) > 0) fail('orders.quote-taken')
    const [signed] = await work.find(contract, { quote: id, status: 'running' }, { limit: 1 })
    return make(work, {
      account: offer.account,
      contact: offer.contact,
      opportunity: offer.opportunity,
      quote: offer.id,
      contract: signed?.id ?? null,
      legalEntity: offer.legalEntity,
      owner: offer.owner,
      promisedOn,
      channel,
      lines: await takenLines(work, offer),
    })
  },
})

/**
 * A call-off: a draft of an order under a contract that runs, of what no order has called off yet. A contract without positions says up to which sum something may be ordered, and which goods
 * is said in the order; what it may come to is asked when it is confirmed.
 *
 * @throws `orders.contract-not-running`, `orders.nothing-left`
 */
export const fromContract = defineAction('orders.from-contract', {
  on: contract,
  input: { contract: link(contract, { required: true }), ...wish },
  result,
  fails: ['orders.contract-not-running', 'orders.nothing-left'],
  offered: { status: 'running', kind: { ne: 'purchase' } },
  async run(work, { contract: id, promisedOn, channel }) {
    const row = await work.one(contract, id, { lock: true })
    if (row.status !== 'running' || row.kind === 'purchase')
      fail('orders.contract-not-running', { contract: row.number, status: row.status })
    const lines = await every(work, contractLine, { contract: id })
    const kernel = work.as(system('what was called off'))
    const called = await every(kernel, orderLine, { 'contractLine.contract': id, 'order.status': { ne: 'cancelled' } } as never)
    const taken = quantities(
      called,
      (line) => line.contractLine,
      (line) => piecesOf(line),
    )
    const left = lines
      .map((line) => ({ line, quantity: toPieces(leftOf(row.form, piecesOf(line), taken.get(line.id) ?? 0) / factorOf(line)) }))
      .filter(({ quantity }) => quantity > 0)
    if (lines.length > 0 && left.length === 0) fail('orders.nothing-left', { contract: row.number })
    return make(work, {
      account: row.account,
      contact: row.customerSignatory,
      opportunity: row.opportunity,
      contract: row.id,
      legalEntity: row.legalEntity,
      owner: row.owner,
      deliveryAddress: row.deliveryPlace,
      promisedOn,
      channel,
      lines: left
        .toSorted((a, b) => a.line.position! - b.line.position!)
        .map(({ line, quantity }, i) => ({
          ...copied(line),
          ...offFor(line, quantity),
          position: (i + 1) * 10,
          quantity,
          taxRate: line.taxRate,
          contractLine: line.id,
        })),
    })
  },
})

/** A draft of an order of a deal, with its customer, contact and lines. @throws `orders.deal-without-account`, `orders.no-lines` */
export const fromDeal = defineAction('orders.order-from-deal', {
  on: opportunity,
  input: { opportunity: link(opportunity, { required: true }), ...wish },
  result,
  fails: ['orders.deal-without-account', 'orders.no-lines'],
  offered: { outcome: { in: ['open', 'won'] }, account: { empty: false } },
  aside: true,
  async run(work, { opportunity: id, promisedOn, channel }) {
    const deal = await work.one(opportunity, id)
    if (!deal.account) fail('orders.deal-without-account', { opportunity: id })
    const lines = await work.find(opportunityLine, { opportunity: id }, { limit: 1_000, sort: ['position', 'id'] })
    if (lines.length === 0) fail('orders.no-lines')
    return make(work, {
      account: deal.account,
      contact: deal.contact,
      opportunity: deal.id,
      owner: deal.owner,
      promisedOn,
      channel,
      lines: lines.map((line, i) => ({ ...copied(line), position: (i + 1) * 10, quantity: line.quantity ?? 1 })),
    })
  },
})

/** In the product's own unit, whatever contract and orders are counted in. Of a frame that was called off whole its positions stand for prices: its sum says when it is exhausted. */
const leftOf = (form: string, quantity: number, taken: number): number =>
  form === 'frame' && taken >= quantity ? quantity : toPieces(quantity - taken)

type Position = Readonly<
  Record<'product' | 'description' | 'unit' | 'unitFactor' | 'price' | 'discount' | 'discountAmount' | 'quantity' | 'remark', unknown>
>
const copied = ({ product, description, unit, unitFactor, price, discount, discountAmount, remark }: Position) => ({
  product,
  description,
  unit,
  unitFactor,
  price,
  discount,
  discountAmount,
  remark,
})

/** What of a discount that was given as an amount goes along with so many pieces, to the cent. */
function offFor(line: Position, quantity: number) {
  const off = amountOf(partOfLine(line, quantity).discountAmount)
  const { currency } = moneyOf(line.discountAmount)
  return off === null ? {} : { discountAmount: { amount: toCents(off, currency), currency } }
}

type Wish = Readonly<Record<string, unknown>> & Readonly<{ account: string; lines: readonly object[] }>

async function make(work: Work, { channel, promisedOn, lines, ...values }: Wish) {
  const [made] = await work.create(order, [
    {
      ...values,
      lines: withoutUnits(lines),
      ...(channel ? { channel } : {}),
      ...(promisedOn ? { promisedOn } : {}),
      orderedOn: work.today,
    } as never,
  ])
  await takeUnits(work, orderLine, { order: made!.id }, lines)
  return { order: made!.id }
}
