import { defineAction, fail, type NewRow } from '#kernel'
import { link, text } from '#kernel/model'
import { takeUnits } from '#modules/catalog'
import { opportunity, opportunityLine } from '#objects/sales'
import { quote, quoteLine } from '../objects/index.ts'

/**
 * Makes a quote of a deal, with its customer, contact and lines.
 *
 * @throws `quotes.deal-without-account` as long as nobody knows whom it is for.
 */
export const fromDeal = defineAction('quotes.from-deal', {
  on: opportunity,
  input: { opportunity: link(opportunity, { required: true }), title: text({ max: 200 }) },
  result: { quote: link(quote, { required: true }) },
  fails: ['quotes.deal-without-account'],
  offered: { outcome: 'open', account: { empty: false } },
  async run(work, { opportunity: id, title }) {
    const deal = await work.one(opportunity, id)
    if (!deal.account) fail('quotes.deal-without-account', { opportunity: id })
    const lines = await work.find(opportunityLine, { opportunity: id }, { limit: 1_000, sort: ['position', 'id'] })
    const [made] = await work.create(quote, [
      {
        title: title ?? deal.name,
        account: deal.account,
        contact: deal.contact,
        opportunity: deal.id,
        owner: deal.owner,
        currency: currencyOf(lines) ?? null,
        lines: lines.map((line, i): NewRow<typeof quoteLine> | object => ({
          position: (i + 1) * 10,
          product: line.product,
          description: line.description,
          quantity: line.quantity,
          unit: line.product ? null : line.unit,
          price: line.price,
          discount: line.discount,
          discountAmount: line.discountAmount,
          remark: line.remark,
        })) as readonly Record<string, unknown>[],
      },
    ])
    await takeUnits(work, quoteLine, { quote: made!.id }, lines)
    return { quote: made!.id }
  },
})

const currencyOf = (lines: readonly Readonly<{ price: unknown }>[]): string | undefined =>
  (lines.find(({ price }) => price)?.price as { currency?: string } | undefined)?.currency
