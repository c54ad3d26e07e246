import { decimal, extendObject } from '#kernel/model'
import { account } from '#objects/customers'

/** Where a customer is, so that a visit may say how far from there it was. */
export const customerPlace = extendObject(account, {
  fields: {
    latitude: decimal({ scale: 6, min: -90, max: 90, total: false }),
    longitude: decimal({ scale: 6, min: -180, max: 180, total: false }),
  },
  sections: [{ section: 'place', rows: [['latitude', 'longitude']] }],
})
