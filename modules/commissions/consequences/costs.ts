import { defineConsequence, system, type Work } from '#kernel'
import { productCost } from '#objects/catalog'
import { contract } from '#objects/contracts'
import { delivery, deliveryLine, order, orderReturn, returnLine } from '#objects/orders'
import { opportunity } from '#objects/sales'
import { wonFacts } from '../count/capture.ts'
import { bringCredits } from '../count/credit.ts'
import { every, everyOf } from '../count/every.ts'

const because = system('goods cost what they do on the day they are delivered')

/** What won deals gain follows the costs of the days on which their goods go out. */
export const costDelivered = defineConsequence(deliveryLine, {
  reads: ['orderLine', 'quantity'],
  async run(work, written) {
    const kernel = work.as(because)
    const heads = await everyOf(kernel, delivery, { field: 'id', among: written.map(({ row }) => row.delivery) })
    await bringGains(
      kernel,
      heads.map((row) => row.order),
    )
  },
})

/** What came back costs again what it did when it was sold. */
export const costReturned = defineConsequence(returnLine, {
  reads: ['orderLine', 'quantity'],
  async run(work, written) {
    const kernel = work.as(because)
    const heads = await everyOf(kernel, orderReturn, { field: 'id', among: written.map(({ row }) => row.orderReturn) })
    await bringGains(
      kernel,
      heads.map((row) => row.order),
    )
  },
})

async function bringGains(kernel: Work, orders: readonly string[]): Promise<void> {
  const rows = await everyOf(kernel, order, { field: 'id', among: orders })
  const under = rows.flatMap((row) => (row.opportunity ? [] : (row.contract ?? [])))
  const contracts = await everyOf(kernel, contract, { field: 'id', among: under })
  const ids = [...rows, ...contracts].flatMap((row) => row.opportunity ?? [])
  await bringCredits(kernel, [], await wonFacts(kernel, await everyOf(kernel, opportunity, { field: 'id', among: ids, more: isWon })))
}

const isWon = { outcome: 'won' }

/** A cost that is noted later speaks for what was won or delivered since its day, and for what had none. */
export const costNoted = defineConsequence(productCost, {
  reads: ['product', 'validFrom', 'cost'],
  async run(work, written) {
    const kernel = work.as(because)
    const goods = { product: { in: [...new Set(written.map(({ row }) => row.product as string))] } }
    const [from] = written.flatMap(({ row, before }) => [row.validFrom, ...(before ? [before.validFrom] : [])]).toSorted()
    const since = { gte: from! }
    const deals = await every(kernel, opportunity, {
      ...isWon,
      and: [
        { or: [{ lines: { some: goods } }, { quotes: { some: { status: 'accepted', lines: { some: goods } } } }] },
        {
          or: [
            { closedOn: since },
            { saleCredits: { some: { event: 'won', concern: 'noCost' } } },
            { orders: { some: { deliveries: { some: { deliveredOn: since } } } } },
            { contracts: { some: { orders: { some: { deliveries: { some: { deliveredOn: since } } } } } } },
          ],
        },
      ],
    } as never)
    await bringCredits(kernel, [], await wonFacts(kernel, deals))
  },
})
