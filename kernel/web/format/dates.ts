import dayjs, { type Dayjs } from 'dayjs'
import timezone from 'dayjs/plugin/timezone.js'
import utc from 'dayjs/plugin/utc.js'
import type { Locale } from '../i18n/locale.ts'
import type { Format } from './format-type.ts'

dayjs.extend(utc)
dayjs.extend(timezone)

type Dates = Pick<Format, 'day' | 'dayWithWeekday' | 'dayShort' | 'dayRelative' | 'moment' | 'momentRelative' | 'time' | 'now' | 'today'>

const dateFormats = new Map<string, Intl.DateTimeFormat>()
function dateFormat(locale: Locale, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${JSON.stringify(options)}`
  let format = dateFormats.get(key)
  if (!format) dateFormats.set(key, (format = new Intl.DateTimeFormat(locale, { timeZone, ...options })))
  return format
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
/** A day has no zone; noon in UTC stays on it in the formatter's own UTC. */
const noon = (day: string): Date => new Date(`${day.slice(0, 10)}T12:00:00Z`)
const daysBetween = (from: string, to: string): number => Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000)

const shortDay = { month: 'short', day: 'numeric' } as const
const fullDay = { year: 'numeric', month: 'short', day: 'numeric' } as const
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** Words for a day near today: 昨天, 今天, 明天, a weekday within the last week; null where none fits. */
function nearDay(locale: Locale, day: string, today: string): string | null {
  const back = daysBetween(day, today)
  if (Math.abs(back) <= 1) return capital(new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-back, 'day'))
  if (back > 1 && back < 7) return dateFormat(locale, 'UTC', { weekday: 'short' }).format(noon(day))
  return null
}

/** Days and moments in one language and time zone. */
export function formatDates(locale: Locale, timeZone: string): Dates {
  const now = () => dayjs().tz(timeZone) as Dayjs
  const today = () => now().format('YYYY-MM-DD')
  const dayOf = (instant: string) => dayjs(instant).tz(timeZone).format('YYYY-MM-DD')
  const write = (day: string, options: Intl.DateTimeFormatOptions) => dateFormat(locale, 'UTC', options).format(noon(day))
  const dayShort = (day: string) => write(day, day.slice(0, 4) === today().slice(0, 4) ? shortDay : fullDay)
  const time = (instant: string) => dateFormat(locale, timeZone, clock).format(new Date(instant))
  return {
    now,
    today,
    time,
    dayShort,
    day: (day) => write(day, fullDay),
    dayWithWeekday: (day) => write(day, { ...shortDay, weekday: 'short' }),
    dayRelative: (day) => nearDay(locale, day, today()) ?? dayShort(day),
    moment: (instant) =>
      dateFormat(locale, timeZone, { ...fullDay, weekday: 'short', ...clock, second: '2-digit' }).format(new Date(instant)),
    momentRelative: (instant) => {
      const day = dayOf(instant)
      const near = nearDay(locale, day, today())
      return near ? `${near} ${time(instant)}` : dayShort(day)
    },
  }
}
