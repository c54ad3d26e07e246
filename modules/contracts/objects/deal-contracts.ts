import { extendObject, rollUp } from '#kernel/model'
import { opportunity } from '#objects/sales'

/** Of a deal, what was signed for it: a stage may ask for one. */
export const dealContracts = extendObject(opportunity, {
  fields: { signedContracts: rollUp({ of: 'contracts', measure: 'count', filter: { status: { in: ['running', 'finished'] } } }) },
})
