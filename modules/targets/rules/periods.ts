import { fiscalPeriodOf, fiscalYear } from '#objects/company'

export const periodKinds = ['month', 'quarter', 'year'] as const
export type PeriodKind = (typeof periodKinds)[number]
/** Days from `from` up to, not including, `before`; both first days of months. */
export type Period = Readonly<{ kind: PeriodKind; from: string; before: string }>

const lengths: Readonly<Record<PeriodKind, number>> = { month: 1, quarter: 3, year: 12 }

/** The first day of the month so many months after a day's. */
export function monthOf(day: string, later = 0): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + later
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`
}

export const periodFrom = (kind: PeriodKind, from: string): Period => ({ kind, from, before: monthOf(from, lengths[kind]) })

/** The month, quarter or year of a company whose year begins in month `fiscalMonth` that a day lies in. */
export function periodOf(kind: PeriodKind, day: string, fiscalMonth: number): Period {
  if (kind === 'month') return periodFrom(kind, monthOf(day))
  const { year, quarter } = fiscalPeriodOf(day, fiscalMonth)
  const { from } = fiscalYear(year, fiscalMonth)
  return periodFrom(kind, kind === 'year' ? from : monthOf(from, (quarter - 1) * 3))
}

/** The period so many of its length later. */
export const shiftPeriod = ({ kind, from }: Period, by: number): Period => periodFrom(kind, monthOf(from, by * lengths[kind]))
