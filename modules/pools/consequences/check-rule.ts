import { defineConsequence } from '#kernel'
import type { account } from '#objects/customers'
import { poolRule } from '../objects/index.ts'
import { dueIn, poolingOf } from '../rounds/due.ts'

/** A rule must be one that can be asked: its filter and its date are tried in the same breath, so that no night fails by it. */
export const checkRule = defineConsequence(poolRule, {
  reads: ['filter', 'clock', 'pool', 'sparedFrom'],
  async run(work, written) {
    for (const { row } of written) {
      const pooling = await poolingOf(work, row)
      await work.find(pooling.object as typeof account, dueIn(work, pooling, { rule: row, days: 0 }), { limit: 1, sort: ['id'] })
    }
  },
})
