import { extendObject, rollUp } from '#kernel/model'
import { account, contact, lead } from '#objects/customers'

/** How often and when somebody was on our sites, for lists, segments and scores. */
const fields = {
  webVisitCount: rollUp({ of: 'webVisits', measure: 'count' }),
  recentWebVisits: rollUp({ of: 'webVisits', measure: 'count', filter: { isRecent: true } }),
  lastWebVisitAt: rollUp({ of: 'webVisits', measure: 'max', field: 'lastAt' }),
}

export const visited = [lead, contact, account].map((object) => extendObject(object, { fields }))
