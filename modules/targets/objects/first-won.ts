import { extendObject, rollUp } from '#kernel/model'
import { account } from '#objects/customers'

/** When a customer bought for the first time. */
export const firstWon = extendObject(account, {
  fields: { firstWonOn: rollUp({ of: 'opportunities', measure: 'min', field: 'closedOn', filter: { outcome: 'won' } }) },
})
