import { extendObject, rollUp } from '#kernel/model'
import { opportunity } from '#objects/sales'

/** Of a deal, what the customer accepted: a stage may ask for one. */
export const dealQuotes = extendObject(opportunity, {
  fields: { acceptedQuotes: rollUp({ of: 'quotes', measure: 'count', filter: { status: 'accepted' } }) },
})
