import { extendObject, link, text } from '#kernel/model'
import { followUp } from '#objects/activities'
import { product } from '#objects/catalog'

/** What somebody was heard to need, and which of our products is meant; a deal that comes of it is linked to both. */
export const needs = extendObject(followUp, {
  fields: {
    need: text({ max: 300 }),
    needProduct: link(product, { reverse: 'needs', onRemove: 'clear' }),
  },
  sections: [{ section: 'need', rows: [['need', 'needProduct']] }],
})
