import type { RowOf, Work } from '#kernel'
import type { commissionPlan } from '../objects/index.ts'
import { exact, plus, toNumber, zero } from './exact.ts'
import { beginOf, firstOf, lastOf, monthLater, monthsBetween } from './months.ts'

type Plan = Pick<RowOf<typeof commissionPlan>, 'measure' | 'period'>
/** What a person is to reach of a plan's measure in the month, quarter or year of the plan; null where nothing was set. */
export type GoalOf = (plan: Plan, person: string, month: string) => number | null

/** Months that are asked for at once: an answer has ten thousand groups at most, one for each person and month. */
const askedMonths = 3
const lengths = { month: 1, quarter: 3, year: 12 } as const

/**
 * Targets of people in whole years around some months, not those of departments, of single product lines or beyond the target. They are asked for by name: module targets stands above this one, as it
 * counts what is credited here.
 */
export async function readGoals(work: Work, measures: Iterable<string>, span: Readonly<{ from: string; until: string }>): Promise<GoalOf> {
  const goals = new Map<string, number>()
  const end = monthLater(beginOf('year', span.until), lengths.year - 1)
  for (const measure of new Set(measures))
    for (let begin = beginOf('year', span.from); begin <= end; begin = monthLater(begin, askedMonths)) {
      const rows = await work.aggregate({
        object: 'salesTarget',
        by: ['person', { field: 'month', unit: 'month', as: 'of' }],
        measures: { goal: { sum: 'amount', on: 'month' } },
        filter: {
          whom: 'person',
          measure,
          level: 'target',
          category: { empty: true },
          month: { gte: firstOf(begin), lte: lastOf(monthLater(begin, askedMonths - 1)) },
        },
        limit: 10_000,
      })
      for (const { person, of, goal } of rows)
        goals.set(`${measure} ${(person as { id: string }).id} ${String(of).slice(0, 7)}`, (goal as { amount: number } | null)?.amount ?? 0)
    }
  return ({ measure, period }, person, month) => {
    const begin = beginOf(period, month)
    const months = monthsBetween(begin, monthLater(begin, lengths[period] - 1))
    const set = months.flatMap((one) => goals.get(`${measure} ${person} ${one}`) ?? [])
    return set.length === 0 ? null : toNumber(set.reduce((sum, goal) => plus(sum, exact(goal)), zero))
  }
}
