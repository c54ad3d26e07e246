import { defineAction, fail, system } from '#kernel'
import { link, text } from '#kernel/model'
import { opportunity } from '../objects/index.ts'

/** Lets amount, lines and closing day of a won deal be changed once more, with the reason. A flow may ask for an approval of it. @throws `sales.opportunity-open` */
export const releaseFigures = defineAction('sales.release-figures', {
  on: opportunity,
  aside: true,
  input: { opportunity: link(opportunity, { required: true }), reason: text({ required: true, max: 500 }) },
  result: { opportunity: link(opportunity, { required: true }) },
  fails: ['sales.opportunity-open'],
  offered: { outcome: 'won', figuresReleased: false },
  async run(work, input) {
    const deal = await work.one(opportunity, input.opportunity, { lock: true })
    if (deal.outcome !== 'won') fail('sales.opportunity-open', { opportunity: deal.id, stage: deal.stage })
    // Whoever may not change it may not release it.
    await work.change(opportunity, deal.id, {})
    await work
      .as(system('figures of a won deal are set right'))
      .change(opportunity, deal.id, { figuresReleased: true, figuresReason: input.reason })
    return { opportunity: deal.id }
  },
})
