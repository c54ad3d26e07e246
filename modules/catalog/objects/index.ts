export { accountPrices } from './account-prices.ts'
export {
  type BookOption,
  type Chosen,
  type OptionBook,
  type Part,
  partsOf,
  type Reason,
  reasonsAgainst,
  reasonsAgainstOption,
  timesHead,
} from './configuration.ts'
export { discountByAmount, discountIssues, worthByFormula } from './discount.ts'
export {
  amountByLines,
  amountOf,
  type LineInput,
  lineCurrencies,
  lineSubtotal,
  lineSum,
  moneyOf,
  partOfLine,
  toCents,
} from './line-sum.ts'
export { optionGroup } from './option-group.ts'
export { optionRule } from './option-rule.ts'
export { priceList } from './price-list.ts'
export { priceRow } from './price-row.ts'
export { product } from './product.ts'
export { productCategory } from './product-category.ts'
export { productCost } from './product-cost.ts'
export { productOption } from './product-option.ts'
export { productUnit } from './product-unit.ts'
export { liveUses, promotion } from './promotion.ts'
export { promotionItem } from './promotion-item.ts'
export { promotionUse } from './promotion-use.ts'
export { baseQuantity, factorOf, piecesByFormula, piecesOf, unitFactor, unitText } from './unit.ts'
