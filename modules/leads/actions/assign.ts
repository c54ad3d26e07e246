import { defineAction, fail, system } from '#kernel'
import { choice, link, person } from '#kernel/model'
import { lead } from '#objects/customers'
import { assignLeads, keepAssigned } from '../assign.ts'
import { findLeads } from '../lead-row.ts'

/** Gives a lead to whoever the rules name; whoever has it now is passed over. */
export const assign = defineAction('leads.assign', {
  on: lead,
  many: true,
  aside: true,
  input: { lead: link(lead, { required: true }) },
  result: { owner: person(), reason: choice(['turn', 'fewest', 'territory', 'skill', 'ownerOfCustomer', 'waiting']) },
  fails: ['leads.not-open', 'leads.no-rule', 'leads.nobody-free'],
  offered: { status: { in: ['new', 'working'] } },
  async run(work, { lead: id }) {
    const row = await work.one(lead, id, { lock: true })
    if (row.status !== 'new' && row.status !== 'working') fail('leads.not-open', { status: row.status })
    // Whoever may not change it may not give it away either.
    await work.change(lead, id, { owner: row.owner })
    const kernel = work.as(system('assignment by rule'))
    const [change] = await assignLeads(kernel, await findLeads(kernel, { id }), { not: new Map(row.owner ? [[id, row.owner]] : []) })
    if (!change) fail('leads.no-rule')
    if (!change.owner) fail('leads.nobody-free')
    await keepAssigned(kernel, [change])
    return { owner: change.owner as NonNullable<typeof row.owner>, reason: change.assignReason as 'turn' }
  },
})
