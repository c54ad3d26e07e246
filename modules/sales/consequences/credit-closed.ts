import { defineConsequence } from '#kernel'
import { creditClosed } from '../credit.ts'
import { opportunity } from '../objects/index.ts'

export const closedCredited = defineConsequence(opportunity, {
  reads: ['outcome', 'lead'],
  async run(work, written) {
    const isOther = ({ row, before }: (typeof written)[number]) =>
      row.outcome !== (before?.outcome ?? 'open') || (row.lead ?? null) !== (before?.lead ?? null)
    await creditClosed(
      work,
      written.filter(isOther).map(({ row }) => row),
    )
  },
})
