import { defineRound, type RoundPart } from '#kernel'
import { countUpTo } from './count/count-month.ts'
import { gatherCredits } from './count/gather.ts'
import { monthOf } from './count/months.ts'
import { commissionPlan, commissionStatement } from './objects/index.ts'

/** Once a day, while a plan is in force: live figures of this month, and of those before that are still open. */
const live = defineRound('commissions.live', {
  async run(work) {
    const month = monthOf(work.today)
    if ((await work.count(commissionPlan, { state: 'active' }, { most: 1 })) === 0) return
    const [last] = await work.find(commissionStatement, { month }, { limit: 1, sort: ['-countedAt'] })
    const isCounted = last?.countedAt && work.now.getTime() - Date.parse(last.countedAt) < 20 * 3_600_000
    if (!isCounted && hourOf(work.now, work.workspace.timeZone) === 2) await countUpTo(work, month)
  },
})

const hourOf = (at: Date, timeZone: string): number =>
  Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone }).format(at))

/** Nothing comes of an import, so what it brought in gets its credit here. */
export const creditSales = defineRound<RoundPart>('commissions.gather', {
  async run(work) {
    if ((await gatherCredits(work)) > 0) return { changeSet: work.changeSetId }
  },
})

export const rounds = [live, creditSales]
