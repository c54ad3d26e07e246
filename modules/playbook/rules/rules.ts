import { defineRules, issue, type RulesDef } from '#kernel/model'
import { policy } from '../objects/policy.ts'
import { policyAddressee } from '../objects/policy-addressee.ts'
import { tipPin } from '../objects/tip-pin.ts'
import { tipReply } from '../objects/tip-reply.ts'

/** Days come one after the other, and how a policy stands is said by its steps. */
const policyRules = defineRules(policy, {
  reads: ['state', 'validFrom', 'validUntil'],
  check: (row, before, context) => [
    !!row.validFrom && !!row.validUntil && row.validUntil < row.validFrom && issue('validUntil', 'playbook.days-mixed'),
    !context.isSystem && row.state !== (before?.state ?? 'draft') && issue('state', 'playbook.by-action'),
  ],
})

const addresseeRules = defineRules(policyAddressee, {
  reads: ['department', 'person'],
  check: (row) => [!row.department === !row.person && issue('department', 'playbook.one-of-both')],
})

const pinRules = defineRules(tipPin, {
  reads: ['stage', 'competitor'],
  check: (row) => [!row.stage && !row.competitor && issue('stage', 'playbook.pinned-where')],
})

const summaryLetters = 80

const replyRules = defineRules(tipReply, {
  reads: ['content', 'summary'],
  derive: (row) => ({ summary: row.content ? row.content.trim().split('\n')[0]!.slice(0, summaryLetters) : null }),
})

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [policyRules, addresseeRules, pinRules, replyRules]
