import { type Asked, type Credit, computeMonth, eventOf, type Plan } from './compute.ts'
import { exact, minus, plus, toNumber, zero } from './exact.ts'

type Gain = Readonly<{ plan: Plan; mine: readonly Credit[]; me: string; month: string }>

/** The sum of somebody's month by a plan with these credits, as if they were what it pays for, less that without them. */
export function gainOf(books: Omit<Asked, 'month'>, { plan, mine, me, month }: Gain): number {
  const own = books.credits.filter(({ owner }) => owner === me)
  const extra = mine.map((credit) => ({ ...credit, event: eventOf(plan) }))
  const sum = (credits: readonly Credit[]) =>
    computeMonth({ ...books, month, plans: [plan], credits, booked: books.booked.filter(({ owner }) => owner === me) })
      .filter(({ owner }) => owner === me)
      .reduce((all, { result }) => plus(all, exact(result)), zero)
  return toNumber(minus(sum([...own, ...extra]), sum(own)))
}
