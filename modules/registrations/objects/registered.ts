import { day, extendObject } from '#kernel/model'
import { opportunity } from '#objects/sales'

/** A deal that began although somebody else had registered the same, where the rule lets it. */
export const registered = extendObject(opportunity, {
  fields: { registeredUntil: day({ readOnly: true }) },
  sections: [{ section: 'registration', rows: [['registeredUntil']] }],
})
