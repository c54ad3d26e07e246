import { choice, day, defineObject, link, longText, text } from '#kernel/model'
import { account, contact } from '#objects/customers'

/** What a customer or somebody there likes, is interested in, or does by habit; since when that is known, and from where. */
export const preference = defineObject('preference', {
  plural: 'preferences',
  title: 'what',
  owned: false,
  follows: ['account', 'contact'],
  icon: 'star',
  search: ['what', 'note'],
  fields: {
    what: text({ required: true, max: 200, indexed: true }),
    kind: choice(
      [
        { key: 'interest', color: 'accent' },
        { key: 'taste', color: 'violet' },
        { key: 'habit', color: 'green' },
        { key: 'dislike', color: 'red' },
        { key: 'other', color: 'grey' },
      ],
      { required: true, default: 'interest', indexed: true },
    ),
    /** Of a contact it is his customer's too, so that segments find it. */
    account: link(account, { reverse: 'preferences', onRemove: 'follow' }),
    contact: link(contact, { reverse: 'preferences', onRemove: 'follow' }),
    since: day({ default: 'today' }),
    source: choice(['said', 'seen', 'bought', 'form', 'other'], { default: 'said', indexed: true }),
    note: longText(),
  },
  views: {
    list: { columns: ['what', 'kind', 'account', 'contact', 'since', 'source', 'updatedAt'], sort: '-updatedAt' },
    facts: ['kind', 'account', 'contact', 'since'],
    form: [
      {
        section: 'basic',
        rows: [['what', 'kind'], ['account', 'contact'], ['since', 'source'], ['note']],
      },
    ],
  },
})
