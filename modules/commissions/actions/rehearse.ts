import { defineAction, fail, member, type RowOf, system, type Work } from '#kernel'
import { day, link, minorDigits } from '#kernel/model'
import { type Credit, computeMonth, type Line, type Plan } from '../count/compute.ts'
import { every, everyOf } from '../count/every.ts'
import { exact, plus, toNumber } from '../count/exact.ts'
import { firstOf, lastOf, monthLater, monthOf, monthsBetween } from '../count/months.ts'
import { asLine, overridesOf } from '../count/overrides.ts'
import { plansSince, readPlans } from '../count/plans.ts'
import { commissionPlan, commissionRehearsal, saleCredit } from '../objects/index.ts'

const mostMonths = 24

/** What the plan would have paid over the last year, person by person, beside the plans of the same measure that were in force. Nothing of it is paid. */
export const rehearse = defineAction('commissions.rehearse', {
  on: commissionPlan,
  byReaders: true,
  aside: true,
  input: { commissionPlan: link(commissionPlan, { required: true }), from: day(), until: day() },
  result: { commissionRehearsal: link(commissionRehearsal, { required: true }) },
  fails: ['commissions.too-long', 'commissions.no-rates'],
  async run(work, input) {
    const plan = await work.one(commissionPlan, input.commissionPlan)
    const last = monthLater(monthOf(work.today), -1)
    const [from, until] = [input.from ?? firstOf(monthLater(last, -11)), input.until ?? lastOf(last)]
    const months = monthsBetween(monthOf(from), monthOf(until))
    if (months.length === 0 || months.length > mostMonths) fail('commissions.too-long', { most: mostMonths })
    const kernel = work.as(system('a plan is rehearsed'))
    const credits = (await every(kernel, saleCredit, { on: { gte: from, lte: until } })).filter(({ owner }) => owner)
    const others = (await plansSince(kernel, from)).filter((one) => one.measure === plan.measure && one.id !== plan.id)
    const inForce: RowOf<typeof commissionPlan>[] = plan.state === 'draft' ? others : [...others, plan]
    const asIfAlways = { ...plan, state: 'active' as const, startsOn: from, endsOn: null }
    const asked = { credits, from: months[0]!, until: months.at(-1)! }
    const past = { credits, months, digits: minorDigits(work.workspace.currency) }
    const before = over(await readPlans(kernel, inForce, asked), past)
    const after = over(await readPlans(kernel, [asIfAlways], asked), past)
    const people = await reached(work, [...new Set([...before.keys(), ...after.keys()])])
    const names = new Map((await everyOf(kernel, member, { field: 'id', among: people })).map((row) => [row.id as string, row.name]))
    const { currency } = work.workspace
    const [made] = await kernel.create(commissionRehearsal, [
      {
        name: `${plan.name} ${months[0]}–${months.at(-1)}`,
        plan: plan.id,
        from,
        until,
        owner: work.actor.memberId as never,
        people: people.map((person) => ({
          person,
          name: names.get(person) ?? '',
          before: { amount: before.get(person) ?? 0, currency },
          after: { amount: after.get(person) ?? 0, currency },
        })),
      },
    ])
    return { commissionRehearsal: made!.id }
  },
})

/** Those whose credit whoever asks may see: a manager rehearses for his own people. */
async function reached(work: Work, people: readonly string[]): Promise<string[]> {
  const seen = await work.countBy(saleCredit, 'owner', { owner: { in: [...people] } })
  return people.filter((person) => seen.has(person))
}

type Over = Readonly<{ credits: readonly Credit[]; months: readonly string[]; digits: number }>

/** By person, what plans come to over months that follow each other. */
function over(plans: readonly Plan[], { credits, months, digits }: Over): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  let booked: Line[] = []
  for (const month of months) {
    const asked = { month, plans, credits, booked, closed: () => null, digits }
    const own = computeMonth(asked)
    const drafts = [...own, ...overridesOf(asked, own, () => true)]
    for (const { owner, result } of drafts) sums.set(owner, toNumber(plus(exact(sums.get(owner) ?? 0), exact(result))))
    booked = [...booked, ...drafts.map((draft) => asLine(draft, month))]
  }
  return sums
}
