import { defineObject, link, text } from '#kernel/model'
import { account, lead } from '#objects/customers'

/**
 * That somebody follows a record and wants to hear what becomes of it. It is his own affair: who follows is told to nobody else. Modules that know of more to
 * follow add a link to it.
 */
export const following = defineObject('following', {
  plural: 'followings',
  title: 'object',
  owned: true,
  listedFor: 'nobody',
  icon: 'star',
  search: [],
  fields: {
    /** What kind of record it is. */
    object: text({ required: true, max: 60, readOnly: true }),
    account: link(account, { reverse: 'followings', onRemove: 'follow', readOnly: true }),
    lead: link(lead, { reverse: 'followings', onRemove: 'follow', readOnly: true }),
  },
  views: {
    form: [
      {
        section: 'basic',
        rows: [
          ['object', 'owner'],
          ['account', 'lead'],
        ],
      },
    ],
  },
})
