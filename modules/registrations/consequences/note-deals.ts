import { defineConsequence, system } from '#kernel'
import { opportunity } from '#objects/sales'
import { type Deal, lookAtDeals, noteDeals } from '../deals.ts'

/** What a registration says of a deal that begins, and the deal of its registration. Whether it may begin at all a guard says, by whatever road it comes. */
export const dealsNoted = defineConsequence(opportunity, {
  reads: ['account', 'product', 'lines'],
  async run(work, written) {
    const kernel = work.as(system('registrations of deals'))
    const deals = written.filter(({ row, before }) => row.account && row.outcome === 'open' && isOther(row, before)).map(({ row }) => row)
    const looked = await lookAtDeals(kernel, deals)
    if (looked) await noteDeals(kernel, deals, looked)
  },
})

const isOther = (row: Deal, before: Deal | null): boolean => !before || before.account !== row.account || before.product !== row.product
