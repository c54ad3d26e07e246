import { defineAction, fail, system } from '#kernel'
import { link, text } from '#kernel/model'
import { opportunity } from '../objects/index.ts'

/** Lets the shares of a won deal be changed once more, with the reason. A flow may ask for an approval of it. @throws `sales.opportunity-open` */
export const releaseSplits = defineAction('sales.release-splits', {
  on: opportunity,
  aside: true,
  input: { opportunity: link(opportunity, { required: true }), reason: text({ required: true, max: 500 }) },
  result: { opportunity: link(opportunity, { required: true }) },
  fails: ['sales.opportunity-open'],
  offered: { outcome: 'won', splitsReleased: false },
  async run(work, input) {
    const deal = await work.one(opportunity, input.opportunity, { lock: true })
    if (deal.outcome !== 'won') fail('sales.opportunity-open', { opportunity: deal.id, stage: deal.stage })
    await work.change(opportunity, deal.id, {})
    await work
      .as(system('shares of a won deal are set anew'))
      .change(opportunity, deal.id, { splitsReleased: true, splitReason: input.reason })
    return { opportunity: deal.id }
  },
})
