import { extendObject, yesNo } from '#kernel/model'
import { legalEntity } from '#objects/company'

/** What one of our companies asks for before a contract runs. */
export const signingPolicy = extendObject(legalEntity, {
  fields: { scanToSign: yesNo({ default: false }) },
  sections: [{ section: 'signing', rows: [['scanToSign']] }],
})
