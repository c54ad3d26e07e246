import { extendObject, link } from '#kernel/model'
import { order } from '#objects/orders'
import { store } from './store.ts'

/** For which store of the customer something is ordered. */
export const storeOrder = extendObject(order, {
  fields: { store: link(store, { reverse: 'orders', onRemove: 'clear' }) },
  sections: [{ section: 'store', rows: [['store']] }],
})
