import { defineRules } from '#kernel/model'
import { opportunity } from '#objects/sales'

type Deal = Readonly<{ outcome?: unknown; probability?: unknown; stage?: unknown; forecastCategory?: unknown }>
const commitFrom = 80
const bestFrom = 50

/** What a deal counts as while nobody says otherwise. */
export function usualCategory({ outcome, probability }: Deal): 'pipeline' | 'bestCase' | 'commit' | 'omitted' | 'closed' {
  if (outcome === 'won') return 'closed'
  if (outcome === 'lost') return 'omitted'
  const share = Number(probability ?? 0)
  return share >= commitFrom ? 'commit' : share >= bestFrom ? 'bestCase' : 'pipeline'
}

/** Said by hand it holds while the deal stays at its stage; a closed deal is what it is. */
export function categoryOf(row: Deal, before: Deal | null): string {
  const usual = usualCategory(row)
  const given = row.forecastCategory
  if (row.outcome === 'won' || row.outcome === 'lost' || !given || given === 'closed') return usual
  const isTyped = given !== (before?.forecastCategory ?? null)
  const wasTyped = !!before?.forecastCategory && before.forecastCategory !== usualCategory(before)
  return isTyped || (wasTyped && before.stage === row.stage) ? String(given) : usual
}

export const categoryRules = defineRules(opportunity, {
  reads: ['outcome', 'probability', 'stage', 'forecastCategory' as never],
  derive: (row, before) => ({ forecastCategory: categoryOf(row, before) }) as never,
})
