import { defineConsequence, fail, system } from '#kernel'
import { amountOf, toCents } from '#objects/catalog'
import { opportunity } from '#objects/sales'
import { allocation, receipt } from '../objects/index.ts'

const shown = 20
const most = 10_000

/** A won deal for which money came is not opened again, though its contract never came into force: the refusal names the receipts. */
export const paidStays = defineConsequence(opportunity, {
  reads: ['outcome'],
  async run(work, written) {
    const opened = written.flatMap(({ row, before }) => (before?.outcome === 'won' && row.outcome !== 'won' ? [row.id] : []))
    if (opened.length === 0) return
    const kernel = work.as(system('money of deals'))
    const counted = { 'contract.opportunity': { in: opened }, 'receipt.status': 'confirmed' }
    const parts = await kernel.find(allocation, counted, { limit: most })
    // What was paid back or reversed stands beside it as less.
    const perContract = [...Map.groupBy(parts, (one) => String(one.contract)).values()]
    if (!perContract.some((list) => toCents(list.reduce((sum, one) => sum + (amountOf(one.amount) ?? 0), 0)) > 0)) return
    const came = await kernel.find(receipt, { id: { in: parts.map((one) => one.receipt) } }, { limit: shown, sort: ['number'] })
    fail('payments.deal-paid', { opportunity: opened[0], receipts: came.map(({ number, receivedOn }) => `${number} ${receivedOn}`) })
  },
})
