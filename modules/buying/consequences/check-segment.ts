import { defineConsequence, fail, system } from '#kernel'
import { account } from '#objects/customers'
import { segment } from '../objects/index.ts'
import { untag } from '../segments.ts'

/** A segment must be one that can be asked, and must not look at what segments give; the tag it had before goes. */
export const checkSegment = defineConsequence(segment, {
  reads: ['filter', 'tag'],
  async run(work, written) {
    for (const { row, before } of written) {
      if (/"segments"/.test(JSON.stringify(row.filter))) fail('buying.segment-by-segment')
      await work.find(account, row.filter as Readonly<Record<string, unknown>>, { limit: 1, sort: ['id'] })
      if (before && before.tag !== row.tag) await untag(work.as(system('tags by segment')), [before.tag])
    }
  },
})
