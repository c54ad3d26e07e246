import { choice, defineObject, instant, integer, link, member, text } from '#kernel/model'
import { account, lead } from '#objects/customers'

/** Somebody asks to keep a record that is about to fall to a pool: once for as long as he holds it. */
export const poolExtension = defineObject('poolExtension', {
  plural: 'poolExtensions',
  title: 'subject',
  owned: false,
  follows: ['account', 'lead'],
  icon: 'hourglass',
  search: ['subject'],
  fields: {
    subject: text({ required: true, max: 200 }),
    state: choice(
      [
        { key: 'asked', color: 'accent' },
        { key: 'granted', color: 'green' },
        { key: 'refused', color: 'red' },
      ],
      { default: 'asked', required: true, indexed: true },
    ),
    person: link(member, { onRemove: 'clear' }),
    days: integer({ required: true, min: 1, max: 180 }),
    reason: text({ required: true, max: 500 }),
    account: link(account, { reverse: 'poolExtensions', onRemove: 'follow' }),
    lead: link(lead, { reverse: 'poolExtensions', onRemove: 'follow' }),
    /** When the person got the record. */
    period: instant({ required: true }),
    decidedBy: link(member, { onRemove: 'clear' }),
    decidedAt: instant(),
  },
  views: {
    list: { columns: ['subject', 'state', 'person', 'days', 'reason', 'account', 'lead', 'decidedBy', 'createdAt'], sort: '-createdAt' },
    facts: ['state', 'person', 'days', 'reason'],
    form: [
      {
        section: 'basic',
        rows: [['subject', 'state'], ['person', 'days'], ['reason'], ['account', 'lead'], ['decidedBy', 'decidedAt'], ['period']],
      },
    ],
  },
})
