import { choice, defineObject, instant, integer, link, longText, text } from '#kernel/model'
import { account, contact, lead } from '#objects/customers'
import { callList } from './call-list.ts'

/** One person of a list and how the calls to him went. He stands in it once; whoever reads him reads it. */
export const callEntry = defineObject('callEntry', {
  plural: 'callEntries',
  title: 'subject',
  owned: true,
  follows: ['lead', 'contact'],
  listedFor: 'nobody',
  icon: 'phone',
  search: ['subject', 'note'],
  unique: [['list', 'lead', 'contact']],
  fields: {
    /** The person's name then. */
    subject: text({ required: true, max: 200 }),
    list: link(callList, { required: true, reverse: 'entries', onRemove: 'follow' }),
    lead: link(lead, { reverse: 'callEntries', onRemove: 'follow' }),
    contact: link(contact, { reverse: 'callEntries', onRemove: 'follow' }),
    account: link(account, { reverse: 'callEntries', onRemove: 'clear' }),
    state: choice(
      [
        { key: 'waiting', color: 'accent' },
        { key: 'again', color: 'amber' },
        { key: 'done', color: 'green' },
      ],
      { required: true, default: 'waiting', indexed: true },
    ),
    outcome: choice(
      [
        { key: 'interested', color: 'green' },
        { key: 'undecided', color: 'amber' },
        { key: 'declined', color: 'red' },
        { key: 'notReached', color: 'grey' },
        { key: 'wrongNumber', color: 'grey' },
      ],
      { indexed: true },
    ),
    attempts: integer({ default: 0, min: 0 }),
    lastAt: instant({ indexed: true }),
    /** Not before this moment; empty: at once. */
    nextAt: instant({ indexed: true }),
    /** Until then it is somebody's who has it before him, so that nobody else rings the same person. */
    takenUntil: instant(),
    note: longText({ max: 5_000 }),
  },
  views: {
    list: {
      columns: ['subject', 'lead', 'contact', 'account', 'state', 'outcome', 'attempts', 'lastAt', 'nextAt', 'owner', 'list'],
      sort: '-updatedAt',
    },
    board: { by: 'state', card: ['account', 'outcome', 'nextAt', 'owner'] },
    facts: ['list', 'state', 'outcome', 'attempts', 'owner'],
    form: [
      {
        section: 'basic',
        rows: [
          ['subject', 'list'],
          ['lead', 'contact'],
          ['account', 'owner'],
        ],
      },
      {
        section: 'outcome',
        rows: [['state', 'outcome'], ['attempts', 'lastAt'], ['nextAt', 'takenUntil'], ['note']],
      },
    ],
  },
})
