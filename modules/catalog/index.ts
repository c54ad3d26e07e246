export { type Cost, costsOn } from './costs.ts'
export { priceList, priceRow, product, productCategory, productCost } from './objects/index.ts'
export { type FoundPrice, findPrices, type PriceWish } from './prices.ts'
export { rounds } from './rounds.ts'
