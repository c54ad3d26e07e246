import { defineConsequence, fail, system } from '#kernel'
import { account, billingTitle } from '../objects/index.ts'

/** A customer's first billing title is the default of the customer. */
export const firstTitle = defineConsequence(billingTitle, {
  reads: ['account'],
  async run(work, written) {
    const kernel = work.as(system('first billing title'))
    const titles = new Map(written.toReversed().map(({ row }) => [row.account, row.id]))
    const without = await kernel.find(account, { id: { in: [...titles.keys()] }, billingTitle: { empty: true } }, { limit: 10_000 })
    if (without.length > 0)
      await kernel.changeMany(
        account,
        without.map(({ id }) => ({ id, billingTitle: titles.get(id)! })),
      )
  },
})

/** The default is one of the customer's own. */
export const ownTitle = defineConsequence(account, {
  reads: ['billingTitle'],
  async run(work, written) {
    const chosen = new Map(written.flatMap(({ row }) => (row.billingTitle ? [[row.billingTitle as string, row.id as string]] : [])))
    if (chosen.size === 0) return
    const titles = await work
      .as(system('billing title is looked at'))
      .find(billingTitle, { id: { in: [...chosen.keys()] } }, { limit: 10_000 })
    for (const { id, account: of } of titles) if (chosen.get(id) !== of) fail('customers.title-of-other')
  },
})
