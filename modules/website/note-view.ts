import { system, type Work } from '#kernel'
import type { WebSite } from './door/site-door.ts'
import { webInvite, webPage, webVisit } from './objects/index.ts'
import { giveVisits, isKnown, nobody, type Person, personOfContact, personOfLead, tellOfVisit, type Visit } from './whose.ts'

/** One page that somebody opened. */
export type View = Readonly<{
  site: WebSite
  visitor: string
  sender: string
  address: string
  title: string
  device: 'computer' | 'phone' | 'tablet'
  /** Of an address that was made for one person. */
  invite: string | null
  referrer: string | null
  /** When it was, where it is told later. */
  at?: Date
  /** Whose it is, where that is known otherwise. */
  person?: Person
}> &
  Readonly<Record<`utm${'Source' | 'Medium' | 'Campaign' | 'Term' | 'Content'}`, string | null>>

const minuteMs = 60_000
const mostPages = 200
const mostOfVisitor = 1_000

/** Notes a page in the visit that goes on, or begins one. False where too much comes from one line, or in one visit. */
export async function noteView(work: Work, view: View): Promise<boolean> {
  const kernel = work.as(system('web site'))
  await kernel.hold([`website.visitor ${view.visitor}`])
  const [last] = await kernel.find(webVisit, { visitor: view.visitor }, { limit: 1, sort: ['-lastAt'] })
  const invited = view.person && isKnown(view.person) ? view.person : await inviteeOf(kernel, view)
  const at = view.at ?? kernel.now
  const person = last && isKnown(last) ? personIn(last) : invited
  if (isKnown(person) && last && !isKnown(last)) await giveVisits(kernel, view.visitor, person)
  const goesOn = last?.site === view.site.id && at.getTime() - Date.parse(last.lastAt) < (view.site.gapMinutes ?? 30) * minuteMs
  const visit = goesOn ? await goOn(kernel, { ...view, at }, last) : await begin(kernel, { ...view, at }, person)
  if (!visit) return false
  await kernel.add(webPage, [{ name: view.title, visit: visit.id, address: view.address, at: at.toISOString() }])
  if (isKnown(person) && isTold(view)) await tellOfVisit(kernel, { ...visit, ...person }, view.title)
  return true
}

const personIn = ({ lead, contact, account }: Visit): Person => ({ lead, contact, account })

type Seen = View & Readonly<{ at: Date }>

async function goOn(kernel: Work, { at, title }: Seen, last: Visit): Promise<Visit | null> {
  if ((await kernel.count(webPage, { visit: last.id }, { most: mostPages })) >= mostPages) return null
  // What is told late stands in the visit without being its end.
  if (at.getTime() < Date.parse(last.lastAt)) return last
  return kernel.change(webVisit, last.id, { lastAt: at.toISOString(), lastPage: title })
}

async function begin(kernel: Work, view: Seen, person: Person): Promise<Visit | null> {
  const { site, visitor, sender, device, referrer, utmSource, utmMedium, utmCampaign, utmTerm, utmContent } = view
  const since = new Date(kernel.now.getTime() - 60 * minuteMs).toISOString()
  const recent = { sender, site: site.id, startedAt: { gte: since } }
  await kernel.hold([`website.sender ${sender}`])
  if ((await kernel.count(webVisit, recent, { most: site.mostPerHour ?? 30 })) >= (site.mostPerHour ?? 30)) return null
  const at = view.at.toISOString()
  const origin = { landing: view.address, referrer, utmSource, utmMedium, utmCampaign, utmTerm, utmContent }
  const row = { subject: view.title, lastPage: view.title, site: site.id, startedAt: at, lastAt: at, device, visitor, sender }
  const [made] = await kernel.create(webVisit, [{ ...row, ...origin, ...person, owner: site.owner }])
  return made!
}

/** Whom the address was made for; opening it is counted. */
async function inviteeOf(kernel: Work, { invite, site }: View): Promise<Person> {
  const [row] = invite ? await kernel.find(webInvite, { id: invite, site: site.id }, { limit: 1 }) : []
  if (!row) return nobody
  await kernel.change(webInvite, row.id, { opened: row.opened + 1, openedAt: row.openedAt ?? kernel.now.toISOString() })
  return row.lead ? personOfLead(kernel, row.lead) : row.contact ? personOfContact(kernel, row.contact) : nobody
}

const isTold = ({ site, address }: View): boolean =>
  site.isTold === true && ((site.tellPages ?? []).length === 0 || (site.tellPages ?? []).some((part) => address.includes(part)))

/** Nothing is left of what a browser did here. */
export async function forgetVisitor(work: Work, visitor: string): Promise<void> {
  const kernel = work.as(system('a visitor wants to be forgotten'))
  const rows = await kernel.find(webVisit, { visitor }, { limit: mostOfVisitor, sort: ['id'] })
  if (rows.length > 0)
    await kernel.remove(
      webVisit,
      rows.map(({ id }) => id),
    )
}
