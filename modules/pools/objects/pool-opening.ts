import { choice, day, defineObject, instant, link, member, text } from '#kernel/model'
import { account, lead } from '#objects/customers'
import { pool } from './pool.ts'

/** Somebody looked at the name and the numbers of what lies in a pool: counted against how many he may open a day. Kept by the program alone. */
export const poolOpening = defineObject('poolOpening', {
  plural: 'poolOpenings',
  title: 'subject',
  owned: false,
  follows: 'pool',
  listedFor: 'nobody',
  /** Taken back, it was seen all the same. */
  stands: { kind: ['opened'] },
  icon: 'eye',
  search: [],
  fields: {
    /** The name, masked. */
    subject: text({ required: true, max: 60, readOnly: true }),
    kind: choice([{ key: 'opened', color: 'amber' }], { required: true, default: 'opened', readOnly: true }),
    person: link(member, { onRemove: 'clear', readOnly: true }),
    at: instant({ required: true, default: 'now', readOnly: true }),
    day: day({ required: true, indexed: true, readOnly: true }),
    pool: link(pool, { required: true, reverse: 'openings', onRemove: 'follow', readOnly: true }),
    account: link(account, { reverse: 'poolOpenings', onRemove: 'follow', readOnly: true }),
    lead: link(lead, { reverse: 'poolOpenings', onRemove: 'follow', readOnly: true }),
  },
  views: {
    list: { columns: ['subject', 'person', 'at', 'pool', 'account', 'lead'], sort: '-at' },
    form: [
      {
        section: 'basic',
        rows: [
          ['subject', 'kind'],
          ['person', 'at'],
          ['day', 'pool'],
          ['account', 'lead'],
        ],
      },
    ],
  },
})
