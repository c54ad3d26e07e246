import { choice, day, defineObject, link, money, text } from '#kernel/model'
import { account } from '#objects/customers'
import { promotion } from './promotion.ts'

/** A document that went out, or was agreed, with a promotion in its prices: what the customer got off by it, and what became of it. */
export const promotionUse = defineObject('promotionUse', {
  plural: 'promotionUses',
  title: 'document',
  listedFor: 'nobody',
  follows: 'account',
  icon: 'gift',
  search: [],
  fields: {
    document: text({ max: 100, readOnly: true }),
    promotion: link(promotion, { required: true, reverse: 'uses', onRemove: 'forbid', readOnly: true }),
    account: link(account, { required: true, reverse: 'promotionUses', onRemove: 'follow', readOnly: true }),
    usedOn: day({ readOnly: true, indexed: true }),
    given: money({ readOnly: true }),
    state: choice(
      [
        { key: 'out', color: 'accent' },
        { key: 'won', color: 'green' },
        { key: 'lost', color: 'grey' },
      ],
      { required: true, default: 'out', readOnly: true, indexed: true },
    ),
  },
  views: {
    list: { columns: ['promotion', 'document', 'account', 'usedOn', 'given', 'state'], sort: '-usedOn' },
    form: [
      {
        section: 'basic',
        rows: [
          ['promotion', 'document'],
          ['account', 'usedOn'],
          ['given', 'state'],
        ],
      },
    ],
  },
})
