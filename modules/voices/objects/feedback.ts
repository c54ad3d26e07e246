import { choice, day, defineObject, integer, link, longText, text } from '#kernel/model'
import { product } from '#objects/catalog'
import { account, contact } from '#objects/customers'
import { order } from '#objects/orders'
import { opportunity } from '#objects/sales'

/** What a customer said of us, of a deal, an order or a product, and what was answered. */
export const feedback = defineObject('feedback', {
  plural: 'feedbacks',
  title: 'subject',
  owned: true,
  follows: 'account',
  open: { state: 'open' },
  icon: 'message-square',
  search: ['subject', 'said', 'answer'],
  fields: {
    subject: text({ required: true, max: 200 }),
    kind: choice(
      [
        { key: 'praise', color: 'green' },
        { key: 'complaint', color: 'red' },
        { key: 'wish', color: 'accent' },
        { key: 'survey', color: 'violet' },
      ],
      { required: true, default: 'wish', indexed: true },
    ),
    /** 1 not at all … 5 very. */
    satisfaction: integer({ min: 1, max: 5, total: false, indexed: true }),
    account: link(account, { required: true, reverse: 'feedback', onRemove: 'follow' }),
    contact: link(contact, { reverse: 'feedback', onRemove: 'clear' }),
    opportunity: link(opportunity, { reverse: 'feedback', onRemove: 'clear' }),
    order: link(order, { reverse: 'feedback', onRemove: 'clear' }),
    product: link(product, { reverse: 'feedback', onRemove: 'clear' }),
    heardOn: day({ required: true, default: 'today', indexed: true }),
    said: longText(),
    state: choice(
      [
        { key: 'open', color: 'amber' },
        { key: 'answered', color: 'green', kind: 'won', verb: 'answer' },
      ],
      { required: true, default: 'open', indexed: true },
    ),
    answerBy: day({ indexed: true }),
    answeredOn: day({ readOnly: true }),
    answer: longText(),
  },
  views: {
    list: {
      columns: ['subject', 'kind', 'satisfaction', 'account', 'state', 'answerBy', 'product', 'owner', 'heardOn', 'updatedAt'],
      sort: '-heardOn',
    },
    board: { by: 'state', card: ['account', 'kind', 'answerBy', 'owner'] },
    facts: ['account', 'kind', 'satisfaction', 'answerBy', 'owner'],
    path: 'state',
    form: [
      { section: 'basic', rows: [['subject', 'kind'], ['account', 'contact'], ['heardOn', 'satisfaction'], ['said']] },
      { section: 'about', rows: [['opportunity', 'order'], ['product']] },
      { section: 'answer', rows: [['owner', 'answerBy'], ['state', 'answeredOn'], ['answer']] },
    ],
  },
})
