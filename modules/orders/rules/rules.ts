import type { RulesDef } from '#kernel/model'
import { orderLineRules, orderRules } from './order-rules.ts'
import { stockRules } from './stock-rules.ts'

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [orderRules, orderLineRules, ...stockRules]
