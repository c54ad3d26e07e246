import { defineAction, fail, system } from '#kernel'
import { day, link, text } from '#kernel/model'
import { lead } from '#objects/customers'
import { changeLeads, type LeadRow } from '../lead-row.ts'

const { disqualifiedReason } = lead.fields

/** Sets a lead aside, with the reason and, where it shall be tried again, the day. */
export const disqualify = defineAction('leads.disqualify', {
  on: lead,
  many: true,
  input: {
    lead: link(lead, { required: true }),
    reason: { ...disqualifiedReason, required: true as const },
    note: text({ max: 500 }),
    recallOn: day(),
  },
  result: { lead: link(lead, { required: true }) },
  fails: ['leads.not-open'],
  offered: { status: { in: ['new', 'working'] } },
  async run(work, { lead: id, reason, note, recallOn }) {
    const row = await work.one(lead, id, { lock: true })
    if (row.status !== 'new' && row.status !== 'working') fail('leads.not-open', { status: row.status })
    await work.change(lead, id, {
      status: 'disqualified',
      disqualifiedReason: reason ?? null,
      disqualifiedNote: note ?? null,
      recallOn: recallOn ?? null,
    })
    return { lead: id }
  },
})

/** Takes a lead up again that was set aside; the reason of then stays. */
export const takeUp = defineAction('leads.take-up', {
  on: lead,
  many: true,
  input: { lead: link(lead, { required: true }) },
  result: { lead: link(lead, { required: true }) },
  fails: ['leads.not-set-aside'],
  offered: { status: 'disqualified' },
  async run(work, { lead: id }) {
    const row = await work.one(lead, id, { lock: true })
    if (row.status !== 'disqualified') fail('leads.not-set-aside', { status: row.status })
    await work.change(lead, id, { status: 'working' })
    const { joinedTo } = row as unknown as LeadRow
    // Taken up, it stands by itself again.
    if (joinedTo) await changeLeads(work.as(system('a joined lead is taken up')), [{ id, joinedTo: null }])
    return { lead: id }
  },
})
