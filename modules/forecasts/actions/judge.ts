import { defineAction, system, type Work } from '#kernel'
import { choice, day, json, member } from '#kernel/model'
import { seesOf } from '#modules/targets'
import { monthOf, type Period, periodFrom, shiftPeriod } from '#objects/targets'
import { amountIn } from '../figures.ts'
import { foretell } from '../methods.ts'
import { forecastSnapshot, forecastSubmission, methods } from '../objects/index.ts'
import { type Foretold, type Outcome, pastErrors, type WeekOf, weeksOf } from '../rules/errors.ts'
import { toCents } from '../rules/outlook.ts'
import { mondayOf, weeksLeft } from '../rules/weeks.ts'
import { checkReads, wonIn } from './outlook.ts'

const most = 10_000
/** Periods before this one by which methods are judged. */
const past = 6

/**
 * Three ways to foretell a month or quarter side by side: now, in every week of which a forecast was kept, and how far each was off as long before the end of earlier periods. For the people whose forecasts the
 * reader reads, all together. Nothing is written.
 */
export const judge = defineAction('forecasts.judge', {
  about: forecastSubmission,
  input: { kind: choice(['month', 'quarter'], { required: true }), from: day({ required: true }) },
  result: { now: json(), weeks: json({ required: true }), past: json({ required: true }) },
  async run(work, { kind, from }) {
    await checkReads(work)
    const period = periodFrom(kind, monthOf(from))
    const periods = Array.from({ length: past }, (_, i) => shiftPeriod(period, i - past))
    const seen = await foretoldIn(work, [...periods, period])
    const outcomes = await outcomesIn(work, [...periods, period])
    const isOver = (one: Period) => one.before <= work.today
    const weeks = (one: Period): readonly WeekOf[] => weeksOf(one, seen, isOver(one) ? outcomes : null)
    const earlier = periods.filter(isOver).map(weeks)
    const left = weeksLeft(mondayOf(work.today), period.before)
    return {
      now: isOver(period) ? null : await nowOf(work, period),
      weeks: weeks(period),
      past: isOver(period) ? {} : pastErrors(earlier, left),
    }
  },
})

/** Read as the reader reads them: his own, those of his departments, or all. */
async function foretoldIn(work: Work, periods: readonly Period[]): Promise<readonly Foretold[]> {
  const rows: Foretold[] = []
  for (const { kind, from } of periods)
    for (const method of methods) {
      const found = await work.find(forecastSnapshot, { kind, from, method }, { limit: most, sort: ['week'] })
      rows.push(
        ...found.map(({ owner, week, amount }) => ({
          person: String(owner),
          from,
          week,
          method,
          amount: amount === null ? null : amountIn(amount),
        })),
      )
    }
  return rows
}

/** What came, whoever has the deals now: of everybody, as only those are looked up of whom something was foretold. */
async function outcomesIn(work: Work, periods: readonly Period[]): Promise<readonly Outcome[]> {
  const kernel = work.as(system('what came of forecasts'))
  const span = { from: periods[0]!.from, before: periods.at(-1)!.before }
  const rows = await wonIn(kernel, span)
  return periods.flatMap(({ from, before }) => {
    const its = rows.filter(({ month }) => month >= from && month < before)
    return [...Map.groupBy(its, ({ person }) => person)].map(([person, parts]) => ({
      person,
      from,
      amount: toCents(parts.reduce((sum, { amount }) => sum + amount, 0)),
    }))
  })
}

/** What each method says today of the people whom the reader sees. */
async function nowOf(work: Work, period: Period) {
  const sees = seesOf(work.reach(forecastSnapshot))
  const departments = await departmentsOf(work)
  const all = (await foretell(work.as(system('forecast')), period)).filter(({ person }) =>
    sees.person(person, departments.get(person) ?? null),
  )
  return Object.fromEntries(
    [...Map.groupBy(all, ({ method }) => method)].map(([method, its]) => {
      const said = its.filter(({ amount }) => amount !== null)
      const amount = said.length === 0 ? null : toCents(said.reduce((sum, one) => sum + one.amount!, 0))
      return [method, { amount, thin: its.length - said.length }]
    }),
  )
}

async function departmentsOf(work: Work): Promise<ReadonlyMap<string, string | null>> {
  const people = await work.as(system('who is where')).find(member, {}, { limit: most })
  return new Map(people.map(({ id, department }) => [String(id), department ? String(department) : null]))
}
