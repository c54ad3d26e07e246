import { defineRules } from '#kernel/model'
import { task } from '../objects/task.ts'

const dayMs = 86_400_000

/** The reminder of a task that is put off, moved by as many days. */
function movedReminder(remindAt: string, from: string, to: string): string {
  return new Date(Date.parse(remindAt) + Math.round((Date.parse(to) - Date.parse(from)) / dayMs) * dayMs).toISOString()
}

/** When a task was done, and for which day it was first meant, is kept by itself; its reminder moves with its day. */
export const taskRules = defineRules(task, {
  reads: ['state', 'doneAt', 'dueOn', 'firstDueOn', 'remindAt'],
  derive: (row, before, { now }) => ({
    ...(row.state === 'done' && before?.state !== 'done' ? { doneAt: now } : {}),
    ...(row.state !== 'done' && row.doneAt ? { doneAt: null } : {}),
    ...(row.dueOn && !row.firstDueOn ? { firstDueOn: row.dueOn } : {}),
    ...(row.remindAt && row.remindAt === before?.remindAt && row.dueOn && before.dueOn && row.dueOn !== before.dueOn
      ? { remindAt: movedReminder(row.remindAt, before.dueOn, row.dueOn) }
      : {}),
  }),
})
