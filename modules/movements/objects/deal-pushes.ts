import { extendObject, rollUp } from '#kernel/model'
import { opportunity } from '#objects/sales'

/** How often its expected day was put off. */
export const dealPushes = extendObject(opportunity, {
  fields: { pushes: rollUp({ of: 'moves', measure: 'count', filter: { kind: 'pushed' } }) },
  sections: [{ section: 'movement', rows: [['pushes']] }],
})
