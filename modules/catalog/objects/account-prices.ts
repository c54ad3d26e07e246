import { extendObject, link } from '#kernel/model'
import { account } from '#objects/customers'
import { priceList } from './price-list.ts'

/** The list by which a customer buys; it goes before lists of a grade or tag. */
export const accountPrices = extendObject(account, {
  fields: { priceList: link(priceList, { reverse: 'accounts', onRemove: 'clear' }) },
  sections: [{ section: 'prices', rows: [['priceList']] }],
})
