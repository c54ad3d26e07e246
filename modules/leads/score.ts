import type { RowOf, Work } from '#kernel'
import { lead } from '#objects/customers'
import { changeLeads, findLeads, type LeadChange, type LeadRow } from './lead-row.ts'
import { usualHeat } from './objects/heat-rule.ts'
import { heatRule, scoreFactor } from './objects/index.ts'

const mostFactors = 100
const longestReason = 2_000
type Filter = Readonly<Record<string, unknown>>
export type Factor = Readonly<{ name: string; points: number; filter: Filter; isActive: boolean | null }>
export type HeatLimits = Pick<RowOf<typeof heatRule>, 'hotFrom' | 'warmFrom'>

/** Those that count, the weightiest first. */
export const factorsInForce = (all: readonly Factor[]): readonly Factor[] =>
  all
    .filter(({ isActive }) => isActive)
    .toSorted((a, b) => b.points - a.points || a.name.localeCompare(b.name))
    .slice(0, mostFactors)

/** Points of each lead by these factors, and which of them count. One statement, whatever their number. */
export async function pointsOf(
  kernel: Work,
  factors: readonly Factor[],
  ids: readonly string[],
): Promise<ReadonlyMap<string, Readonly<{ points: number; reasons: readonly string[] }>>> {
  const filters = factors.map(({ filter }) => filter)
  const held = factors.length === 0 || ids.length === 0 ? new Map<string, readonly number[]>() : await kernel.whichHold(lead, filters, ids)
  return new Map(
    ids.map((id) => {
      const hits = (held.get(id) ?? []).map((at) => factors[at - 1]!)
      const reasons = hits.map(({ name, points }) => `${name} ${points > 0 ? '+' : '−'}${Math.abs(points)}`)
      return [id, { points: hits.reduce((sum, { points }) => sum + points, 0), reasons }]
    }),
  )
}

/** What leads score by the factors in force: the changes that bring their score up to date. */
export async function scoreLeads(kernel: Work, leads: readonly LeadRow[]): Promise<LeadChange[]> {
  const factors = factorsInForce((await kernel.settings(scoreFactor)) as unknown as readonly Factor[])
  if (factors.length === 0 && leads.every(({ score }) => (score ?? null) === null)) return []
  const points = await pointsOf(
    kernel,
    factors,
    leads.map(({ id }) => id),
  )
  const limits = limitsInForce(await kernel.settings(heatRule))
  return leads.flatMap((row) => {
    const hit = points.get(row.id)!
    const score = factors.length === 0 ? null : hit.points
    const scoreReason = hit.reasons.join(' · ').slice(0, longestReason) || null
    const heat = score === null ? null : heatOf(limits, score)
    if ((row.score ?? null) === score && (row.scoreReason ?? null) === scoreReason && (row.heat ?? null) === heat) return []
    return [{ id: row.id, score, scoreReason, heat }]
  })
}

/** From how many points a lead is hot or warm, by the rule in force; without one as a fresh workspace says. */
export const limitsInForce = (rules: readonly (HeatLimits & Readonly<{ name: string; isActive: boolean | null }>)[]): HeatLimits =>
  rules.filter(({ isActive }) => isActive).toSorted((a, b) => a.name.localeCompare(b.name))[0] ?? usualHeat

export const heatOf = ({ hotFrom, warmFrom }: HeatLimits, score: number): string =>
  score >= hotFrom ? 'hot' : score >= warmFrom ? 'warm' : 'cold'

/** Counts the factors into these leads anew, as far as they are open: what they ask may have changed elsewhere. */
export async function rescoreLeads(kernel: Work, ids: readonly string[]): Promise<void> {
  if (ids.length === 0 || (await kernel.settings(scoreFactor)).length === 0) return
  const open = await findLeads(kernel, { id: { in: [...ids] }, status: { in: ['new', 'working'] } })
  await changeLeads(kernel, await scoreLeads(kernel, open))
}
