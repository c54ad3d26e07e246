import { defineConsequence } from '#kernel'
import { creditClosed, dateByLead } from '../credit.ts'
import { opportunity } from '../objects/index.ts'

export const closedCredited = defineConsequence(opportunity, {
  reads: ['outcome'],
  async run(work, written) {
    await creditClosed(
      work,
      written.map(({ row }) => row),
    )
  },
})

export const datedByLead = defineConsequence(opportunity, {
  reads: ['lead'],
  async run(work, written) {
    await dateByLead(
      work,
      written.flatMap(({ row, before }) => ((row.lead ?? null) === (before?.lead ?? null) ? [] : [row])),
    )
  },
})
