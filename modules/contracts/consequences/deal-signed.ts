import { defineGuard, fail } from '#kernel'
import { opportunity } from '#objects/sales'
import { contract } from '../objects/index.ts'

/** A deal that was won and signed for stays won: what ends it then is the end of its contract. */
export const wonStays = defineGuard(opportunity, async (work, written) => {
  const opened = written.flatMap(({ row, was }) => (row && was?.outcome === 'won' && row.outcome !== 'won' ? [String(row.id)] : []))
  if (opened.length === 0) return
  const [signed] = await work.find(contract, { opportunity: { in: opened }, status: { in: ['running', 'finished'] } }, { limit: 1 })
  if (signed) fail('contracts.deal-signed')
})
