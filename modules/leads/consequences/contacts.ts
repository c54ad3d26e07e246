import { defineConsequence, type RowOf, system, type Work } from '#kernel'
import type { Id } from '#kernel/model'
import { followUp } from '#objects/activities'
import { lead, leadTouch } from '#objects/customers'
import { type Clocks, readClocks, stopClock } from '../clock.ts'
import { changeLeads, findLeads, isOpen, type LeadRow } from '../lead-row.ts'

type FollowUp = RowOf<typeof followUp>
const asSystem = (work: Work): Work => work.as(system('contacts with leads'))

/**
 * The first contact of its owner sets a lead to work and stops its clock; every one answers what waits there. What counts as a contact the rule of the lead says: a note that somebody
 * else leaves, or one of another kind, answers nobody.
 */
export const contactCounts = defineConsequence(followUp, {
  reads: ['lead', 'owner', 'kind', 'length'],
  async run(work, written) {
    const byLead = Map.groupBy(
      written.flatMap(({ row }) => (row.lead ? (row as FollowUp) : [])),
      (row) => String(row.lead),
    )
    if (byLead.size === 0) return
    const kernel = asSystem(work)
    const clocks = await readClocks(kernel)
    const reached = (await findLeads(kernel, { id: { in: [...byLead.keys()] } })).flatMap((row) => {
      const first = firstContact(clocks, row, byLead.get(row.id)!)
      return first ? [{ row, first }] : []
    })
    await changeLeads(
      kernel,
      reached.flatMap(({ row, first }) => {
        const begins = row.status === 'new' ? { status: 'working' } : {}
        const stops = row.answeredAt ? {} : stopClock(clocks, row, first)
        return row.answeredAt && row.status !== 'new' ? [] : { ...begins, ...stops, id: row.id }
      }),
    )
    await answerAll(
      work,
      reached.map(({ row }) => row.id),
    )
  },
})

function firstContact(clocks: Clocks, row: LeadRow, told: readonly FollowUp[]): Date | undefined {
  const moments = told.flatMap((one) => (one.owner && one.owner === row.owner && clocks.counts(row, one) ? Date.parse(one.happenedAt) : []))
  return moments.length > 0 ? new Date(Math.min(...moments)) : undefined
}

/** Qualifying or disqualifying a lead answers what waits there; a clock that still runs then ends without having been kept or missed. */
export const endsWaiting = defineConsequence(lead, {
  reads: ['status'],
  async run(work, written) {
    const closed = written.flatMap(({ row, before }) => (before && !isOpen(row) ? (row as unknown as LeadRow) : []))
    if (closed.length === 0) return
    const now = work.now.toISOString()
    await changeLeads(
      asSystem(work),
      closed.flatMap((row) =>
        !row.answeredAt && row.answerDueAt && row.answerDueAt > now ? { id: row.id, answerDueAt: null, answerNextAt: null } : [],
      ),
    )
    await answerAll(
      work,
      closed.map(({ id }) => id),
    )
  },
})

async function answerAll(work: Work, leads: readonly string[]): Promise<void> {
  if (leads.length === 0) return
  const kernel = asSystem(work)
  const waiting = await kernel.find(leadTouch, { lead: { in: leads as Id<'lead'>[] }, state: 'new' }, { limit: 10_000, sort: ['id'] })
  const answered = {
    state: 'answered' as const,
    answeredAt: kernel.now.toISOString(),
    answeredBy: work.actor.memberId as Id<'member'> | null,
  }
  if (waiting.length > 0)
    await kernel.changeMany(
      leadTouch,
      waiting.map(({ id }) => ({ id, ...answered })),
    )
}
