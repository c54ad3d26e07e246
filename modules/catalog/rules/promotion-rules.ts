import { defineRules, issue } from '#kernel/model'
import { promotion } from '../objects/promotion.ts'
import { promotionItem } from '../objects/promotion-item.ts'

/** What each kind needs to be reckoned with. */
const needs = { percent: ['rate'], amount: ['off'], price: ['price'], buyGet: ['buy', 'free'], bundle: ['price'] } as const

export const promotionRules = defineRules(promotion, {
  reads: ['kind', 'rate', 'off', 'price', 'buy', 'free', 'startsOn', 'endsOn', 'items'],
  check: (row) => [
    !!row.startsOn && !!row.endsOn && row.endsOn < row.startsOn && issue('endsOn', 'catalog.ends-before-begin', { from: row.startsOn }),
    ...(row.kind ? needs[row.kind] : []).map(
      (name) => (row[name] === null || row[name] === undefined) && issue(name, 'catalog.promotion-lacks'),
    ),
    row.kind === 'bundle' && !!row.items && (row.items as readonly unknown[]).length < 2 && issue('items', 'catalog.bundle-of-two'),
  ],
})

export const promotionItemRules = defineRules(promotionItem, {
  reads: ['product', 'category'],
  check: (row) => [!row.product && !row.category && issue('product', 'catalog.item-of-what')],
})
