import { defineRules } from '#kernel/model'
import { task } from '../objects/task.ts'

/** When a task was done, and for which day it was first meant, is kept by itself. */
export const taskRules = defineRules(task, {
  reads: ['state', 'doneAt', 'dueOn', 'firstDueOn'],
  derive: (row, before, { now }) => ({
    ...(row.state === 'done' && before?.state !== 'done' ? { doneAt: now } : {}),
    ...(row.state !== 'done' && row.doneAt ? { doneAt: null } : {}),
    ...(row.dueOn && !row.firstDueOn ? { firstDueOn: row.dueOn } : {}),
  }),
})
