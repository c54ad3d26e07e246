import { grant } from '#kernel'
import {
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
  promotionUse,
} from './objects/index.ts'

const keeps = { read: 'all', create: true, update: 'all', export: true, import: true } as const
const seeAll = { read: 'all', export: true } as const

/** Everybody reads the catalogue and its prices; what a product costs us is for managers and finance. */
export const grants = [
  grant('manager', product, keeps),
  grant('finance', product, seeAll),
  ...['rep', 'readonly'].map((role) => grant(role, product, { ...seeAll, fields: { cost: 'hidden' } })),
  grant('manager', productCategory, keeps),
  ...['finance', 'rep', 'readonly'].map((role) => grant(role, productCategory, seeAll)),
  ...[productUnit, priceList, priceRow, optionGroup, productOption, optionRule].flatMap((object) => [
    grant('manager', object, { ...keeps, remove: 'all' }),
    ...['finance', 'rep', 'readonly'].map((role) => grant(role, object, seeAll)),
  ]),
  grant('manager', promotion, { ...keeps, remove: 'all' }),
  ...['finance', 'rep', 'readonly'].map((role) => grant(role, promotion, { ...seeAll, actions: { 'catalog.stop-promotion': false } })),
  grant('manager', promotionUse, { read: 'own', export: true }),
  grant('rep', promotionUse, { read: 'own' }),
  ...['finance', 'readonly'].map((role) => grant(role, promotionUse, seeAll)),
  ...['manager', 'finance'].map((role) => grant(role, productCost, { ...keeps, remove: 'all' })),
  // Without a grant of its own `readonly` would read what is hidden on the product.
  grant('readonly', productCost, {}),
]
