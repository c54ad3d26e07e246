import type { Work } from '#kernel'
import { changeLeads, findLeads, type LeadChange, type LeadRow } from './lead-row.ts'
import { heatRule, scoreFactor } from './objects/index.ts'

const mostFactors = 100
const longestReason = 2_000

/** What leads score by the factors in force: the changes that bring their score up to date. One read per factor, whatever the number of leads. */
export async function scoreLeads(kernel: Work, leads: readonly LeadRow[]): Promise<LeadChange[]> {
  const factors = (await kernel.settings(scoreFactor))
    .filter(({ isActive }) => isActive)
    .toSorted((a, b) => b.points - a.points || a.name.localeCompare(b.name))
    .slice(0, mostFactors)
  if (factors.length === 0 && leads.every(({ score }) => (score ?? null) === null)) return []
  const hits = new Map<string, { points: number; reasons: string[] }>(leads.map(({ id }) => [id, { points: 0, reasons: [] }]))
  for (const { filter, points, name } of factors) {
    const meant = await findLeads(kernel, { and: [{ id: { in: [...hits.keys()] } }, filter as Readonly<Record<string, unknown>>] })
    for (const { id } of meant) {
      const hit = hits.get(id)!
      hit.points += points
      hit.reasons.push(`${name} ${points > 0 ? '+' : '−'}${Math.abs(points)}`)
    }
  }
  const heatOf = await heats(kernel)
  return leads.flatMap((lead) => {
    const { points, reasons } = hits.get(lead.id)!
    const score = factors.length === 0 ? null : points
    const scoreReason = reasons.join(' · ').slice(0, longestReason) || null
    const heat = score === null ? null : heatOf(score)
    if ((lead.score ?? null) === score && (lead.scoreReason ?? null) === scoreReason && (lead.heat ?? null) === heat) return []
    return [{ id: lead.id, score, scoreReason, heat }]
  })
}

/** How hot a score is, by the rule in force; without one as a fresh workspace says. */
async function heats(kernel: Work): Promise<(score: number) => string> {
  const rules = (await kernel.settings(heatRule)).filter(({ isActive }) => isActive)
  const { hotFrom, warmFrom } = rules.toSorted((a, b) => a.name.localeCompare(b.name))[0] ?? { hotFrom: 60, warmFrom: 25 }
  return (score) => (score >= hotFrom ? 'hot' : score >= warmFrom ? 'warm' : 'cold')
}

/** Counts the factors into these leads anew, as far as they are open: what they ask may have changed elsewhere. */
export async function rescoreLeads(kernel: Work, ids: readonly string[]): Promise<void> {
  if (ids.length === 0 || (await kernel.settings(scoreFactor)).length === 0) return
  const open = await findLeads(kernel, { id: { in: [...ids] }, status: { in: ['new', 'working'] } })
  await changeLeads(kernel, await scoreLeads(kernel, open))
}
