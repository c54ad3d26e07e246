import { defineRules, issue } from '#kernel/model'
import { dealRegistration } from '../objects/index.ts'

/** Of somebody, for something: without a customer nothing can be told apart. */
export const registrationRules = defineRules(dealRegistration, {
  reads: ['account', 'customer'],
  check: (row) => [!row.account && !row.customer && issue('account', 'registrations.needs-customer')],
})
