import type { Work } from '#kernel'
import { addDays } from '#kernel/model'
import { pipelineStage } from '#modules/sales'
import { amountIn, figuresIn, idOf, openIn, openShares, type Span } from './figures.ts'
import type { Method } from './objects/index.ts'
import { sumOf, toCents } from './rules/outlook.ts'
import { type Past, type Rate, ratesOf } from './rules/rates.ts'

export type Forecast = Readonly<{
  person: string
  method: Method
  /** What will have been won at the end; null where there is too little history. */
  amount: number | null
  closed: number
  open: number
  slipped: number
  basis: Rate['basis'] | null
  cases: number | null
}>

const most = 10_000
const pastDays = 365
const worst = ['own', 'company', 'thin'] as const

/**
 * What each method foretells of each person in some days: what is won, and of what is open (stages) the amount times the probability, (ownRates) the amount times how often this person's deals were won from that
 * stage within a year, (categories) what is sure.
 */
export async function foretell(kernel: Work, span: Span): Promise<readonly Forecast[]> {
  const byPerson = Map.groupBy(await figuresIn(kernel, span), ({ person }) => person)
  const rateOf = ratesOf(await pastOf(kernel), await orderOf(kernel))
  const counted = { ...openIn(span, kernel.today), forecastCategory: { ne: 'omitted' } }
  const open = await openShares(kernel, counted, 'stage')
  const stagesOf = Map.groupBy(open, (row) => idOf(row.person)!)
  return [...byPerson].flatMap(([person, parts]): Forecast[] => {
    const all = sumOf(parts)
    const { closed, slipped } = all
    const figures = { person, closed, slipped, open: toCents(all.commit + all.bestCase + all.pipeline) }
    const { value, ...own } = byRates(person, stagesOf.get(person) ?? [], rateOf)
    return [
      { ...figures, method: 'stages', amount: toCents(closed + all.weighted), basis: null, cases: null },
      { ...figures, ...own, method: 'ownRates', amount: value === null ? null : toCents(closed + value) },
      { ...figures, method: 'categories', amount: toCents(closed + all.commit), basis: null, cases: null },
    ]
  })
}

function byRates(person: string, parts: readonly Readonly<Record<string, unknown>>[], rateOf: (person: string, stage: string) => Rate) {
  const rates = [...Map.groupBy(parts, ({ stage }) => String(stage))]
    .map(([stage, rows]) => ({ amount: rows.reduce((sum, row) => sum + amountIn(row.amount), 0), ...rateOf(person, stage) }))
    .filter(({ amount }) => amount > 0)
  const basis = worst[Math.max(0, ...rates.map((one) => worst.indexOf(one.basis)))]!
  const value = basis === 'thin' ? null : rates.reduce((sum, { amount, rate }) => sum + toCents(amount * rate), 0)
  return { value, basis, cases: rates.length === 0 ? null : Math.min(...rates.map(({ cases }) => cases)) }
}

async function pastOf(kernel: Work): Promise<readonly Past[]> {
  const rows = await kernel.aggregate({
    object: 'opportunity',
    by: [{ field: 'creditedTo', as: 'person' }, 'lastOpenStage', 'outcome'],
    measures: { n: 'count' },
    filter: {
      outcome: { in: ['won', 'lost'] },
      closedOn: { gte: addDays(kernel.today, -pastDays), lt: kernel.today },
      creditedTo: { empty: false },
    },
    limit: most,
  })
  return rows.map((row) => ({
    person: idOf(row.person)!,
    stage: (row.lastOpenStage ?? null) as string | null,
    outcome: String(row.outcome),
    n: Number(row.n),
  }))
}

const orderOf = async (kernel: Work): Promise<ReadonlyMap<string, number>> =>
  new Map((await kernel.settings(pipelineStage)).map(({ key, position }) => [key, position]))
