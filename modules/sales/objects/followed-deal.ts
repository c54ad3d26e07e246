import { extendObject, link } from '#kernel/model'
import { following } from '#objects/activities'
import { opportunity } from './opportunity.ts'

/** Deals are followed, too. */
export const followedDeal = extendObject(following, {
  fields: { opportunity: link(opportunity, { reverse: 'followings', onRemove: 'follow', readOnly: true }) },
  sections: [{ section: 'sales', rows: [['opportunity']] }],
})
