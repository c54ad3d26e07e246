import { defineAction, fail, system, type Work } from '#kernel'
import { integer, link, text } from '#kernel/model'
import { lead } from '#objects/customers'
import { customerAskedFor, leadOfCustomer } from '../notices.ts'
import { sameOfOthers } from '../same-customer.ts'

const openOnes = { status: { in: ['new', 'working'] } } as const

async function openLead(work: Work, id: string) {
  const row = await work.one(lead, id, { lock: true })
  if (row.status !== 'new' && row.status !== 'working') fail('sales.lead-not-open', { status: row.status })
  const customers = (await sameOfOthers(work, [row])).get(row.id)
  if (!customers) fail('sales.no-same-customer', { lead: id })
  return { row, customers }
}

/** Asks those who have a customer that looks like the lead whether it is the same. They are told of their customer, and of the question; the lead stays where it is. */
export const askOwner = defineAction('sales.ask-owner', {
  on: lead,
  aside: true,
  input: { lead: link(lead, { required: true }), question: text({ max: 300 }) },
  result: { asked: integer({ required: true }) },
  fails: ['sales.lead-not-open', 'sales.no-same-customer'],
  offered: openOnes,
  async run(work, { lead: id, question }) {
    const { row, customers } = await openLead(work, id)
    // Whoever may not change the lead may not ask for it.
    await work.change(lead, id, { owner: row.owner })
    work.tell(
      customerAskedFor,
      customers.map((one) => ({ person: one.owner, record: one.id, values: { lead: row.name, question: question ?? '' } })),
    )
    return { asked: customers.length }
  },
})

/** Gives the lead to whoever has the customer that it looks like; of several customers, to whoever has had his the longest. */
export const giveToOwner = defineAction('sales.give-to-owner', {
  on: lead,
  aside: true,
  input: { lead: link(lead, { required: true }) },
  result: { lead: link(lead, { required: true }) },
  fails: ['sales.lead-not-open', 'sales.no-same-customer'],
  offered: openOnes,
  async run(work, { lead: id }) {
    const { row, customers } = await openLead(work, id)
    await work.change(lead, id, { owner: row.owner })
    const { owner } = customers[0]!
    await work.as(system('given to whoever has the customer')).change(lead, id, { owner })
    work.tell(leadOfCustomer, [{ person: owner, record: id }])
    return { lead: id }
  },
})
