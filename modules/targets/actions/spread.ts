import { defineAction, fail, type RowOf, system, type Work } from '#kernel'
import { choice, integer, link, money, yesNo } from '#kernel/model'
import { defaultEntity, fiscalPeriodOf, fiscalYear } from '#modules/company'
import { moneyOf } from '#objects/catalog'
import { salesTarget } from '../objects/index.ts'
import { below, type Part } from '../rules/achieve.ts'
import { countedBy, isMoney } from '../rules/measures.ts'
import { monthOf } from '../rules/periods.ts'
import { sharesOf } from '../rules/shares.ts'
import { subjectOf } from '../rules/target-rules.ts'
import { actualsOf, byMonth, companyOf } from './achieve.ts'

type Target = Readonly<RowOf<typeof salesTarget>>
type Row = Readonly<Record<string, unknown>>
/** First days of the twelve months of the fiscal year that a month lies in. */
async function monthsOf(work: Work, month: string): Promise<readonly string[]> {
  const fiscalMonth = (await defaultEntity(work))?.fiscalMonth ?? 1
  const { from } = fiscalYear(fiscalPeriodOf(month, fiscalMonth).year, fiscalMonth)
  return Array.from({ length: 12 }, (_, i) => monthOf(from, i))
}

/** What came in each of these months a year before, of whomever the target is for. */
async function seasonOf(kernel: Work, row: Target, months: readonly string[]): Promise<readonly number[]> {
  const span = { from: monthOf(months[0]!, -12), before: monthOf(months[0]!), category: row.category }
  const { parts } = await actualsOf(kernel, countedBy(row.measure, span), byMonth)
  const within = row.whom === 'department' ? await withBelow(kernel, String(row.department)) : null
  const isMeant = ({ person, department, isOverlay }: Part) =>
    row.whom === 'person' ? person === row.person : !isOverlay && (!within || (department !== null && within.has(department)))
  const byItsMonth = Map.groupBy(parts.filter(isMeant), ({ month }) => month)
  return months.map((month) => (byItsMonth.get(monthOf(month, -12)) ?? []).reduce((sum, { value }) => sum + Math.max(0, value), 0))
}

async function withBelow(kernel: Work, id: string): Promise<ReadonlySet<string>> {
  const { departments } = await companyOf(kernel)
  const unit = departments.find((one) => one.id === id)
  return new Set(
    unit
      ? below(
          unit,
          Map.groupBy(departments, ({ parent }) => parent),
        )
      : [],
  )
}

/** Sets several targets at once: those that are there are changed, where that is meant. @throws `targets.there` */
export async function setTargets(work: Work, wanted: readonly Row[], replace: boolean): Promise<{ made: number; changed: number }> {
  const subjects = wanted.map(({ subject }) => String(subject))
  await work.hold(subjects)
  const there = new Map(
    (await work.as(system('targets')).find(salesTarget, { subject: { in: subjects } }, { limit: 1_000 })).map((row) => [
      row.subject,
      row.id,
    ]),
  )
  if (there.size > 0 && !replace) fail('targets.there', { count: there.size })
  const isNew = ({ subject }: Row) => !there.has(String(subject))
  const values = ({ subject, ...rest }: Row) => rest
  const made = await work.create(salesTarget, wanted.filter(isNew).map(values) as never)
  const changed = wanted
    .filter((row) => !isNew(row))
    .map((row) => ({ id: there.get(String(row.subject)) as string, amount: row.amount ?? null, count: row.count ?? null }))
  await work.changeMany(salesTarget, changed as never)
  return { made: made.length, changed: changed.length }
}

/** A year's total cut into the months of the fiscal year that the target lies in: in equal parts, or as last year's results fell. @throws `targets.there`, `targets.no-season` */
export const spread = defineAction('targets.spread', {
  on: salesTarget,
  input: {
    salesTarget: link(salesTarget, { required: true }),
    amount: money({ min: 0 }),
    count: integer({ min: 0 }),
    way: choice(['even', 'season'], { default: 'even', required: true }),
    replace: yesNo({ default: true }),
  },
  result: { made: integer({ required: true }), changed: integer({ required: true }) },
  fails: ['targets.there', 'targets.no-season', 'targets.no-total'],
  async run(work, input) {
    const row = await work.one(salesTarget, input.salesTarget, { lock: true })
    await work.change(salesTarget, row.id, {})
    const total = isMoney(row.measure) ? input.amount && moneyOf(input.amount).amount : input.count
    if (!total) return fail('targets.no-total')
    const months = await monthsOf(work, row.month)
    const weights = input.way === 'season' ? await seasonOf(work.as(system('season of last year')), row, months) : months.map(() => 1)
    if (weights.every((weight) => weight === 0)) fail('targets.no-season')
    const parts = sharesOf(total, weights, isMoney(row.measure) ? 100 : 1)
    const { whom, person, department, measure, level, category } = row
    const wanted = months.map((month, i) => {
      const value = isMoney(measure) ? { amount: { amount: parts[i]!, currency: moneyOf(input.amount).currency } } : { count: parts[i]! }
      const one = { whom, person: whom === 'person' ? person : null, department, measure, level, category, month, ...value }
      return { ...one, subject: subjectOf(one) }
    })
    return setTargets(work, wanted, input.replace ?? true)
  },
})
