import { defineRules } from '#kernel/model'
import { discountByAmount, discountIssues } from '#objects/catalog'
import { contractChangeLine } from '../objects/contract-change-line.ts'
import { contractLine } from '../objects/contract-line.ts'

/** A discount is said in per cent or as an amount. */
export const lineRules = [contractLine, contractChangeLine].map((object) =>
  defineRules(object, {
    reads: ['quantity', 'price', 'discount', 'discountAmount'],
    derive: discountByAmount,
    check: discountIssues,
  }),
)
