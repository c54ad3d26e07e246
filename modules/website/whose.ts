import type { RowOf, Work } from '#kernel'
import type { Id } from '#kernel/model'
import { account, contact, lead } from '#objects/customers'
import { contactIsBack, leadIsBack } from './notices.ts'
import { webVisit } from './objects/index.ts'

export type Visit = RowOf<typeof webVisit>
/** Whose a visit is. Nobody's while all of it is empty. */
export type Person = Pick<Visit, 'lead' | 'contact' | 'account'>

export const nobody: Person = { lead: null, contact: null, account: null }
export const isKnown = (person: Person): boolean => !!(person.lead || person.contact || person.account)
const mostOfVisitor = 1_000

/** A lead with what it has become. */
export async function personOfLead(kernel: Work, id: Id<'lead'> | string): Promise<Person> {
  const [row] = await kernel.find(lead, { id }, { limit: 1 })
  return row ? { lead: row.id, contact: row.contact, account: row.account } : nobody
}

export async function personOfContact(kernel: Work, id: Id<'contact'> | string): Promise<Person> {
  const [row] = await kernel.find(contact, { id }, { limit: 1 })
  return row ? { lead: null, contact: row.id, account: row.account } : nobody
}

/** What a browser did before it was known whose it is, is from now on that person's. What was another's stays his. */
export async function giveVisits(kernel: Work, visitor: string, person: Person): Promise<void> {
  const open = { visitor, lead: { empty: true }, contact: { empty: true }, account: { empty: true } }
  const rows = await kernel.find(webVisit, open, { limit: mostOfVisitor, sort: ['-startedAt'] })
  if (rows.length > 0 && isKnown(person))
    await kernel.changeMany(
      webVisit,
      rows.map(({ id }) => ({ id, ...person })),
    )
}

/** Whoever looks after the person hears of it, once for each visit. */
export async function tellOfVisit(kernel: Work, visit: Visit, page: string): Promise<void> {
  const told = { values: { page }, once: `visit ${visit.id}` }
  const [asLead] = visit.lead ? await kernel.find(lead, { id: visit.lead }, { limit: 1 }) : []
  if (asLead && ['new', 'working'].includes(asLead.status)) {
    if (asLead.owner) kernel.tell(leadIsBack, [{ person: asLead.owner, record: asLead.id, ...told }])
    return
  }
  const [asContact] = visit.contact ? await kernel.find(contact, { id: visit.contact }, { limit: 1 }) : []
  const [customer] = asContact && visit.account ? await kernel.find(account, { id: visit.account }, { limit: 1 }) : []
  const person = customer?.owner ?? asContact?.owner
  if (asContact && person) kernel.tell(contactIsBack, [{ person, record: asContact.id, ...told }])
}
