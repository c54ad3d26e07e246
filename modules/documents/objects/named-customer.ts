import { choice, extendObject, text, yesNo } from '#kernel/model'
import { account } from '#objects/customers'
import { languages } from './kinds.ts'

/** In which language papers go to a customer, whether a customer agreed to be named to others, and what may be said of the work for him. */
export const namedCustomer = extendObject(account, {
  fields: { paperLanguage: choice(languages), mayBeNamed: yesNo({ default: false, indexed: true }), reference: text({ max: 500 }) },
  sections: [{ section: 'reference', rows: [['paperLanguage', 'mayBeNamed'], ['reference']] }],
})
