import { extendObject, link } from '#kernel/model'
import { saleCredit } from '#objects/commissions'
import { opportunity } from '#objects/sales'
import { territory } from '#objects/territories'

/** In which territory the customer lay when a deal was closed, and when credit was given: a new cut of territories does not move it. */
export const inTerritory = [
  extendObject(opportunity, {
    fields: { creditedTerritory: link(territory, { reverse: 'closedDeals', readOnly: true, indexed: true, onRemove: 'clear' }) },
    sections: [{ section: 'territory', rows: [['creditedTerritory']] }],
  }),
  extendObject(saleCredit, {
    fields: { creditedTerritory: link(territory, { reverse: 'saleCredits', readOnly: true, indexed: true, onRemove: 'clear' }) },
    sections: [{ section: 'territory', rows: [['creditedTerritory']] }],
  }),
]
