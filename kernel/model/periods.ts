import { fail } from './fault.ts'

/** Days from `from` up to, not including, `before`; both `YYYY-MM-DD`. */
export type Period = Readonly<{ from: string; before: string }>

const dayMs = 86_400_000
const wallClocks = new Map<string, Intl.DateTimeFormat>()

function wallClock(timeZone: string): Intl.DateTimeFormat {
  let clock = wallClocks.get(timeZone)
  // Swedish writes a moment as 2026-03-29 02:30:00.
  if (!clock) wallClocks.set(timeZone, (clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })))
  return clock
}

/** What a clock on the wall shows at a moment, as milliseconds as if the wall stood in UTC. */
const wallMs = (at: number, timeZone: string): number => Date.parse(`${wallClock(timeZone).format(at).replace(' ', 'T')}Z`)

const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const toMs = (day: string): number => Date.parse(`${day}T00:00:00Z`)

/** Whether a text is a day of the calendar in the form `YYYY-MM-DD`, years 1 to 9999. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith('0000')) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && toDay(at) === text
}

export const addDays = (day: string, days: number): string => toDay(toMs(day) + days * dayMs)

/** The first moment of a local time `YYYY-MM-DDTHH:mm:ss` in a zone; a time that a clock change skips stands for the moment of the change. */
export function instantOf(localTime: string, timeZone: string): Date {
  const wanted = Date.parse(`${localTime}Z`)
  const offset = (at: number) => wallMs(at, timeZone) - at
  const before = wanted - offset(wanted - dayMs)
  const after = wanted - offset(wanted + dayMs)
  const hits = [before, after].filter((at) => wallMs(at, timeZone) === wanted)
  return new Date(hits.length > 0 ? Math.min(...hits) : before)
}

/** The first moment of a day in a zone. */
export const startOfDay = (day: string, timeZone: string): Date => instantOf(`${day}T00:00:00`, timeZone)

const monthStart = (year: number, month: number): string => toDay(Date.UTC(year, month, 1))

type Step = (today: string, by: number, fiscalMonth: number) => Period
const units = {
  Week: (today, by) => {
    const sinceMonday = (new Date(toMs(today)).getUTCDay() + 6) % 7
    const from = addDays(today, by * 7 - sinceMonday)
    return { from, before: addDays(from, 7) }
  },
  Month: (today, by) => months(today, by, 1),
  Quarter: (today, by) => months(today, by, 3),
  Year: (today, by) => months(today, by, 12),
  FiscalQuarter: (today, by, fiscalMonth) => months(today, by, 3, fiscalMonth),
  FiscalYear: (today, by, fiscalMonth) => months(today, by, 12, fiscalMonth),
} as const satisfies Readonly<Record<string, Step>>

export type PeriodUnit = keyof typeof units

/** So many months that begin with month `fiscalMonth` or a whole number of lengths after it. */
function months(today: string, by: number, length: number, fiscalMonth = 1): Period {
  const year = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7)) - 1
  const first = month - ((month + 13 - fiscalMonth) % length) + by * length
  return { from: monthStart(year, first), before: monthStart(year, first + length) }
}

/** The unit that lies `by` units from that of a day; fiscal ones of a year that begins in month `fiscalMonth`. */
export const periodAt = (unit: PeriodUnit, today: string, by: number, fiscalMonth = 1): Period => units[unit](today, by, fiscalMonth)

const single: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 }
const shifts: Readonly<Record<string, number>> = { last: -1, this: 0, next: 1 }
const mostDays = 3650

/** Words without a number; `last7Days` and `next30Days` take any number from 1 to 3650 and include today. */
export const periodWords: readonly string[] = [
  ...Object.keys(single),
  ...Object.keys(units).flatMap((unit) => Object.keys(shifts).map((shift) => `${shift}${unit}`)),
]

/**
 * The days a word such as `thisQuarter`, `lastFiscalYear` or `last7Days` stands for. Weeks start on Monday.
 *
 * @throws `kernel.bad-value` with `want: 'period'` for any other word.
 */
export function periodOf(word: string, today: string, fiscalMonth?: number): Period {
  if (Object.hasOwn(single, word)) return { from: addDays(today, single[word]!), before: addDays(today, single[word]! + 1) }
  const [, shift, unit] = /^(last|this|next)([A-Z]\w+)$/.exec(word) ?? []
  if (shift && unit && Object.hasOwn(units, unit)) return periodAt(unit as PeriodUnit, today, shifts[shift]!, fiscalMonth)
  const [, way, count] = /^(last|next)([1-9]\d{0,3})Days$/.exec(word) ?? []
  const days = Number(count)
  if (!way || days > mostDays) fail('kernel.bad-value', { want: 'period' })
  return way === 'last' ? { from: addDays(today, 1 - days), before: addDays(today, 1) } : { from: today, before: addDays(today, days) }
}
