import { defineRules, issue } from '#kernel/model'
import { lead } from '#objects/customers'

/**
 * How a lead may go on by hand. It comes to be worked on by a first contact, to be qualified by conversion; what the clock or a consequence does is not held
 * against it, and leads brought in arrive as they are.
 */
const byHand: Readonly<Record<string, readonly string[]>> = {
  new: ['disqualified', 'qualified'],
  working: ['disqualified', 'qualified'],
  disqualified: ['working'],
  qualified: [],
}

export const leadStates = defineRules(lead, {
  reads: ['status'],
  check: (row, before, context) => {
    const [from, to] = [before?.status, row.status]
    if (!from || !to || from === to || context.isSystem || byHand[from]?.includes(to)) return []
    return [
      from === 'new' && to === 'working' ? issue('status', 'leads.answer-first') : issue('status', 'leads.no-such-step', { from, to }),
    ]
  },
})
