import { defineConsequence, fail, system } from '#kernel'
import { opportunity } from '#objects/sales'
import { contract, planLine } from '../objects/index.ts'

const shown = 20

/**
 * A deal that was won and signed for stays won, whatever became of the contract since; the refusal names what hangs on it. No guard, as that would read every deal that is written once more; an
 * undo of the winning alone is let through.
 */
export const wonStays = defineConsequence(opportunity, {
  reads: ['outcome'],
  async run(work, written) {
    const opened = written.flatMap(({ row, before }) => (before?.outcome === 'won' && row.outcome !== 'won' ? [row.id] : []))
    if (opened.length === 0) return
    const kernel = work.as(system('contracts of deals'))
    const wasSigned = { opportunity: { in: opened }, status: { in: ['running', 'finished', 'terminated'] } }
    const signed = await kernel.find(contract, wasSigned, { limit: shown, sort: ['number'] })
    if (signed.length === 0) return
    const instalments = await kernel.count(planLine, { contract: { in: signed.map(({ id }) => id) } })
    fail('contracts.deal-signed', {
      opportunity: signed[0]!.opportunity,
      contracts: signed.map(({ number, name }) => `${number} ${name}`),
      instalments,
    })
  },
})
