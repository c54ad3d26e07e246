import { defineAction, fail, system } from '#kernel'
import { day, link } from '#kernel/model'
import { comment, followUp, task } from '../objects/index.ts'

/**
 * Makes a comment on a follow-up a task of whoever followed up, about the same customer or lead.
 *
 * @throws `activities.comment-is-task` for one of which a task was made before; `activities.comment-needs-follow-up` for one about a task.
 */
export const commentToTask = defineAction('activities.comment-to-task', {
  on: comment,
  input: { comment: link(comment, { required: true }), dueOn: day() },
  result: { comment: link(comment, { required: true }), task: link(task, { required: true }) },
  fails: ['activities.comment-is-task', 'activities.comment-needs-follow-up'],
  offered: { madeTask: { empty: true }, followUp: { empty: false } },
  async run(work, input) {
    const said = await work.one(comment, input.comment, { lock: true })
    if (said.madeTask) fail('activities.comment-is-task', { task: said.madeTask })
    if (!said.followUp) fail('activities.comment-needs-follow-up')
    const { account, contact, lead, owner } = await work.one(followUp, said.followUp)
    const [made] = await work.create(task, [
      {
        subject: said.summary!,
        remark: said.content,
        dueOn: input.dueOn ?? work.today,
        account,
        contact,
        lead,
        owner,
        followUp: said.followUp,
      },
    ])
    await work.as(system('a task was made of the comment')).change(comment, said.id, { madeTask: made!.id })
    return { comment: said.id, task: made!.id }
  },
})
