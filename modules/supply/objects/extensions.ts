import { extendObject, link, rollUp } from '#kernel/model'
import { product } from '#objects/catalog'
import { stockMove } from '#objects/orders'
import { arrival } from './arrival.ts'

/** What of a product is still to come, and when the next of it comes. */
const productSupply = extendObject(product, {
  fields: {
    incoming: rollUp({ of: 'arrivals', measure: 'sum', field: 'left' }),
    nextArrivalOn: rollUp({ of: 'arrivals', measure: 'min', field: 'expectedOn', filter: { state: { in: ['expected', 'part'] } } }),
  },
  facts: ['incoming', 'nextArrivalOn'],
  sections: [{ section: 'supply', rows: [['incoming', 'nextArrivalOn']] }],
})

/** By which arrival goods came. */
const cameBy = extendObject(stockMove, {
  fields: { arrival: link(arrival, { readOnly: true, reverse: 'stockMoves', onRemove: 'clear' }) },
  sections: [{ section: 'supply', rows: [['arrival']] }],
})

export const extensions = [productSupply, cameBy]
