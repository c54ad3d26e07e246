import { defineConsequence, system } from '#kernel'
import { noteDifferences } from '../exchange.ts'
import { allocation, receipt } from '../objects/index.ts'

const because = system('what money was worth')

/** Money of another currency carries what its rate made of it. */
export const exchangeOfAllocation = defineConsequence(allocation, {
  reads: ['receipt', 'contract', 'amount', 'paid'],
  async run(work, written) {
    const { currency } = work.workspace
    const others = written.filter(({ row }) => isOther(row.amount, currency) || isOther(row.paid, currency))
    if (others.length > 0)
      await noteDifferences(
        work.as(because),
        others.map(({ row }) => row.id),
      )
  },
})

/** So it does when its day moves. */
export const exchangeOfReceipt = defineConsequence(receipt, {
  reads: ['countsOn'],
  async run(work, written) {
    const moved = written.filter(({ row, before }) => before && before.countsOn !== row.countsOn)
    if (moved.length === 0) return
    const kernel = work.as(because)
    const parts = await kernel.find(allocation, { receipt: { in: moved.map(({ row }) => row.id) } }, { limit: 10_000 })
    await noteDifferences(
      kernel,
      parts.map(({ id }) => id),
    )
  },
})

const isOther = (value: unknown, currency: string): boolean =>
  typeof value === 'object' && value !== null && (value as { currency?: string }).currency !== currency
