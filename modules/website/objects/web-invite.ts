import { defineObject, instant, integer, link, text } from '#kernel/model'
import { contact, lead } from '#objects/customers'
import { webSite } from './web-site.ts'

/** An address of one of our pages that was made for one person: whoever opens it is known to be that person, once he has agreed to be. */
export const webInvite = defineObject('webInvite', {
  plural: 'webInvites',
  title: 'page',
  owned: true,
  follows: ['lead', 'contact'],
  listedFor: 'nobody',
  icon: 'mail',
  search: ['page'],
  fields: {
    page: text({ required: true, readOnly: true, max: 500 }),
    /** What is sent to him. */
    address: text({ max: 600, copyable: true }),
    site: link(webSite, { required: true, reverse: 'invites', onRemove: 'follow' }),
    lead: link(lead, { reverse: 'webInvites', onRemove: 'follow' }),
    contact: link(contact, { reverse: 'webInvites', onRemove: 'follow' }),
    openedAt: instant(),
    opened: integer({ required: true, default: 0, min: 0 }),
  },
  views: {
    list: { columns: ['page', 'address', 'lead', 'contact', 'opened', 'openedAt', 'site', 'owner', 'createdAt'], sort: '-createdAt' },
    facts: ['lead', 'contact', 'opened', 'openedAt'],
    form: [{ section: 'basic', rows: [['address'], ['page', 'site'], ['lead', 'contact'], ['opened', 'openedAt'], ['owner']] }],
  },
})
