export { stopPromotion } from './actions/stop-promotion.ts'
export { onSaleOnly } from './consequences/on-sale-only.ts'
export { type Cost, costsOn } from './costs.ts'
export { goodsOf } from './goods.ts'
export { type LinePrice, linePrices, type PriceDue } from './line-prices.ts'
export {
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
export { optionBooks } from './options.ts'
export { type FoundPrice, findPrices, type PriceWish } from './prices.ts'
export { type Lowered, type PromotionPart, type PromotionWish, promoted } from './promotions.ts'
export { rounds } from './rounds.ts'
export { unitRound } from './unit-round.ts'
export { asksPrice, changedUnits, isMeasured, type Measured, takeUnits, type Unit, unitsOf, withoutUnits } from './units.ts'
