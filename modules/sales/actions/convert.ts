import { type AnyObject, defineAction, fail, type RowOf, system, type Work } from '#kernel'
import { day, type Id, json, link, money, type NewRow, text, yesNo } from '#kernel/model'
import { account, contact, lead } from '#objects/customers'
import { draftOf, ofPart, type PartValues, readParts } from '../conversion/carried.ts'
import { sureOf } from '../conversion/offered.ts'
import { opportunity } from '../objects/index.ts'
import type { Part } from '../rules/conversion-choices.ts'
import { customerName, sameOfOthers } from '../same-customer.ts'

type Lead = RowOf<typeof lead>

/**
 * Turns a lead into a customer, a contact and a deal, once. Existing ones may be named instead of new ones; the deal may be left out.
 *
 * Without a company the lead becomes a personal customer under its own name. Nothing is joined by name alone: where somebody else has a customer that looks the
 * same, however it is spelt, a second one needs a reason.
 *
 * Customers and contacts that look like what would be made are offered before, and named in the answer.
 *
 * @throws `sales.lead-already-converted` with the account, contact and opportunity of the first time; `sales.contact-of-other-account` when the
 * named contact belongs to another customer than the named one; `sales.deal-of-other-account` in the same way; `sales.customer-of-other`.
 */
export const convert = defineAction('sales.convert', {
  on: lead,
  many: true,
  input: {
    lead: link(lead, { required: true }),
    account: link(account),
    contact: link(contact),
    opportunity: link(opportunity),
    withOpportunity: yesNo({ default: true }),
    opportunityName: text({ max: 200 }),
    amount: money({ min: 0 }),
    expectedOn: day(),
    /** Why there shall be a second such customer, where somebody else has the first. */
    second: text({ max: 300 }),
    /** Where nobody names one: the contact who surely is the same, and his customer, instead of new ones. For many at once. */
    takeSure: yesNo({ default: false }),
    /** By part, what is said of it instead of what the lead says: `{ account: { grade: 'A' }, contact: {}, opportunity: {} }`. */
    values: json(),
    /** The same, for what the lead does not say. */
    defaults: json(),
  },
  result: { account: link(account, { required: true }), contact: link(contact, { required: true }), opportunity: link(opportunity) },
  fails: ['sales.lead-already-converted', 'sales.contact-of-other-account', 'sales.deal-of-other-account', 'sales.customer-of-other'],
  alike: {
    account: { name: ['company', 'name'], phone: ['phone'], website: ['website'] },
    contact: { mobile: ['mobile'], email: ['email'] },
  },
  offered: { status: { in: ['new', 'working'] } },
  async run(work, input) {
    const from = await work.one(lead, input.lead, { lock: true })
    if (from.status === 'qualified' || from.account || from.contact) await failAsConverted(work, from)
    const making: Making = { from, values: readParts(input.values, 'values'), defaults: readParts(input.defaults, 'defaults') }
    const there = await namedOrSure(work, from, input)
    const toAccount = there.account ?? (await makeAccount(work, making, input.second ?? null))
    const toContact = there.contact
      ? await checkedContact(work, there.contact, toAccount)
      : await make(work, making, contact, { account: toAccount })
    const deal = there.opportunity
      ? await joinOpportunity(work, from, { deal: there.opportunity, account: toAccount })
      : (input.withOpportunity ?? true)
        ? await make(work, making, opportunity, {
            lead: from.id,
            account: toAccount,
            contact: toContact,
            ...(input.opportunityName ? { name: input.opportunityName } : {}),
            ...(input.amount ? { amount: input.amount } : {}),
            ...(input.expectedOn ? { expectedOn: input.expectedOn } : {}),
          })
        : null
    // Typing it is refused: only what was made here qualifies a lead.
    await work.as(program).change(lead, from.id, { status: 'qualified', account: toAccount, contact: toContact })
    return { account: toAccount, contact: toContact, opportunity: deal }
  },
})

type Named = Readonly<{ account?: string | null; contact?: string | null; opportunity?: string | null; takeSure?: boolean | null }>

/** What is there already and shall be taken; a contact or deal that is named alone brings its customer. */
async function namedOrSure(work: Work, from: Lead, { account: customer, contact: person, opportunity: deal, takeSure }: Named) {
  const sure = takeSure && !customer && !person ? await sureOf(work, from) : { account: null, contact: null }
  const toPerson = person ?? sure.contact
  const known = toPerson ? await work.one(contact, toPerson) : null
  const joined = deal ? await work.one(opportunity, deal) : null
  const toCustomer = customer ?? known?.account ?? joined?.account ?? sure.account
  return {
    account: toCustomer ? (await work.one(account, toCustomer)).id : null,
    contact: known,
    opportunity: joined,
  }
}

/** The lead, and what was said of what it becomes. */
type Making = Readonly<{ from: Lead; values: PartValues; defaults: PartValues }>

const program = system('a lead becomes a customer')

/** Makes one of the three; `fixed` is how they hang together. */
async function make<O extends AnyObject>(
  work: Work,
  { from, values, defaults }: Making,
  object: O,
  fixed: Readonly<Record<string, unknown>> = {},
): Promise<Id<O['name']>> {
  const part = object.name as Part
  const draft = draftOf(work, from, part)
  const row = { ...defaults[part], ...draft.values, ...values[part], ...fixed } as unknown as NewRow<O>
  const [id] = (await ofPart(part, () => work.add(object, [row]))) as [Id<O['name']>]
  if (Object.keys(draft.veiled).length > 0) await work.as(program).change(object, id, draft.veiled as never)
  return id
}

async function failAsConverted(work: Work, from: Lead): Promise<never> {
  const [[made], [customer], [person]] = await Promise.all([
    work.find(opportunity, { lead: from.id }, { limit: 1, sort: ['createdAt'] }),
    work.find(account, { id: from.account }),
    work.find(contact, { id: from.contact }),
  ])
  // Of what lies out of reach not even the id is told.
  return fail('sales.lead-already-converted', { account: customer?.id ?? null, contact: person?.id ?? null, opportunity: made?.id ?? null })
}

async function makeAccount(work: Work, making: Making, second: string | null): Promise<Id<'account'>> {
  if (!second && (await sameOfOthers(work, [making.from])).size > 0) fail('sales.customer-of-other', { name: customerName(making.from) })
  return make(work, making, account, second ? { remark: second } : {})
}

async function checkedContact(work: Work, found: RowOf<typeof contact>, of: Id<'account'>): Promise<Id<'contact'>> {
  if (found.account && found.account !== of) {
    const [other] = await work.find(account, { id: found.account })
    fail('sales.contact-of-other-account', { contact: found.id, account: other?.id ?? null })
  }
  if (!found.account) await work.change(contact, found.id, { account: of })
  return found.id
}

/** Adds the lead to a deal that is there; one that nobody knew the customer of gets him. */
async function joinOpportunity(
  work: Work,
  from: Lead,
  { deal, account: of }: Readonly<{ deal: RowOf<typeof opportunity>; account: Id<'account'> }>,
): Promise<Id<'opportunity'>> {
  if (deal.account && deal.account !== of) fail('sales.deal-of-other-account', { opportunity: deal.id })
  return (await work.change(opportunity, deal.id, { lead: from.id, ...(deal.account ? {} : { account: of }) })).id
}
