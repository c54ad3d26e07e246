import { defineConsequence, system } from '#kernel'
import { followUp } from '../objects/index.ts'

/** Follow-ups of several customers or leads that are written in one go say so. */
export const markMany = defineConsequence(followUp, {
  reads: [],
  async run(work, written) {
    const made = written.filter(({ before }) => !before)
    if (new Set(made.map(({ row }) => row.account ?? row.lead)).size < 2) return
    await work.as(system('written of several at once')).changeMany(
      followUp,
      made.map(({ row }) => ({ id: row.id, isOneOfMany: true })),
    )
  },
})
