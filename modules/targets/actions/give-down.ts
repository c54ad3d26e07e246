import { defineAction, fail, system } from '#kernel'
import { choice, integer, link, member, yesNo } from '#kernel/model'
import { moneyOf } from '#objects/catalog'
import { salesTarget } from '../objects/index.ts'
import { countedBy, isMoney } from '../rules/measures.ts'
import { monthOf } from '../rules/periods.ts'
import { sharesOf } from '../rules/shares.ts'
import { subjectOf } from '../rules/target-rules.ts'
import { actualsOf } from './achieve.ts'
import { setTargets } from './spread.ts'

/**
 * A department's target cut among its people who sell, in equal parts or as each did in the twelve months before. What is set by hand afterwards stays beside it: whether the people's add up is
 * shown, not forced.
 *
 * @throws `targets.nobody` where nobody who sells is in it; `targets.there`, `targets.no-season`
 */
export const giveDown = defineAction('targets.give-down', {
  on: salesTarget,
  many: true,
  input: {
    salesTarget: link(salesTarget, { required: true }),
    way: choice(['even', 'results'], { default: 'even', required: true }),
    replace: yesNo({ default: true }),
  },
  result: { made: integer({ required: true }), changed: integer({ required: true }) },
  fails: ['targets.nobody', 'targets.there', 'targets.no-season', 'targets.of-department'],
  offered: { whom: 'department' },
  async run(work, input) {
    const row = await work.one(salesTarget, input.salesTarget, { lock: true })
    if (row.whom !== 'department') fail('targets.of-department')
    await work.change(salesTarget, row.id, {})
    const kernel = work.as(system('who sells in the department'))
    const all = await kernel.find(
      member,
      { department: { under: row.department }, active: true },
      { limit: 1_000, sort: ['createdAt', 'id'] },
    )
    const sellers = all.filter(({ roles }) => (roles as readonly string[] | null)?.some((role) => role === 'rep' || role === 'manager'))
    if (sellers.length === 0) fail('targets.nobody')
    const span = { from: monthOf(row.month, -12), before: row.month, category: row.category }
    const { parts } = input.way === 'results' ? await actualsOf(kernel, countedBy(row.measure, span)) : { parts: [] }
    const done = (id: string) => parts.filter(({ person }) => person === id).reduce((sum, { value }) => sum + Math.max(0, value), 0)
    const weights = sellers.map(({ id }) => (input.way === 'results' ? done(String(id)) : 1))
    if (weights.every((weight) => weight === 0)) fail('targets.no-season')
    const total = isMoney(row.measure) ? moneyOf(row.amount).amount : (row.count ?? 0)
    const shares = sharesOf(total, weights, isMoney(row.measure) ? 100 : 1)
    const { measure, level, category, month } = row
    const wanted = sellers.flatMap(({ id, department }, i) => {
      const value = isMoney(measure) ? { amount: { amount: shares[i]!, currency: moneyOf(row.amount).currency } } : { count: shares[i]! }
      const one = { whom: 'person', person: id, department, measure, level, category, month, ...value }
      return weights[i] === 0 ? [] : [{ ...one, subject: subjectOf(one) }]
    })
    return setTargets(work, wanted, input.replace ?? true)
  },
})
