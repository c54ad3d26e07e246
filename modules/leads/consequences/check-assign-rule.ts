import { defineConsequence } from '#kernel'
import { lead } from '#objects/customers'
import { assignRule } from '../objects/index.ts'

/** A rule's filter is asked at once, so that no lead fails by it later. */
export const checkAssignRule = defineConsequence(assignRule, {
  reads: ['filter'],
  async run(work, written) {
    for (const { row } of written)
      if (row.filter) await work.find(lead, row.filter as Readonly<Record<string, unknown>>, { limit: 1, sort: ['id'] })
  },
})
