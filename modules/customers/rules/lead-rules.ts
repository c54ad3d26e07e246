import { defineRules, issue } from '#kernel/model'
import { lead } from '../objects/lead.ts'

/** Fields that say who the lead is: once it became a customer they are history. */
const identity = ['name', 'company', 'mobile', 'phone', 'email', 'im'] as const
/** Ways to reach somebody: one of them a lead needs. */
const ways = ['mobile', 'phone', 'email', 'im'] as const
const longestName = 100

/**
 * A lead says who it is and how to reach him, begins as new, is qualified by the conversion alone, and stays so: taking it back is an undo. Disqualifying it
 * needs a reason. What another system knew of a lead comes in by an import as it stood there: in any state, and though nobody can be reached any more.
 */
export const leadRules = defineRules(lead, {
  reads: [...identity, 'status', 'convertedAt', 'recallOn', 'account', 'contact', 'disqualifiedReason', 'disqualifiedNote'],
  derive: (row, before, { now }) => ({
    ...(!row.name && row.company ? { name: row.company.slice(0, longestName) } : {}),
    ...(row.status === 'qualified' && !row.convertedAt ? { convertedAt: now } : {}),
    ...(row.status !== 'qualified' && row.convertedAt ? { convertedAt: null } : {}),
    ...(before?.status === 'disqualified' && row.status !== 'disqualified' ? { recallOn: null } : {}),
  }),
  check: (row, before, { isSystem, mayImport }) => {
    const wasConverted = before?.status === 'qualified' && !!(before.account || before.contact)
    const isTouched = wasConverted && identity.some((name) => (row[name] ?? null) !== (before[name] ?? null))
    const isTyped = !isSystem && !(mayImport && !before)
    const isMade = row.status === 'qualified' && before?.status !== 'qualified'
    return [
      !row.name && issue('name', 'customers.lead-needs-name'),
      !before && !mayImport && !ways.some((name) => row[name]) && issue('mobile', 'customers.lead-needs-reach'),
      isTyped && isMade && issue('status', 'customers.lead-needs-conversion'),
      isTyped && !isMade && !before && row.status !== 'new' && issue('status', 'customers.lead-begins-new'),
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
