import { defineAction, system } from '#kernel'
import { yesNo } from '#kernel/model'
import { introduction } from '../objects/index.ts'

/** Whoever asks is not shown his first steps any more, on no device; asked twice it is once. */
export const dismissSteps = defineAction('playbook.dismiss-steps', {
  about: introduction,
  input: {},
  result: { dismissed: yesNo({ required: true }) },
  async run(work) {
    const kernel = work.as(system('first steps are dismissed'))
    const me = work.actor.memberId
    if (!me) return { dismissed: false }
    await kernel.hold([`first steps of ${me}`])
    if ((await kernel.count(introduction, { owner: me }, { most: 1 })) === 0)
      await kernel.create(introduction, [{ title: work.actor.name, owner: me as never }])
    return { dismissed: true }
  },
})
