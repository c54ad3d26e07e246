import { defineAction, fail, system } from '#kernel'
import { link, text } from '#kernel/model'
import { opportunity } from '../objects/index.ts'

const mayVoid = ['administrator', 'manager']

/**
 * Takes an open deal out of all counting, as it was entered twice or in error: it is neither won nor lost and stays in the list.
 *
 * @throws `sales.void-needs-manager` without that right; `sales.opportunity-closed` for a closed deal.
 */
export const voidDeal = defineAction('sales.void', {
  on: opportunity,
  aside: true,
  input: { opportunity: link(opportunity, { required: true }), reason: text({ required: true, max: 500 }) },
  result: { opportunity: link(opportunity, { required: true }), outcome: text({ required: true }) },
  fails: ['sales.void-needs-manager', 'sales.opportunity-closed'],
  offered: { outcome: 'open' },
  async run(work, input) {
    const deal = await work.one(opportunity, input.opportunity, { lock: true })
    if (!work.actor.roles.some((role) => mayVoid.includes(role))) fail('sales.void-needs-manager', { opportunity: deal.id })
    if (deal.outcome !== 'open') fail('sales.opportunity-closed', { opportunity: deal.id, stage: deal.stage })
    // Whoever may not change it may not take it out.
    await work.change(opportunity, deal.id, {})
    const stored = await work.as(system('never was a deal')).change(opportunity, deal.id, { voidReason: input.reason })
    return { opportunity: stored.id, outcome: String(stored.outcome) }
  },
})
