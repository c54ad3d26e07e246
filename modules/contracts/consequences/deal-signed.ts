import { defineConsequence, fail, system } from '#kernel'
import { opportunity } from '#objects/sales'
import { contract } from '../objects/index.ts'

/**
 * A deal that was won and signed for stays won: what ends it then is the end of its contract. No guard, as that would read every deal that is written once more; an
 * undo of the winning alone is let through.
 */
export const wonStays = defineConsequence(opportunity, {
  reads: ['outcome'],
  async run(work, written) {
    const opened = written.flatMap(({ row, before }) => (before?.outcome === 'won' && row.outcome !== 'won' ? [row.id] : []))
    if (opened.length === 0) return
    const kernel = work.as(system('contracts of deals'))
    const signed = await kernel.count(contract, { opportunity: { in: opened }, status: { in: ['running', 'finished'] } })
    if (signed > 0) fail('contracts.deal-signed')
  },
})
