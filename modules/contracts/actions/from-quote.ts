import { defineAction, fail, type RowOf, system, type Work } from '#kernel'
import { link, text } from '#kernel/model'
import { takeUnits, withoutUnits } from '#modules/catalog'
import { counting } from '#modules/quotes'
import { amountOf, lineSubtotal, moneyOf, toCents } from '#objects/catalog'
import { quote, quoteLine } from '#objects/quotes'
import { contract, contractLine } from '../objects/index.ts'

type Line = Readonly<{ quantity: number | null; price: unknown; discount: number | null; discountAmount: unknown; gross: unknown }>
type Price = Readonly<{ quantity: number; price: number; discount: number; off?: number | null }>

/**
 * A draft of the contract that an accepted quote leads to: its customer, deal, terms and the positions that were taken, worth to the cent what was accepted. Prices
 * of a contract hold the tax and what was taken off the whole; see {@link pricesOf}.
 *
 * @throws `contracts.quote-not-accepted`; `contracts.quote-taken` while a contract of this quote stands that was not voided
 */
export const fromQuote = defineAction('contracts.from-quote', {
  on: quote,
  input: { quote: link(quote, { required: true }), name: text({ max: 200 }) },
  result: { contract: link(contract, { required: true }) },
  fails: ['contracts.quote-not-accepted', 'contracts.quote-taken'],
  offered: { status: 'accepted' },
  async run(work, { quote: id, name }) {
    const offer = await work.one(quote, id, { lock: true })
    if (offer.status !== 'accepted') fail('contracts.quote-not-accepted', { object: 'quote', status: offer.status })
    // Also where the contract is hidden from whoever asks: the customer is not bound twice.
    if ((await work.as(system('contracts of a quote')).count(contract, { quote: id, status: { ne: 'void' } })) > 0)
      fail('contracts.quote-taken')
    const lines = await takenLines(work, offer)
    const [made] = await work.create(contract, [
      {
        name: name ?? offer.title,
        account: offer.account,
        opportunity: offer.opportunity,
        quote: offer.id,
        legalEntity: offer.legalEntity,
        owner: offer.owner,
        customerSignatory: offer.contact,
        paymentTerms: offer.paymentTerms,
        deliveryTerms: offer.deliveryTerms,
        lines: withoutUnits(lines),
      },
    ])
    await takeUnits(work, contractLine, { contract: made!.id }, lines)
    return { contract: made!.id }
  },
})

/** The positions of a quote that were taken with their units, priced so that each is worth what the customer pays; see {@link pricesOf}. */
export async function takenLines(work: Work, offer: RowOf<typeof quote>): Promise<readonly Record<string, unknown>[]> {
  const all = await work.find(quoteLine, { quote: offer.id }, { limit: 1_000, sort: ['position', 'id'] })
  const counts = counting(all)
  const currency = moneyOf(offer.gross, work.workspace.currency).currency
  return all
    .filter((_, i) => counts[i])
    .flatMap((line) => pricesOf(line).map((price) => ({ line, price })))
    .map(({ line, price: { quantity, price, discount, off } }, i) => ({
      position: (i + 1) * 10,
      product: line.product,
      description: line.description,
      quantity,
      unit: line.unit,
      unitFactor: line.unitFactor,
      price: { amount: price, currency },
      discount,
      discountAmount: typeof off === 'number' ? { amount: off, currency } : null,
      taxRate: line.taxRate,
      remark: line.remark,
    }))
}

/**
 * Prices of one piece that make the position worth what the customer pays. Where four digits do not reach (99,999.97 for 100,000 pieces), one piece
 * takes what is left over.
 */
function pricesOf(line: Line): readonly Price[] {
  const quantity = line.quantity ?? 1
  const gross = amountOf(line.gross) ?? 0
  const asQuoted = { quantity, price: amountOf(line.price) ?? 0, discount: line.discount ?? 0, off: amountOf(line.discountAmount) }
  if (worth(asQuoted) === gross || quantity === 0) return [asQuoted]
  const each = [Math.round, Math.floor].map((digits) => digits((gross / quantity) * 10_000) / 10_000)
  const whole = { quantity, price: each[0]!, discount: 0 }
  if (worth(whole) === gross) return [whole]
  const split = each.map((price): readonly Price[] => {
    const most = { quantity: quantity - 1, price, discount: 0 }
    return [most, { quantity: 1, price: toCents(gross - worth(most)), discount: 0 }]
  })
  return split.find(([, last]) => last!.price >= 0)!
}

const worth = ({ off, ...price }: Price): number => lineSubtotal({ ...price, discountAmount: off })
