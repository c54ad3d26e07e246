import { defineAction, failWith, issue, system, type Work } from '#kernel'
import { type Id, link, type NewRow, text, webAddress } from '#kernel/model'
import { contact, lead } from '#objects/customers'
import { webInvite, webSite } from '../objects/index.ts'

type Wish = Readonly<{ site: Id<'webSite'>; page: string }>
const input = { site: link(webSite, { required: true }), page: webAddress({ required: true }) } as const
const result = { invite: link(webInvite, { required: true }), address: text({ required: true, max: 600 }) } as const

/** An address of a page of ours by which one person is known when he opens it. The page must lie on the site. */
async function invite(work: Work, { site: id, page }: Wish, person: Readonly<{ lead?: Id<'lead'>; contact?: Id<'contact'> }>) {
  const site = await work.one(webSite, id)
  if (site.isActive !== true) failWith('kernel.invalid', [issue('site', 'website.not-in-use')])
  const address = new URL(page)
  if (!site.sites?.includes(address.origin)) failWith('kernel.invalid', [issue('page', 'website.not-of-site', { site: address.origin })])
  const kernel = work.as(system('an address for one person'))
  const row = { page: address.href.slice(0, 500), site: site.id, ...person, owner: work.actor.memberId }
  const [made] = await kernel.create(webInvite, [row as NewRow<typeof webInvite>])
  address.searchParams.set('zk', made!.id)
  await kernel.change(webInvite, made!.id, { address: address.href })
  return { invite: made!.id, address: address.href }
}

export const inviteLead = defineAction('website.invite-lead', {
  on: lead,
  aside: true,
  asksItself: true,
  input: { lead: link(lead, { required: true }), ...input },
  result,
  run: async (work, { lead: id, site, page }) => invite(work, { site, page }, { lead: (await work.one(lead, id)).id }),
})

export const inviteContact = defineAction('website.invite-contact', {
  on: contact,
  aside: true,
  asksItself: true,
  input: { contact: link(contact, { required: true }), ...input },
  result,
  run: async (work, { contact: id, site, page }) => invite(work, { site, page }, { contact: (await work.one(contact, id)).id }),
})
