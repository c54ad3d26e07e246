import { defineAction, fail, system } from '#kernel'
import { choice, day, link, money, text } from '#kernel/model'
import { opportunity } from '#objects/sales'
import { monthOf, periodFrom, periodKinds } from '#objects/targets'
import { figuresIn } from '../figures.ts'
import { forecastSubmission } from '../objects/index.ts'
import { sumOf } from '../rules/outlook.ts'
import { mondayOf } from '../rules/weeks.ts'
import { checkReads } from './outlook.ts'

/**
 * Somebody says what a period will bring him: his own figure, by default what is won and sure, kept beside what his deals say now. Within the week it may be said anew; of a week there is one.
 *
 * @throws `forecasts.over` for a period that has ended; `forecasts.nobody` for whoever is no person who sells.
 */
export const submit = defineAction('forecasts.submit', {
  about: forecastSubmission,
  input: {
    kind: choice(periodKinds, { required: true }),
    from: day({ required: true }),
    amount: money({ min: 0 }),
    note: text({ max: 500 }),
  },
  result: { forecastSubmission: link(forecastSubmission, { required: true }), week: day({ required: true }), amount: money() },
  fails: ['forecasts.over', 'forecasts.nobody'],
  async run(work, { kind, from, amount, note }) {
    const owner = work.actor.memberId
    if (!owner || work.reach(opportunity).kind === 'none') return fail('forecasts.nobody')
    await checkReads(work)
    const period = periodFrom(kind, monthOf(from))
    if (period.before <= work.today) fail('forecasts.over', { from: period.from })
    const week = mondayOf(work.today)
    const kernel = work.as(system('a forecast is submitted'))
    await kernel.hold([`forecast ${owner} ${kind} ${period.from} ${week}`])
    const figures = sumOf((await figuresIn(kernel, period)).filter(({ person }) => person === owner))
    const { currency } = work.workspace
    const inMoney = (value: number) => ({ amount: value, currency })
    const said = amount ?? inMoney(figures.closed + figures.commit)
    const values = {
      amount: said,
      closed: inMoney(figures.closed),
      commit: inMoney(figures.commit),
      bestCase: inMoney(figures.bestCase),
      pipeline: inMoney(figures.pipeline),
      note: note ?? null,
      submittedAt: work.now.toISOString(),
    }
    const [there] = await kernel.find(forecastSubmission, { owner, kind, from: period.from, week }, { limit: 1 })
    const row = there
      ? await kernel.change(forecastSubmission, there.id, values)
      : (
          await kernel.create(forecastSubmission, [
            { owner: owner as never, name: `${period.from.slice(0, 7)} · ${week}`, kind, from: period.from, week, ...values },
          ])
        )[0]!
    return { forecastSubmission: row.id, week, amount: row.amount }
  },
})
