import { onSaleOnly } from '#modules/catalog'
import { orderLine } from '../objects/index.ts'
import { promised } from '../on-sale.ts'

/** What a contract or an accepted quote promises is delivered, off sale or not. */
export const orderedOnSale = onSaleOnly(orderLine, promised)
