import { extendObject, rollUp } from '#kernel/model'
import { lead } from '#objects/customers'

/** How often and when somebody last came to us, on the lead. */
export const touchedLead = extendObject(lead, {
  fields: {
    touchCount: rollUp({ of: 'touches', measure: 'count' }),
    lastTouchAt: rollUp({ of: 'touches', measure: 'max', field: 'at' }),
  },
  sections: [{ section: 'touches', rows: [['touchCount', 'lastTouchAt']] }],
})
