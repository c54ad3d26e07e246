import { toCents } from './outlook.ts'
import { weeksLeft } from './weeks.ts'

/** What a method foretold of a person in a week; no amount where there was too little history. */
export type Foretold = Readonly<{ person: string; from: string; week: string; method: string; amount: number | null }>
export type Outcome = Readonly<{ person: string; from: string; amount: number }>
export type Judged = Readonly<{
  /** Sum of those for whom there is one; null for nobody. */
  amount: number | null
  /** What came of the same people; null while the period runs. */
  outcome: number | null
  /** |foretold − outcome| ÷ outcome; null for an outcome of 0. */
  error: number | null
  /** People with too little history. */
  thin: number
}>
export type WeekOf = Readonly<{ week: string; weeksLeft: number; methods: Readonly<Record<string, Judged>> }>

type Period = Readonly<{ from: string; before: string }>

/** Week by week what each method foretold of a period; beside it what came, once it is over. Each method is held against those people for whom it said anything. */
export function weeksOf({ from, before }: Period, all: readonly Foretold[], outcomes: readonly Outcome[] | null): readonly WeekOf[] {
  const came = outcomes && new Map(outcomes.filter((one) => one.from === from).map(({ person, amount }) => [person, amount]))
  const ofPeriod = Map.groupBy(
    all.filter((one) => one.from === from),
    ({ week }) => week,
  )
  return [...ofPeriod]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([week, rows]) => ({
      week,
      weeksLeft: weeksLeft(week, before),
      methods: Object.fromEntries([...Map.groupBy(rows, ({ method }) => method)].map(([method, its]) => [method, judge(its, came)])),
    }))
}

function judge(rows: readonly Foretold[], came: ReadonlyMap<string, number> | null): Judged {
  const said = rows.filter(({ amount }) => amount !== null)
  const amount = said.length === 0 ? null : toCents(said.reduce((sum, one) => sum + one.amount!, 0))
  const outcome = came && toCents(said.reduce((sum, { person }) => sum + (came.get(person) ?? 0), 0))
  return {
    amount,
    outcome,
    error: amount !== null && outcome ? Math.abs(amount - outcome) / outcome : null,
    thin: rows.length - said.length,
  }
}

/** Mean error of each method over periods that are over, as long before their end; with how many of them it rests on. */
export function pastErrors(
  periods: readonly (readonly WeekOf[])[],
  left: number,
): Readonly<Record<string, Readonly<{ error: number; periods: number }>>> {
  const found = periods.flatMap((weeks) => Object.entries(weeks.find((one) => one.weeksLeft === left)?.methods ?? {}))
  const byMethod = Map.groupBy(
    found.filter(([, { error }]) => error !== null),
    ([method]) => method,
  )
  return Object.fromEntries(
    [...byMethod].map(([method, its]) => [
      method,
      { error: its.reduce((sum, [, { error }]) => sum + error!, 0) / its.length, periods: its.length },
    ]),
  )
}
