import { decimal, defineObject, integer, link, money, text, yesNo } from '#kernel/model'
import { competitor } from '#objects/sales'

/** What one bidder asked and how the bid was judged: ours, a competitor's, or somebody's whom nobody knows yet. */
export const tenderBid = defineObject('tenderBid', {
  plural: 'tenderBids',
  title: 'bidder',
  partOf: 'tender',
  icon: 'list-ordered',
  fields: {
    tender: link('tender', { required: true, onRemove: 'follow' }),
    isOurs: yesNo({ default: false }),
    competitor: link(competitor, { reverse: 'bids', onRemove: 'forbid' }),
    bidder: text({ max: 200 }),
    price: money({ min: 0, total: false }),
    score: decimal({ scale: 2, min: 0 }),
    rank: integer({ min: 1, max: 1_000, total: false }),
    isWinner: yesNo({ default: false }),
    note: text({ max: 500 }),
  },
  views: {
    list: { columns: ['tender', 'competitor', 'bidder', 'isOurs', 'price', 'score', 'rank', 'isWinner'], sort: 'rank' },
    form: [
      {
        section: 'basic',
        rows: [
          ['isOurs', 'competitor'],
          ['bidder', 'price'],
          ['score', 'rank'],
          ['isWinner', 'note'],
        ],
      },
    ],
  },
})
