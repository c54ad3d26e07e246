import { defineRules } from '#kernel/model'
import { discountByAmount, discountIssues } from '#objects/catalog'
import { opportunityLine } from '../objects/opportunity-line.ts'

/** A discount is said in per cent or as an amount. */
export const lineRules = defineRules(opportunityLine, {
  reads: ['quantity', 'price', 'discount', 'discountAmount'],
  derive: discountByAmount,
  check: discountIssues,
})
