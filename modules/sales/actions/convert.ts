import { defineAction, fail, type RowOf, system, type Work } from '#kernel'
import { day, type Id, link, money, text, yesNo } from '#kernel/model'
import { nameOfLead } from '#modules/customers'
import { account, contact, lead } from '#objects/customers'
import { opportunity } from '../objects/index.ts'
import { customerName, sameOfOthers } from '../same-customer.ts'

type Lead = RowOf<typeof lead>

/**
 * Turns a lead into a customer, a contact and a deal, once. Existing ones may be named instead of new ones; the deal may be left out.
 *
 * Without a company the lead becomes a personal customer under its own name. Nothing is joined by name alone: where somebody else has a customer of that name,
 * a second one needs a reason.
 *
 * Customers and contacts that look like what would be made are offered before, and named in the answer.
 *
 * @throws `sales.lead-already-converted` with the account, contact and opportunity of the first time; `sales.contact-of-other-account` when the
 * named contact belongs to another customer than the named one; `sales.customer-of-other`.
 */
export const convert = defineAction('sales.convert', {
  on: lead,
  input: {
    lead: link(lead, { required: true }),
    account: link(account),
    contact: link(contact),
    opportunity: link(opportunity),
    withOpportunity: yesNo({ default: true }),
    opportunityName: text({ max: 200 }),
    amount: money({ min: 0 }),
    expectedOn: day(),
    /** Why there shall be a second customer of this name, where somebody else has the first. */
    second: text({ max: 300 }),
  },
  result: { account: link(account, { required: true }), contact: link(contact, { required: true }), opportunity: link(opportunity) },
  fails: ['sales.lead-already-converted', 'sales.contact-of-other-account', 'sales.customer-of-other'],
  alike: {
    account: { name: ['company', 'name'], phone: ['phone'], website: ['website'] },
    contact: { mobile: ['mobile'], email: ['email'] },
  },
  offered: { status: { in: ['new', 'working'] } },
  async run(work, input) {
    const from = await work.one(lead, input.lead, { lock: true })
    if (from.status === 'qualified' || from.account || from.contact) await failAsConverted(work, from)
    const toAccount = input.account ? (await work.one(account, input.account)).id : await makeAccount(work, from, input.second ?? null)
    const toContact = input.contact ? await checkedContact(work, input.contact, toAccount) : await makeContact(work, from, toAccount)
    const deal = input.opportunity
      ? (await work.change(opportunity, input.opportunity, { lead: from.id })).id
      : (input.withOpportunity ?? true)
        ? await makeOpportunity(work, from, {
            account: toAccount,
            contact: toContact,
            name: input.opportunityName ?? customerName(from),
            amount: input.amount ?? null,
            expectedOn: input.expectedOn ?? null,
          })
        : null
    // Typing it is refused: only what was made here qualifies a lead.
    await work
      .as(system('a lead becomes a customer'))
      .change(lead, from.id, { status: 'qualified', account: toAccount, contact: toContact })
    return { account: toAccount, contact: toContact, opportunity: deal }
  },
})

async function failAsConverted(work: Work, from: Lead): Promise<never> {
  const [[made], [customer], [person]] = await Promise.all([
    work.find(opportunity, { lead: from.id }, { limit: 1, sort: ['createdAt'] }),
    work.find(account, { id: from.account }),
    work.find(contact, { id: from.contact }),
  ])
  // Of what lies out of reach not even the id is told.
  return fail('sales.lead-already-converted', { account: customer?.id ?? null, contact: person?.id ?? null, opportunity: made?.id ?? null })
}

async function makeAccount(work: Work, from: Lead, second: string | null): Promise<Id<'account'>> {
  if (!second && (await sameOfOthers(work, from)).length > 0) fail('sales.customer-of-other', { name: customerName(from) })
  const [made] = await work.create(account, [
    {
      name: customerName(from),
      kind: from.company ? 'company' : 'person',
      source: from.source,
      industry: from.industry,
      country: from.country,
      province: from.province,
      city: from.city,
      address: from.address,
      phone: from.phone ?? (from.company ? null : from.mobile),
      website: from.website,
      tags: from.tags,
      owner: from.owner,
      remark: second,
    },
  ])
  return made!.id
}

async function makeContact(work: Work, from: Lead, of: Id<'account'>): Promise<Id<'contact'>> {
  const [made] = await work.create(contact, [
    {
      account: of,
      name: nameOfLead(from),
      title: from.title,
      department: from.department,
      mobile: from.mobile,
      workPhone: from.phone,
      email: from.email,
      im: from.im,
      isPrimary: true,
      owner: from.owner,
    },
  ])
  return made!.id
}

async function checkedContact(work: Work, id: Id<'contact'>, of: Id<'account'>): Promise<Id<'contact'>> {
  const found = await work.one(contact, id)
  if (found.account && found.account !== of) {
    const [other] = await work.find(account, { id: found.account })
    fail('sales.contact-of-other-account', { contact: found.id, account: other?.id ?? null })
  }
  if (!found.account) await work.change(contact, found.id, { account: of })
  return found.id
}

type NewDeal = Pick<RowOf<typeof opportunity>, 'name' | 'account' | 'contact' | 'amount' | 'expectedOn'>

async function makeOpportunity(work: Work, from: Lead, deal: NewDeal): Promise<Id<'opportunity'>> {
  const [made] = await work.create(opportunity, [
    { ...deal, source: from.source, need: from.need, lead: from.id, informant: from.name, owner: from.owner },
  ])
  return made!.id
}
