import { defineRules, issue } from '#kernel/model'
import { delivery, deliveryLine } from '../objects/delivery.ts'
import { orderReturn, returnLine } from '../objects/order-return.ts'
import { stockMove } from '../objects/stock-move.ts'

type Values = Readonly<Record<string, unknown>>

const differs = (row: Values, before: Values | null, names: readonly string[]): string[] =>
  before ? names.filter((name) => row[name] !== undefined && (row[name] ?? null) !== (before[name] ?? null)) : []

/** Sign of each kind; a correction and a transfer go either way. */
const signs: Readonly<Record<string, number>> = { in: 1, out: -1, return: 1 }

/** The ledger is written once; what came is above zero and what left below. */
export const stockMoveRules = defineRules(stockMove, {
  check: (row, before) => {
    const quantity = Number(row.quantity ?? 0)
    const sign = signs[row.kind ?? '']
    return [
      quantity === 0 && issue('quantity', 'orders.nothing'),
      quantity !== 0 && !!sign && Math.sign(quantity) !== sign && issue('quantity', 'orders.sign', { sign: sign > 0 ? '+' : '−' }),
      ...differs(row, before, ['product', 'warehouse', 'kind', 'quantity', 'movedOn']).map((name) => issue(name, 'orders.ledger')),
    ]
  },
})

const goods = [deliveryLine, returnLine].map((object) =>
  defineRules(object, {
    check: (row, before) => [
      Number(row.quantity ?? 0) <= 0 && issue('quantity', 'orders.nothing'),
      ...differs(row, before, ['orderLine', 'quantity']).map((name) => issue(name, 'orders.stands')),
    ],
  }),
)

export const deliveryRules = defineRules(delivery, {
  check: (row, before) => differs(row, before, ['order', 'warehouse']).map((name) => issue(name, 'orders.stands')),
})

export const returnRules = defineRules(orderReturn, {
  check: (row, before) => differs(row, before, ['order', 'delivery', 'warehouse']).map((name) => issue(name, 'orders.stands')),
})

export const stockRules = [stockMoveRules, ...goods, deliveryRules, returnRules]
