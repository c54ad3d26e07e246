import { system, type Work } from '#kernel'
import { defaultEntity } from '#modules/company'
import { targetsOf } from '#modules/targets'
import { opportunity } from '#objects/sales'
import { type Period, periodOf, shiftPeriod } from '#objects/targets'
import { foretell } from './methods.ts'
import { forecastSnapshot } from './objects/index.ts'
import { mondayOf } from './rules/weeks.ts'

/** This month and the next, and this quarter of our fiscal year. */
export async function periodsNow(work: Work): Promise<readonly Period[]> {
  const fiscalMonth = (await defaultEntity(work))?.fiscalMonth ?? 1
  const month = periodOf('month', work.today, fiscalMonth)
  return [month, shiftPeriod(month, 1), periodOf('quarter', work.today, fiscalMonth)]
}

/**
 * Keeps what each method foretells of everybody this week, once in a week. Answers how many figures it kept; nothing where the week has its own already.
 */
export async function takeSnapshots(work: Work): Promise<number> {
  const week = mondayOf(work.today)
  const kernel = work.as(system('forecast of the week'))
  if ((await kernel.count(forecastSnapshot, { week }, { most: 1 })) > 0) return 0
  if ((await kernel.count(opportunity, {}, { most: 1 })) === 0) return 0
  await kernel.hold([`forecast ${week}`])
  if ((await kernel.count(forecastSnapshot, { week }, { most: 1 })) > 0) return 0
  const { currency } = work.workspace
  let kept = 0
  for (const period of await periodsNow(kernel)) {
    const targets = await targetsOf(kernel, { from: period.from, before: period.before }, { measure: 'won', level: 'target' })
    const targetOf = (person: string) => {
      const its = targets.filter((one) => one.whom === 'person' && one.person === person)
      return its.length === 0 ? null : { amount: its.reduce((sum, { value }) => sum + value, 0), currency }
    }
    const money = (amount: number | null) => (amount === null ? null : { amount, currency })
    const rows = (await foretell(kernel, period)).map(({ person, method, basis, cases, ...figures }) => ({
      name: `${period.from.slice(0, 7)} · ${week}`,
      owner: person,
      kind: period.kind,
      from: period.from,
      week,
      method,
      amount: money(figures.amount),
      closed: money(figures.closed),
      open: money(figures.open),
      slipped: money(figures.slipped),
      target: targetOf(person),
      basis,
      cases,
    }))
    await kernel.add(forecastSnapshot, rows as never)
    kept += rows.length
  }
  return kept
}
