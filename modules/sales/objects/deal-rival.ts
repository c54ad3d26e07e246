import { choice, defineObject, link, longText, money, text } from '#kernel/model'
import { competitor } from './competitor.ts'

/** A competitor in a deal: what he offers, how he stands, and how it ended for him. The end follows the deal's. */
export const dealRival = defineObject('dealRival', {
  plural: 'dealRivals',
  title: 'offer',
  partOf: 'opportunity',
  icon: 'shield',
  unique: [['opportunity', 'competitor']],
  fields: {
    opportunity: link('opportunity', { required: true, onRemove: 'follow' }),
    competitor: link(competitor, { required: true, reverse: 'deals', onRemove: 'forbid' }),
    price: money({ min: 0, total: false }),
    offer: text({ max: 300 }),
    position: choice([
      { key: 'ahead', color: 'red' },
      { key: 'level', color: 'amber' },
      { key: 'behind', color: 'green' },
    ]),
    result: choice(
      [
        { key: 'there', color: 'accent' },
        { key: 'wonAgainst', color: 'green' },
        { key: 'lostTo', color: 'red' },
        /** The deal went to somebody else, or to nobody. */
        { key: 'lostBoth', color: 'grey' },
        { key: 'withdrew', color: 'grey' },
      ],
      { required: true, default: 'there', indexed: true },
    ),
    note: longText({ max: 2000 }),
  },
  views: {
    list: { columns: ['opportunity', 'competitor', 'price', 'offer', 'position', 'result', 'note'], sort: 'competitor' },
    board: { by: 'result', card: ['opportunity', 'competitor', 'price'] },
    form: [
      {
        section: 'basic',
        rows: [['competitor', 'price'], ['offer', 'position'], ['result'], ['note']],
      },
    ],
  },
})
