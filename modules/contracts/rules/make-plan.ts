import { toCents } from '#objects/catalog'

/** How a contract is to be paid: `even` in equal parts, `shares` by per cent, `monthly` in equal parts a month apart. */
export type PlanWish = Readonly<{
  amount: number
  way: 'even' | 'shares' | 'monthly'
  /** Parts of `even` and `monthly`. */
  count: number
  /** Per cent of each part of `shares`; together 100, less what is held back. */
  shares: readonly number[]
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
  milestone: 'day' | 'signed' | 'retention'
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
  const { amount, retention, firstOn, everyMonths } = wish
  const shares = wish.way === 'shares' ? wish.shares : Array.from({ length: wish.count }, () => (100 - retention) / wish.count)
  const all = retention > 0 ? [...shares, retention] : [...shares]
  const amounts = all.map((share) => toCents((amount * share) / 100))
  amounts[amounts.length - 1] = toCents(amount - amounts.slice(0, -1).reduce((sum, one) => sum + one, 0))
  const step = wish.way === 'monthly' ? 1 : everyMonths
  return amounts.map((part, i) => {
    const isHeld = retention > 0 && i === amounts.length - 1
    const months = isHeld ? (shares.length - 1) * step + wish.retentionMonths : i * step
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
