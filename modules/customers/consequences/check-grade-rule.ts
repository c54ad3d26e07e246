import { defineConsequence, fail } from '#kernel'
import { account, gradeRule } from '../objects/index.ts'

/** A rule must be one that can be asked, and must not look at what rules give: its filter is tried in the same breath, so that no night fails by it. */
export const checkGradeRule = defineConsequence(gradeRule, {
  reads: ['filter'],
  async run(work, written) {
    for (const { row } of written) {
      if (/"grade\w*"/.test(JSON.stringify(row.filter))) fail('customers.grade-by-grade')
      await work.find(account, row.filter as Readonly<Record<string, unknown>>, { limit: 1, sort: ['id'] })
    }
  },
})
