import { extendObject, link } from '#kernel/model'
import { promotionUse } from '#objects/catalog'
import { quote } from './quote.ts'

/** The quote that went out with a promotion. */
export const promotionQuotes = extendObject(promotionUse, {
  fields: { quote: link(quote, { reverse: 'promotionUses', onRemove: 'follow', readOnly: true }) },
})
