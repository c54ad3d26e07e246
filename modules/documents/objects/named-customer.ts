import { extendObject, text, yesNo } from '#kernel/model'
import { account } from '#objects/customers'

/** Whether a customer agreed to be named to others, and what may be said of the work for him. */
export const namedCustomer = extendObject(account, {
  fields: { mayBeNamed: yesNo({ default: false, indexed: true }), reference: text({ max: 500 }) },
  sections: [{ section: 'reference', rows: [['mayBeNamed'], ['reference']] }],
})
