import { defineAction, fail } from '#kernel'
import { day, link } from '#kernel/model'
import { task } from '../objects/index.ts'

/**
 * Sets an open task for another day; the day it was first meant for is kept.
 *
 * @throws `activities.task-not-open` for one that is done or cancelled.
 */
export const postpone = defineAction('activities.postpone', {
  on: task,
  many: true,
  input: { task: link(task, { required: true }), dueOn: day({ required: true }) },
  result: { task: link(task, { required: true }), dueOn: day({ required: true }) },
  fails: ['activities.task-not-open'],
  offered: { state: 'open' },
  async run(work, input) {
    const open = await work.one(task, input.task, { lock: true })
    if (open.state !== 'open') fail('activities.task-not-open', { task: open.id, state: open.state })
    await work.change(task, open.id, { dueOn: input.dueOn })
    return { task: open.id, dueOn: input.dueOn }
  },
})
