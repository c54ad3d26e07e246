import { createHash } from 'node:crypto'
import { defineAction, failWith, issue, system, type Work } from '#kernel'
import { choice, type Id, instant, link, text, yesNo } from '#kernel/model'
import { contact, lead } from '#objects/customers'
import { forgetVisitor, noteView } from '../note-view.ts'
import { webSite } from '../objects/index.ts'
import { nobody, type Person, personOfContact, personOfLead } from '../whose.ts'

const result = { webSite: link(webSite, { required: true }) } as const
const visitor = text({ required: true, max: 200 })

/** By this the same user of a channel is known again; it cannot be read back. */
const markOf = (site: Id<'webSite'>, name: string): string =>
  createHash('sha256').update(`${site} ${name}`).digest('base64url').slice(0, 40)

/**
 * One thing that a user of an app, a mini program or another channel of ours looked at or did, told by that channel's own server with a key. What happened while
 * there was no connection is told with its time. Who it was is said by `lead` or `contact`, or by a number or address that one of them has; nothing is answered of it.
 */
export const noteChannelView = defineAction('website.note-view', {
  on: webSite,
  aside: true,
  input: {
    webSite: link(webSite, { required: true }),
    visitor,
    page: text({ required: true, max: 500 }),
    title: text({ max: 200 }),
    at: instant(),
    device: choice(['computer', 'phone', 'tablet'], { default: 'phone' }),
    consent: yesNo({ default: false }),
    lead: link(lead),
    contact: link(contact),
    reach: text({ max: 254 }),
    utmSource: text({ max: 200 }),
    utmCampaign: text({ max: 200 }),
  },
  result,
  fails: ['website.not-in-use', 'website.no-consent', 'website.bad-moment', 'website.too-much'],
  async run(work, view) {
    const site = await work.one(webSite, view.webSite)
    const problem = (field: string, code: string) => failWith('kernel.invalid', [issue(field, code)])
    if (site.isActive !== true) problem('webSite', 'website.not-in-use')
    if (site.consent === 'asked' && view.consent !== true) problem('consent', 'website.no-consent')
    const at = view.at ? new Date(view.at) : work.now
    const age = work.now.getTime() - at.getTime()
    if (age < -300_000 || age > (site.keepDays ?? 0) * 86_400_000) problem('at', 'website.bad-moment')
    const mark = markOf(site.id, view.visitor)
    const title = view.title || view.page
    const none = { referrer: null, utmMedium: null, utmTerm: null, utmContent: null, invite: null }
    const words = { utmSource: view.utmSource ?? null, utmCampaign: view.utmCampaign ?? null }
    const person = await personOf(work, view)
    const seen = { site, visitor: mark, sender: mark, address: view.page, title, device: view.device ?? 'phone', at, person } as const
    if (!(await noteView(work, { ...none, ...words, ...seen }))) problem('visitor', 'website.too-much')
    return { webSite: site.id }
  },
})

type Named = Readonly<{ lead?: Id<'lead'> | null; contact?: Id<'contact'> | null; reach?: string | null }>

/** A contact goes before a lead, and of several the one that was written last. */
async function personOf(work: Work, { lead: asLead, contact: asContact, reach }: Named): Promise<Person> {
  if (asContact) return personOfContact(work, (await work.one(contact, asContact)).id)
  if (asLead) return personOfLead(work, (await work.one(lead, asLead)).id)
  if (!reach) return nobody
  const kernel = work.as(system('whose a visit is'))
  const by = reach.includes('@') ? ['email'] : ['mobile']
  for (const [object, toPerson] of [
    [contact, personOfContact],
    [lead, personOfLead],
  ] as const) {
    const [row] = await kernel.find(object, { or: by.map((field) => ({ [field]: reach })) }, { limit: 1 })
    if (row) return toPerson(kernel, row.id)
  }
  return nobody
}

/** Nothing is left of what a user of a channel did there. */
export const forgetChannelVisitor = defineAction('website.forget-visitor', {
  on: webSite,
  aside: true,
  input: { webSite: link(webSite, { required: true }), visitor },
  result,
  async run(work, { webSite: id, visitor: name }) {
    const site = await work.one(webSite, id)
    await forgetVisitor(work, markOf(site.id, name))
    return { webSite: site.id }
  },
})
