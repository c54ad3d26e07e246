import { defineAction, fail } from '#kernel'
import { day, link, text } from '#kernel/model'
import { task } from '../objects/index.ts'

/**
 * Ticks a task off, with what came of it; a next step becomes a task of the same owner about the same customer.
 *
 * @throws `activities.task-not-open` for one that is done or cancelled.
 */
export const complete = defineAction('activities.complete', {
  on: task,
  many: true,
  input: { task: link(task, { required: true }), result: text({ max: 500 }), nextStep: text({ max: 200 }), nextOn: day() },
  result: { task: link(task, { required: true }), next: link(task) },
  fails: ['activities.task-not-open'],
  offered: { state: 'open' },
  async run(work, input) {
    const open = await work.one(task, input.task, { lock: true })
    if (open.state !== 'open') fail('activities.task-not-open', { task: open.id, state: open.state })
    await work.change(task, open.id, { state: 'done', ...(input.result ? { result: input.result } : {}) })
    if (!input.nextStep) return { task: open.id, next: null }
    const { kind, account, contact, lead, followUp, owner } = open
    const subject = input.nextStep
    const [next] = await work.create(task, [{ subject, kind, dueOn: input.nextOn ?? null, account, contact, lead, followUp, owner }])
    return { task: open.id, next: next!.id }
  },
})
