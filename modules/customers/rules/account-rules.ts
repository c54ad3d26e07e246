import { defineRules, issue } from '#kernel/model'
import { account } from '../objects/account.ts'

/** A person has no head count, a company no gender, and nobody is his own parent. */
export const accountRules = defineRules(account, {
  reads: ['id', 'kind', 'headcount', 'gender', 'parent'],
  check: (row) => [
    row.kind === 'person' && typeof row.headcount === 'number' && issue('headcount', 'customers.headcount-needs-company'),
    row.kind !== 'person' && !!row.gender && issue('gender', 'customers.gender-needs-person'),
    !!row.parent && row.parent === row.id && issue('parent', 'customers.own-parent'),
  ],
})
