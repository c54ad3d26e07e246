import { defineConsequence } from '#kernel'
import { amountOf } from '#objects/catalog'
import { contractChange } from '#objects/contracts'
import { cutPlan } from '../recut.ts'

/** A change order that lowers a contract lowers its plan, where nothing came for it yet. */
export const planFollows = defineConsequence(contractChange, {
  reads: ['status'],
  async run(work, written) {
    for (const { row, before } of written) {
      const less = -(amountOf(row.difference) ?? 0)
      if (row.status === 'inForce' && before?.status !== 'inForce' && less > 0)
        await cutPlan(work, row.contract, { was: row.oldAmount, less })
    }
  },
})
