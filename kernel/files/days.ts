import { toHalfWidth } from '../search/fold.ts'
import { type DayFormat, dayFormats, isoDay } from './day-formats.ts'

export type { DayFormat } from './day-formats.ts'

/**
 * How the days of a column are written. `ambiguous`: the candidates read at least one value as different days, so a person must say
 * which. `fits` of `of` values (blank ones not counted) are days in this format. `hasTime`: some carry a time of day.
 */
export type DayRecognition = Readonly<{
  format: DayFormat
  ambiguous: boolean
  candidates: readonly DayFormat[]
  hasTime: boolean
  fits: number
  of: number
}>

/** Formats that plain numbers or foreign years fit as well, offered only when asked for. */
const onlyWhenAsked: ReadonlySet<DayFormat> = new Set<DayFormat>(['ROC/M/D', 'serial'])
/** Below this share a column is no column of days; the rest are typing errors, which the import reports one by one. */
const SHARE_AT_LEAST = 0.9
/** Serial numbers outside 1970 to 2079 are more likely amounts. */
const SERIAL_FROM = 25_569
const SERIAL_TO = 65_745

type Split = Readonly<{ day: string; time: string }>

const weekday = /[\s,(]*(?:星期|礼拜|禮拜|周|週)[一二三四五六日天][)]?\s*/
const timeTail = /(?:\s+|T|(?<=日|号|號)\s*)((?:上午|下午|am|pm)?\s*\d{1,2}[:时時点點]\d{1,2}.*)$/i

/** The part of a text that names the day, and the rest, which names the time. Full-width digits become plain ones. */
function splitTime(text: string): Split {
  const plain = toHalfWidth(text).replace(weekday, ' ').trim()
  const found = timeTail.exec(plain)
  return found ? { day: plain.slice(0, found.index).trim(), time: found[1]!.trim() } : { day: plain, time: '' }
}

function dayIn(day: string, format: DayFormat): string | null {
  const reader = dayFormats[format]
  const found = reader.pattern.exec(day)
  const parts = found && reader.read(found)
  return parts ? isoDay(parts) : null
}

function isBelievable(day: string, format: DayFormat): boolean {
  if (format !== 'serial') return true
  const serial = Number(day)
  return serial >= SERIAL_FROM && serial <= SERIAL_TO
}

const isMidnight = (time: string): boolean => /^0{1,2}:00(?::00(?:\.0+)?)?(?:z|\+00:?00)?$/i.test(time)

/**
 * How the days among `values` are written, or null where they are not days: fewer than nine of ten fit any format.
 *
 * `10/20/2016` beside `1/2/2017` is `M/D/YYYY`; `1/2/2017` alone is ambiguous. Years of the Republic of China without the word (`113/05/01`)
 * and serial numbers of spreadsheets (`42663`) are tried only when `also` names them. Serial numbers outside 1970 to 2079 do not count.
 */
export function recogniseDays(values: readonly string[], also: readonly DayFormat[] = []): DayRecognition | null {
  const splits = values.filter((value) => value.trim() !== '').map(splitTime)
  if (splits.length === 0) return null
  const formats = (Object.keys(dayFormats) as DayFormat[]).filter((format) => !onlyWhenAsked.has(format) || also.includes(format))
  const read = formats.map((format) => {
    const days = splits.map(({ day }) => (isBelievable(day, format) ? dayIn(day, format) : null))
    return { format, days, fits: days.filter((day) => day !== null).length }
  })
  const fits = Math.max(...read.map((one) => one.fits))
  if (fits === 0 || fits < splits.length * SHARE_AT_LEAST) return null
  const best = read.filter((one) => one.fits === fits)
  const ambiguous = splits.some((_, i) => new Set(best.map((one) => one.days[i])).size > 1)
  const hasTime = splits.some(({ time }) => time !== '' && !isMidnight(time))
  return { format: best[0]!.format, ambiguous, candidates: best.map((one) => one.format), hasTime, fits, of: splits.length }
}

/**
 * The day a text names in a format, as `YYYY-MM-DD`; null where it is not in that format or the calendar has no such day (2/30).
 *
 * A time of day behind it is let pass only at midnight, so that no instant loses its time unseen.
 */
export function readDay(text: string, format: DayFormat): string | null {
  const { day, time } = splitTime(text)
  if (time !== '' && !isMidnight(time)) return null
  if (format === 'serial' && /\.\d*[1-9]/.test(day)) return null
  return dayIn(day, format)
}

type TimeParts = Readonly<{ ms: number; offsetMinutes: number | undefined }>

const MINUTE_MS = 60_000
const timePattern =
  /^(上午|下午|am|pm)?\s*(\d{1,2})[:时時点點](\d{1,2})(?:[:分](?:(\d{1,2})(?:[.,](\d{1,9}))?秒?)?)?\s*(am|pm)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/i

function offsetOf(zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined
  const found = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  return found ? (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3] ?? 0)) : 0
}

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour < 24 ? hour : null
  if (hour > 12) return null
  return (hour % 12) + (/^(?:pm|下午)$/i.test(half) ? 12 : 0)
}

function readTime(time: string): TimeParts | null {
  if (time === '') return { ms: 0, offsetMinutes: undefined }
  const found = timePattern.exec(time)
  if (!found) return null
  const [, before, hourText, minute, second = '0', fraction = '', behind, zone] = found
  const hour = hourOf(Number(hourText), before ?? behind)
  if (hour === null || Number(minute) > 59 || Number(second) > 59) return null
  const ms = ((hour * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'))
  return { ms, offsetMinutes: offsetOf(zone) }
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const
  const formatter = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', era: 'short', ...parts })
  formatters.set(zone, formatter)
  return formatter
}

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. `zone` is an IANA name; an unknown one is a RangeError. */
export function zoneOffsetMs(at: number, zone: string): number {
  if (zone === 'UTC') return 0
  const parts = new Map(
    formatterOf(zone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  )
  const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type))
  const wall = Date.UTC(number('year'), number('month') - 1, number('day'), number('hour'), number('minute'), number('second'))
  return wall - Math.floor(at / 1000) * 1000
}

/** The instant at which clocks of the zone show a wall time; of two (clocks put back) the earlier, in a gap the time moved on by it. */
function instantOfWall(wall: number, zone: string): number {
  const before = zoneOffsetMs(wall - 86_400_000, zone)
  const after = zoneOffsetMs(wall + 86_400_000, zone)
  const early = wall - before
  return zoneOffsetMs(early, zone) === before || before === after
    ? early
    : zoneOffsetMs(wall - after, zone) === after
      ? wall - after
      : early
}

function serialTime(day: string): TimeParts {
  const fraction = Number(`0.${day.split('.')[1] ?? '0'}`)
  return { ms: Math.min(Math.round(fraction * 86_400) * 1000, 86_399_000), offsetMinutes: undefined }
}

/**
 * The instant a text names, as `YYYY-MM-DDTHH:MM:SS.sssZ`: a day in `format`, a time of 24 or 12 hours behind it (midnight without one), and
 * an offset; without an offset it is the time of `zone` (IANA). Null where it is not such a text.
 */
export function readInstant(text: string, format: DayFormat, zone: string): string | null {
  const split = splitTime(text)
  const day = dayIn(split.day, format)
  const time = format === 'serial' && split.time === '' ? serialTime(split.day) : readTime(split.time)
  if (day === null || time === null) return null
  const wall = Date.parse(`${day}T00:00:00Z`) + time.ms
  const at = time.offsetMinutes === undefined ? instantOfWall(wall, zone) : wall - time.offsetMinutes * MINUTE_MS
  return new Date(at).toISOString()
}
