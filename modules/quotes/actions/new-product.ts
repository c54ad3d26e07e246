import { defineAction, fail, system } from '#kernel'
import { decimal, link, money, percent, text } from '#kernel/model'
import { product } from '#objects/catalog'
import { openStates, quote, quoteLine } from '../objects/index.ts'
import { linesOf } from '../quote-rows.ts'

/**
 * Offers what the catalogue does not have yet: the product is made with it and carries the mark that whoever keeps the catalogue has not taken it in. For those who have the right.
 *
 * @throws `quotes.is-fixed` for a quote that waits, is out or was decided; `quotes.in-catalogue` where a product has that name
 */
export const newProduct = defineAction('quotes.new-product', {
  on: quote,
  input: {
    quote: link(quote, { required: true }),
    name: text({ required: true, max: 200 }),
    quantity: decimal({ scale: 4, min: 0, default: 1 }),
    unit: text({ max: 20 }),
    price: money({ required: true, min: 0 }),
    taxRate: percent({ min: 0, max: 100 }),
  },
  result: { quote: link(quote, { required: true }), product: link(product, { required: true }) },
  aside: true,
  fails: ['quotes.is-fixed', 'quotes.in-catalogue'],
  offered: { status: { in: [...openStates] } },
  async run(work, { quote: id, name, quantity, unit, price, taxRate }) {
    const row = await work.one(quote, id, { lock: true })
    if (!(openStates as readonly string[]).includes(String(row.status))) fail('quotes.is-fixed', { status: row.status, number: row.number })
    const kernel = work.as({ ...system('a product comes of a quote'), memberId: work.actor.memberId })
    await kernel.hold([`quotes.product ${name}`])
    const [known] = await kernel.find(product, { name }, { limit: 1 })
    if (known) fail('quotes.in-catalogue', { name, product: known.id })
    const [made] = await kernel.create(product, [{ name, unit: unit ?? null, price, taxRate: taxRate ?? null, isUncatalogued: true }])
    const last = (await linesOf(kernel, [id])).reduce((most, line) => Math.max(most, line.position ?? 0), 0)
    const taxed = taxRate === null || taxRate === undefined ? {} : { taxRate }
    await work.add(quoteLine, [{ quote: row.id, position: last + 10, product: made!.id, quantity: quantity ?? 1, price, ...taxed }])
    return { quote: row.id, product: made!.id }
  },
})
