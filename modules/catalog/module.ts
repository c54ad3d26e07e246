import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { stopPromotion } from './actions/stop-promotion.ts'
import { consequences } from './consequences/costs.ts'
import { oneDefault } from './consequences/one-default.ts'
import { unitConsequences } from './consequences/units.ts'
import { promotionUseGuard } from './guards/promotion-guard.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import {
  accountPrices,
  optionGroup,
  optionRule,
  priceList,
  priceRow,
  product,
  productCategory,
  productCost,
  productOption,
  productUnit,
  promotion,
  promotionItem,
  promotionUse,
} from './objects/index.ts'
import { rounds } from './rounds.ts'
import { rules } from './rules/rules.ts'

export const catalog = defineModule({
  name: 'catalog',
  objects: [
    productCategory,
    product,
    productCost,
    productUnit,
    priceList,
    priceRow,
    optionGroup,
    productOption,
    optionRule,
    promotion,
    promotionItem,
    promotionUse,
  ],
  extensions: [accountPrices],
  rules,
  consequences: [...consequences, ...unitConsequences, oneDefault],
  actions: [stopPromotion],
  guards: [promotionUseGuard],
  rounds,
  grants,
  faults: {
    'catalog.off-sale': 422,
    'catalog.discount-currency': 422,
    'catalog.discount-beyond-line': 422,
    'catalog.own-parent': 422,
    'catalog.ends-before-begin': 422,
    'catalog.unknown-unit': 422,
    'catalog.unit-is-own': 422,
    'catalog.reason-needed': 422,
    'catalog.most-below-least': 422,
    'catalog.rule-lacks-part': 422,
    'catalog.rule-lacks-option': 422,
    'catalog.rule-of-one': 422,
    'catalog.promotion-lacks': 422,
    'catalog.bundle-of-two': 422,
    'catalog.item-of-what': 422,
    'catalog.promotion-stopped': 409,
    'catalog.promotion-used-up': 409,
    'catalog.promotion-over-budget': 409,
  },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
