import { defineAction, fail, system } from '#kernel'
import { choice, day, department, integer, link, member, money } from '#kernel/model'
import { moneyOf } from '#objects/catalog'
import { salesTarget } from '../objects/index.ts'
import { isMoney } from '../rules/measures.ts'
import { monthOf } from '../rules/periods.ts'
import { sharesOf } from '../rules/shares.ts'

const dayMs = 86_400_000
const daysBetween = (from: string, before: string): number => Math.round((Date.parse(before) - Date.parse(from)) / dayMs)

/**
 * A person moved: of the month of the move the target is cut by days, or with what is typed for the new department, and both parts stand in the months as two targets; of later months all of it moves along, of
 * earlier ones nothing.
 *
 * @throws `targets.of-person`, `targets.same-department`, `targets.over-total`
 */
export const followMove = defineAction('targets.follow-move', {
  on: salesTarget,
  many: true,
  input: {
    salesTarget: link(salesTarget, { required: true }),
    on: day({ required: true, default: 'today' }),
    /** The one that he is in now, unless another is named. */
    department: link(department),
    way: choice(['days', 'hand'], { default: 'days', required: true }),
    amount: money({ min: 0 }),
    count: integer({ min: 0 }),
  },
  result: { made: integer({ required: true }), changed: integer({ required: true }) },
  fails: ['targets.of-person', 'targets.same-department', 'targets.over-total', 'targets.no-total'],
  offered: { whom: 'person' },
  async run(work, input) {
    const on = input.on ?? work.today
    const row = await work.one(salesTarget, input.salesTarget, { lock: true })
    if (row.whom !== 'person' || !row.person) return fail('targets.of-person')
    const [person] = await work.as(system('where somebody moved')).find(member, { id: row.person }, { limit: 1 })
    const to = input.department ?? person?.department ?? null
    if (to === row.department || !to) fail('targets.same-department')
    const end = monthOf(row.month, 1)
    if (on >= end) return { made: 0, changed: 0 }
    if (on <= (row.since ?? row.month)) {
      await work.change(salesTarget, row.id, { department: to })
      return { made: 0, changed: 1 }
    }
    const ofMoney = isMoney(row.measure)
    const { currency } = moneyOf(row.amount)
    const total = ofMoney ? moneyOf(row.amount).amount : (row.count ?? 0)
    const given = ofMoney ? input.amount && moneyOf(input.amount).amount : input.count
    if (input.way === 'hand' && (given === null || given === undefined)) return fail('targets.no-total')
    if (input.way === 'hand' && given! > total) fail('targets.over-total')
    const days = [daysBetween(row.since ?? row.month, on), daysBetween(on, end)]
    const [stays, moves] = input.way === 'hand' ? [total - given!, given!] : sharesOf(total, days, ofMoney ? 100 : 1)
    const worth = (value: number) => (ofMoney ? { amount: { amount: Math.round(value * 100) / 100, currency } } : { count: value })
    await work.change(salesTarget, row.id, worth(stays!))
    const { whom, measure, level, category, month, remark } = row
    const part = { whom, person: row.person, department: to, since: on, measure, level, category, month, remark }
    await work.create(salesTarget, [{ ...part, ...worth(moves!) } as never])
    return { made: 1, changed: 1 }
  },
})
