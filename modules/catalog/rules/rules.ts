import type { RulesDef } from '#kernel/model'
import { optionGroupRules, optionRuleRules, productOptionRules } from './option-rules.ts'
import { priceListRules, priceRowRules, productRules } from './price-rules.ts'
import { productCategoryRules } from './product-category-rules.ts'
import { promotionItemRules, promotionRules } from './promotion-rules.ts'

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [
  productCategoryRules,
  productRules,
  priceListRules,
  priceRowRules,
  optionGroupRules,
  productOptionRules,
  optionRuleRules,
  promotionRules,
  promotionItemRules,
]
