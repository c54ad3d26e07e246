import { defineAction, fail } from '#kernel'
import { choice, day, decimal, link, text } from '#kernel/model'
import { product } from '#objects/catalog'
import { every, toPieces } from '../counting.ts'
import { stockMove, warehouse } from '../objects/index.ts'
import { holdStock } from '../stock.ts'

const on = { product: link(product, { required: true }) }
const result = { stockMove: link(stockMove, { required: true }) }

/** Goods came in, or left otherwise than by a delivery. @throws `orders.not-in-stock` */
export const book = defineAction('orders.book', {
  on: product,
  input: {
    ...on,
    warehouse: link(warehouse, { required: true }),
    way: choice(['in', 'out'], { required: true, default: 'in' }),
    quantity: decimal({ required: true, scale: 4, min: 0 }),
    movedOn: day({ default: 'today' }),
    cause: text({ required: true, max: 300 }),
  },
  result,
  fails: ['orders.not-in-stock'],
  byReaders: true,
  aside: true,
  async run(work, { product: id, warehouse: at, way, quantity, movedOn, cause }) {
    const kind = way ?? 'in'
    const move = { product: id, warehouse: at, movedOn: movedOn ?? work.today, cause }
    const [made] = await work.create(stockMove, [{ ...move, kind, quantity: kind === 'in' ? quantity : -quantity }])
    return { stockMove: made!.id }
  },
})

/** Somebody has counted: the difference to what the moves come to is booked. @throws `orders.as-counted` where there is none */
export const count = defineAction('orders.count', {
  on: product,
  input: {
    ...on,
    warehouse: link(warehouse, { required: true }),
    counted: decimal({ required: true, scale: 4, min: 0 }),
    cause: text({ required: true, max: 300 }),
  },
  result: { ...result, difference: decimal({ required: true, scale: 4 }) },
  fails: ['orders.as-counted'],
  byReaders: true,
  aside: true,
  async run(work, { product: id, warehouse: at, counted, cause }) {
    await holdStock(work, [id])
    const moves = await every(work, stockMove, { product: id, warehouse: at })
    const difference = toPieces(counted - moves.reduce((sum, { quantity }) => sum + quantity, 0))
    if (difference === 0) fail('orders.as-counted', { counted })
    const [made] = await work.create(stockMove, [
      { product: id, warehouse: at, movedOn: work.today, cause, kind: 'adjust' as const, quantity: difference },
    ])
    return { stockMove: made!.id, difference }
  },
})

/** Goods go from one warehouse to another: two moves of one write. @throws `orders.not-in-stock`, `orders.same-warehouse` */
export const transfer = defineAction('orders.transfer', {
  on: product,
  input: {
    ...on,
    from: link(warehouse, { required: true }),
    to: link(warehouse, { required: true }),
    quantity: decimal({ required: true, scale: 4, min: 0 }),
    movedOn: day({ default: 'today' }),
    cause: text({ max: 300 }),
  },
  result,
  fails: ['orders.not-in-stock', 'orders.same-warehouse'],
  byReaders: true,
  aside: true,
  async run(work, { product: id, from, to, quantity, movedOn, cause }) {
    if (from === to) fail('orders.same-warehouse')
    const move = { product: id, movedOn: movedOn ?? work.today, kind: 'transfer' as const, ...(cause ? { cause } : {}) }
    const [, came] = await work.create(stockMove, [
      { ...move, warehouse: from, quantity: -quantity },
      { ...move, warehouse: to, quantity },
    ])
    return { stockMove: came!.id }
  },
})
