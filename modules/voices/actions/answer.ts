import { defineAction, fail } from '#kernel'
import { link, longText } from '#kernel/model'
import { feedback } from '../objects/index.ts'

/** Says what was answered; from then on the feedback is off the lists of what waits. */
export const answer = defineAction('voices.answer', {
  on: feedback,
  input: { feedback: link(feedback, { required: true }), answer: longText({ required: true }) },
  result: { feedback: link(feedback, { required: true }) },
  fails: ['voices.answered-already'],
  offered: { state: 'open' },
  async run(work, { feedback: id, answer: said }) {
    const row = await work.one(feedback, id, { lock: true })
    if (row.state !== 'open') fail('voices.answered-already')
    await work.change(feedback, id, { state: 'answered', answer: said })
    return { feedback: id }
  },
})
