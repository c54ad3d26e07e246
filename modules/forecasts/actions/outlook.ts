import { defineAction, system, type Work } from '#kernel'
import { addDays, choice, day, json } from '#kernel/model'
import { companyOf, seesOf, targetsOf } from '#modules/targets'
import { monthOf, periodFrom, periodKinds } from '#objects/targets'
import { amountIn, figuresIn, idOf, type Span } from '../figures.ts'
import { forecastAdjustment, forecastSubmission } from '../objects/index.ts'
import { outlookOf, type Said } from '../rules/outlook.ts'
import { mondayOf } from '../rules/weeks.ts'

const most = 10_000

/** Whoever may not read the amounts of deals is told none of their sums. */
export async function checkReads(work: Work): Promise<void> {
  const measures = { amount: { sum: 'amount' }, weighted: { sum: 'expectedValue' } }
  await work.aggregate({ object: 'opportunity', measures, filter: { id: { in: [] } } })
}

/**
 * The forecast of a period by company, department and person, as far as the reader reads forecasts: won, sure, likely, possible, slipped, against the target; what each said, and what his superior
 * makes of it, beside each other. Nothing is written.
 */
export const outlook = defineAction('forecasts.outlook', {
  about: forecastSubmission,
  input: { kind: choice(periodKinds, { required: true }), from: day({ required: true }) },
  result: { lines: json({ required: true }), week: day({ required: true }) },
  async run(work, { kind, from }) {
    await checkReads(work)
    const period = periodFrom(kind, monthOf(from))
    const kernel = work.as(system('forecast'))
    const lines = outlookOf({
      ...(await companyOf(kernel)),
      shares: await figuresIn(kernel, period),
      targets: await targetsOf(kernel, period, { measure: 'won', level: 'target' }),
      submitted: await submittedFor(kernel, period),
      adjusted: await adjustedFor(kernel, period),
    })
    const sees = seesOf(work.reach(forecastSubmission))
    const seen = lines.filter(({ whom, id, department }) =>
      whom === 'company' ? sees.all : whom === 'department' ? sees.department(id) : sees.person(id, department),
    )
    return { lines: seen, week: mondayOf(work.today) }
  },
})

type Of = Span & Readonly<{ kind: string }>

/** The last thing each said of the period, with whether it can still be said anew. */
async function submittedFor(kernel: Work, { kind, from }: Of): Promise<ReadonlyMap<string, Said>> {
  const since = addDays(mondayOf(kernel.today), -7)
  const rows = await kernel.find(forecastSubmission, { kind, from, week: { gte: since } }, { limit: most, sort: ['week'] })
  return new Map(
    rows.map((row) => [
      String(row.owner),
      { amount: amountIn(row.amount), by: String(row.owner), at: row.week, note: row.note, isLocked: row.week < mondayOf(kernel.today) },
    ]),
  )
}

/** The last that was made of each person's figure. */
async function adjustedFor(kernel: Work, { kind, from }: Of): Promise<ReadonlyMap<string, Said>> {
  const rows = await kernel.find(forecastAdjustment, { kind, from }, { limit: most, sort: ['createdAt', 'id'] })
  return new Map(
    rows.map((row) => [String(row.person), { amount: amountIn(row.amount), by: row.createdBy, at: row.createdAt, note: row.reason }]),
  )
}

/** Won in each of these months by person, by the shares in which it was credited. */
export async function wonIn(kernel: Work, span: Span) {
  const rows = await kernel.aggregate({
    object: 'saleCredit',
    by: ['person', { field: 'on', unit: 'month', as: 'month' }],
    measures: { amount: { sum: 'credited' } },
    filter: { event: 'won', kind: 'normal', on: { gte: span.from, lt: span.before }, person: { empty: false } },
    limit: most,
  })
  return rows.map((row) => ({ person: idOf(row.person)!, month: String(row.month), amount: amountIn(row.amount) }))
}
