import { defineConsequence } from '#kernel'
import { followUp, task } from '../objects/index.ts'
import { summaryOf } from '../rules/follow-up-rules.ts'

/** The next step of a follow-up, and what was promised in it, become tasks of whoever follows up. What is changed in it later changes the task itself. */
export const nextTasks = defineConsequence(followUp, {
  reads: [],
  async run(work, written) {
    const rows = written.flatMap(({ row: { id, account, contact, lead, owner, ...row } }) => {
      const about = { account, contact, lead, owner, followUp: id }
      const next = row.nextOn || row.nextStep
      return [
        ...(next ? [{ ...about, subject: row.nextStep || summaryOf(row.content), dueOn: row.nextOn }] : []),
        ...(row.promise ? [{ ...about, kind: 'promise' as const, subject: row.promise, dueOn: row.promisedOn }] : []),
      ]
    })
    if (rows.length > 0) await work.add(task, rows)
  },
})
