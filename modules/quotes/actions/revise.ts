import { defineAction, system } from '#kernel'
import { link } from '#kernel/model'
import { makePrimaryOf } from '../decide.ts'
import { quote, quoteLine } from '../objects/index.ts'
import { linesOf, quoteFor, take } from '../quote-rows.ts'

/** Makes the next version: the same number with a suffix, the same lines to be changed. The one before is read from now on and not written. */
export const revise = defineAction('quotes.revise', {
  on: quote,
  input: { quote: link(quote, { required: true }) },
  result: { quote: link(quote, { required: true }) },
  fails: ['quotes.no-such-step'],
  offered: { status: { in: ['approved', 'sent', 'expired'] } },
  async run(work, { quote: id }) {
    const row = await quoteFor(work, id, 'revise')
    const kernel = work.as({ ...system('a new version of a quote'), memberId: work.actor.memberId })
    const revision = (row.revision ?? 1) + 1
    const old = await linesOf(kernel, [id])
    const [made] = await kernel.create(quote, [
      {
        title: row.title,
        number: `${String(row.number).replace(/-V\d+$/, '')}-V${revision}`,
        account: row.account,
        contact: row.contact,
        opportunity: row.opportunity,
        legalEntity: row.legalEntity,
        currency: row.currency,
        taxMode: row.taxMode,
        paymentTerms: row.paymentTerms,
        deliveryTerms: row.deliveryTerms,
        remark: row.remark,
        handDiscount: row.handDiscount,
        owner: row.owner,
        revision,
        previous: row.id,
      },
    ])
    await take(work, id, 'revise')
    const added = await kernel.add(
      quoteLine,
      old.map((line) => ({
        quote: made!.id,
        was: line.id,
        position: line.position,
        kind: line.kind,
        product: line.product,
        description: line.description,
        quantity: line.quantity,
        unit: line.unit,
        unitFactor: line.unitFactor,
        listPrice: line.listPrice,
        promotionPrice: line.promotionPrice,
        promotion: line.promotion,
        promotionFrom: line.promotionFrom,
        promotionParts: line.promotionParts,
        price: line.price,
        discount: line.discount,
        discountAmount: line.discountAmount,
        taxRate: line.taxRate,
        taxMode: line.taxMode,
        isChosen: line.isChosen,
        cost: line.cost,
        remark: line.remark,
        isPart: line.isPart,
        option: line.option,
        perHead: line.perHead,
        isIncluded: line.isIncluded,
      })),
    )
    const newOf = new Map(old.map(({ id }, i) => [id as string, added[i]!]))
    const parts = old.flatMap((line, i) => (line.head ? [{ id: added[i]!, head: newOf.get(line.head)! }] : []))
    if (parts.length > 0) await kernel.changeMany(quoteLine, parts)
    if (row.isPrimary) await makePrimaryOf(kernel, await kernel.one(quote, made!.id))
    return { quote: made!.id }
  },
})
