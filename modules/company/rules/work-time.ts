import { addDays, dayOf, instantOf } from '#kernel/model'

/** Minutes of a day from its midnight, `from` inside, `to` outside. */
export type Span = Readonly<{ from: number; to: number }>
/** Hours of the seven weekdays, Monday first, and of the days unlike them; both in the wall time of `timeZone`. */
export type WorkHours = Readonly<{ week: readonly (readonly Span[])[]; days: ReadonlyMap<string, readonly Span[]>; timeZone: string }>

const minuteMs = 60_000
const wholeDay = 24 * 60
/** A calendar without a working hour in so many days has none at all. */
const mostFree = 400
const spanForm = /^(\d{1,2})[:：](\d{2})\s*[-–—~至到]\s*(\d{1,2})[:：](\d{2})$/

/** Reads `09:00-12:00, 13:00-18:00`; an empty text is a free day, null what cannot be read or overlaps. */
export function readHours(text: string | null | undefined): readonly Span[] | null {
  const pieces = (text ?? '').split(/[,，;；、]/).flatMap((piece) => piece.trim() || [])
  const spans = pieces.map(readSpan)
  const isWrong = spans.some((span, i) => !span || span.from >= span.to || span.to > wholeDay || (i > 0 && span.from < spans[i - 1]!.to))
  return isWrong ? null : (spans as Span[])
}

function readSpan(piece: string): Span | null {
  const [, h1, m1, h2, m2] = spanForm.exec(piece)?.map(Number) ?? []
  return h1 === undefined || m1! > 59 || m2! > 59 ? null : { from: h1 * 60 + m1!, to: h2! * 60 + m2! }
}

const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
const spansOf = ({ week, days }: WorkHours, day: string): readonly Span[] => days.get(day) ?? week[weekdayOf(day)] ?? []

function at(hours: WorkHours, day: string, minute: number): number {
  if (minute === wholeDay) return instantOf(`${addDays(day, 1)}T00:00:00`, hours.timeZone).getTime()
  const two = (n: number) => String(n).padStart(2, '0')
  return instantOf(`${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:00`, hours.timeZone).getTime()
}

/** The working stretches of a day as moments, clock changes counted as they happen. */
const stretches = (hours: WorkHours, day: string) =>
  spansOf(hours, day).map(({ from, to }) => ({ from: at(hours, day, from), to: at(hours, day, to) }))

/** Whether people work at a moment. */
export const isWorkTime = (hours: WorkHours, moment: Date): boolean =>
  stretches(hours, dayOf(moment, hours.timeZone)).some(({ from, to }) => moment.getTime() >= from && moment.getTime() < to)

/** Whether a day has any working hour. */
export const isWorkDay = (hours: WorkHours, day: string): boolean => spansOf(hours, day).length > 0

/** Whole working minutes from one moment to a later one; 0 where it is not later. */
export function workingMinutes(hours: WorkHours, from: Date, to: Date): number {
  let ms = 0
  const last = dayOf(to, hours.timeZone)
  for (let day = dayOf(from, hours.timeZone); day <= last; day = addDays(day, 1)) {
    for (const span of stretches(hours, day)) ms += Math.max(0, Math.min(span.to, to.getTime()) - Math.max(span.from, from.getTime()))
  }
  return Math.floor(ms / minuteMs)
}

/** The moment so many working minutes after another; null where the calendar has no working hour for more than a year. */
export function addWorkingMinutes(hours: WorkHours, from: Date, minutes: number): Date | null {
  let left = minutes * minuteMs
  let free = 0
  for (let day = dayOf(from, hours.timeZone); free < mostFree; day = addDays(day, 1)) {
    free = isWorkDay(hours, day) ? 0 : free + 1
    for (const span of stretches(hours, day)) {
      const start = Math.max(span.from, from.getTime())
      if (start >= span.to) continue
      if (left <= span.to - start) return new Date(start + left)
      left -= span.to - start
    }
  }
  return null
}

/** Working days from one day to another, both counted. */
export function workDays(hours: WorkHours, from: string, to: string): number {
  let count = 0
  for (let day = from; day <= to; day = addDays(day, 1)) if (isWorkDay(hours, day)) count += 1
  return count
}
