import { toCents } from '#objects/catalog'

/** Events that a plan made by rule may wait for, in the order in which they come. */
export const planEvents = ['signed', 'delivered', 'accepted'] as const
type PlanEvent = Readonly<{ milestone: (typeof planEvents)[number]; share: number; days: number }>

/**
 * How a contract is to be paid: `even` in equal parts, `shares` by per cent, `monthly` in equal parts a month apart, `milestones` by per cent when something has happened.
 */
export type PlanWish = Readonly<{
  amount: number
  way: 'even' | 'shares' | 'monthly' | 'milestones'
  /** Parts of `even` and `monthly`. */
  count: number
  /** Per cent of each part of `shares`; together 100, less what is held back. */
  shares: readonly number[]
  /** Parts of `milestones`: so many days after the event; together 100 with what is held back. */
  events: readonly PlanEvent[]
  /** Day of the first part; without it the parts wait for the signature. */
  firstOn: string | null
  everyMonths: number
  /** Per cent held back until so many months after the last part. */
  retention: number
  retentionMonths: number
}>
export type PlannedPart = Readonly<{
  instalment: number
  amount: number
  dueOn: string | null
  milestone: 'day' | PlanEvent['milestone'] | 'retention'
  days: number | null
}>

/** The same day so many months later; the last day of the month where it has no such day. */
export function monthsLater(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  const at = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate())))
  return at.toISOString().slice(0, 10)
}

/** Parts that add up to the amount to the cent: the last one takes what rounding leaves. */
export function planParts(wish: PlanWish): PlannedPart[] {
  const { amount, retention, everyMonths } = wish
  const events = wish.way === 'milestones' ? wish.events : []
  const firstOn = events.length > 0 ? null : wish.firstOn
  const shares = sharesOf(wish)
  const all = retention > 0 ? [...shares, retention] : [...shares]
  const amounts = all.map((share) => toCents((amount * share) / 100))
  amounts[amounts.length - 1] = toCents(amount - amounts.slice(0, -1).reduce((sum, one) => sum + one, 0))
  const step = wish.way === 'monthly' ? 1 : everyMonths
  return amounts.map((part, i) => {
    const isHeld = retention > 0 && i === amounts.length - 1
    const event = isHeld ? undefined : events[i]
    if (event) return { instalment: i + 1, amount: part, dueOn: null, milestone: event.milestone, days: event.days }
    const months = isHeld ? (events.length > 0 ? 0 : (shares.length - 1) * step) + wish.retentionMonths : i * step
    const dueOn = firstOn ? monthsLater(firstOn, months) : null
    return {
      instalment: i + 1,
      amount: part,
      dueOn,
      milestone: isHeld ? 'retention' : dueOn ? 'day' : 'signed',
      days: dueOn ? null : months * 30,
    }
  })
}

function sharesOf({ way, shares, events, count, retention }: PlanWish): readonly number[] {
  if (way === 'shares') return shares
  return way === 'milestones' ? events.map(({ share }) => share) : Array.from({ length: count }, () => (100 - retention) / count)
}
