import { defineRules, issue } from '#kernel/model'
import { lead } from '../objects/lead.ts'

/** Fields that say who the lead is: once it became a customer they are history. */
const identity = ['name', 'company', 'mobile', 'phone', 'email'] as const

/**
 * A lead is qualified by becoming a customer, and stays so: taking it back is an undo. Disqualifying it needs a reason.
 * Leads brought in from another system may arrive in any state.
 */
export const leadRules = defineRules(lead, {
  reads: [...identity, 'status', 'convertedAt', 'recallOn', 'account', 'contact', 'disqualifiedReason', 'disqualifiedNote'],
  derive: (row, before, { now }) => ({
    ...(row.status === 'qualified' && !row.convertedAt ? { convertedAt: now } : {}),
    ...(row.status !== 'qualified' && row.convertedAt ? { convertedAt: null } : {}),
    ...(before?.status === 'disqualified' && row.status !== 'disqualified' ? { recallOn: null } : {}),
  }),
  check: (row, before) => {
    const wasConverted = before?.status === 'qualified' && !!(before.account || before.contact)
    const isTouched = wasConverted && identity.some((name) => (row[name] ?? null) !== (before[name] ?? null))
    const isUnmade = !!before && before.status !== 'qualified' && row.status === 'qualified' && !row.account && !row.contact
    return [
      isUnmade && issue('status', 'customers.lead-needs-conversion'),
      wasConverted && row.status !== 'qualified' && issue('status', 'customers.lead-stays-converted'),
      isTouched && issue('name', 'customers.lead-is-read-only'),
      row.status === 'disqualified' &&
        before?.status !== 'disqualified' &&
        !!before &&
        !row.disqualifiedReason &&
        issue('disqualifiedReason', 'customers.disqualify-needs-reason'),
      row.disqualifiedReason === 'other' && !row.disqualifiedNote && issue('disqualifiedNote', 'customers.disqualify-needs-note'),
    ]
  },
})
