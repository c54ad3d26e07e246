import { defineConsequence, fail, type Work, type Written } from '#kernel'
import { salesTarget } from '../objects/index.ts'
import { place } from '../place.ts'

/** Nobody sets a target for a department that is not his or below it, and the company's is set by who reaches all. */
function checkWhose(work: Work, written: readonly Written<typeof salesTarget>[]): void {
  const reach = work.reach(salesTarget)
  if (reach.kind === 'all') return
  const mine = new Set(reach.kind === 'some' ? reach.branches.flatMap((branch) => (branch.way === 'departments' ? branch.ids : [])) : [])
  const foreign = written.find(({ row }) => row.whom !== 'person' && !(row.whom === 'department' && mine.has(String(row.department))))
  if (foreign) fail('targets.not-yours', { whom: foreign.row.whom })
}

export const targetPlaced = defineConsequence(salesTarget, {
  reads: ['whom', 'person', 'department', 'month', 'isPlaced'],
  async run(work, written) {
    checkWhose(work, written)
    await place(
      work,
      written.map(({ row }) => row),
    )
  },
})
