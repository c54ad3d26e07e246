import { extendObject, yesNo } from '#kernel/model'
import { poolRule } from '#objects/pools'

/** Customers with a contract that runs and those who owe us money fall to no pool, unless a rule says otherwise: each is named as what is true of the customer. */
export const sparedByRules = extendObject(poolRule, {
  fields: { hasRunningContract: yesNo({ default: true }), hasOverdueMoney: yesNo({ default: true }) },
  sections: [{ section: 'spares', rows: [['hasRunningContract', 'hasOverdueMoney']] }],
})
