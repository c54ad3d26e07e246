import { defineConsequence, system, type Work } from '#kernel'
import type { Id } from '#kernel/model'
import { rescoreLeads } from '#modules/leads'
import { contact, lead, leadTouch } from '#objects/customers'
import { webVisit } from '../objects/index.ts'
import { giveVisits, type Person, personOfLead } from '../whose.ts'

const asSystem = (work: Work): Work => work.as(system('whose the visits to the web site were'))
const most = 10_000

/** Whoever sends a web form says who he is: what his browser did before is known as his. */
export const formTells = defineConsequence(leadTouch, {
  reads: [],
  async run(work, written) {
    const kernel = asSystem(work)
    for (const { row, before } of written) {
      // The visitor is a field of the forms', which the touch's own type does not know.
      const { visitor } = row as unknown as { visitor: string | null }
      if (!before && visitor) await giveVisits(kernel, visitor, await personOfLead(kernel, row.lead))
    }
  },
})

/** What a lead has become has its visits, too. */
export const leadBecomes = defineConsequence(lead, {
  reads: ['account', 'contact'],
  async run(work, written) {
    const became = new Map(written.flatMap(({ row, before }) => (before && (row.account || row.contact) ? [[String(row.id), row]] : [])))
    await follow(work, 'lead', [...became.keys()], (id) => {
      const row = became.get(id)!
      return { lead: row.id, contact: row.contact, account: row.account }
    })
  },
})

/** Visits stand with the customer that somebody belongs to now. */
export const contactMoves = defineConsequence(contact, {
  reads: ['account'],
  async run(work, written) {
    const moved = new Map(written.flatMap(({ row, before }) => (before && before.account !== row.account ? [[String(row.id), row]] : [])))
    await follow(work, 'contact', [...moved.keys()], (id) => ({ account: moved.get(id)!.account }))
  },
})

async function follow(work: Work, by: 'lead' | 'contact', ids: readonly string[], to: (id: string) => Partial<Person>): Promise<void> {
  if (ids.length === 0) return
  const kernel = asSystem(work)
  const visits = await kernel.find(webVisit, { [by]: { in: [...ids] } }, { limit: most, sort: ['id'] })
  if (visits.length > 0)
    await kernel.changeMany(
      webVisit,
      visits.map((visit) => ({ id: visit.id, ...to(String(visit[by])) })),
    )
}

/** A score may ask how often somebody was on the site of late. */
export const visitsScore = defineConsequence(webVisit, {
  reads: ['lead', 'isRecent'],
  async run(work, written) {
    const ids = written.flatMap(({ row, before }) => [row.lead, before?.lead ?? null]).filter((id): id is Id<'lead'> => id !== null)
    await rescoreLeads(asSystem(work), [...new Set(ids)])
  },
})
