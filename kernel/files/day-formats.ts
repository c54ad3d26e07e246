/** Year, month and day of a text; month and day not yet checked. */
export type DayParts = Readonly<{ year: number; month: number; day: number }>

/** How a day may be written. `M` and `D` may have a leading zero. `ROC` counts years from 1911; `serial` is the day number of a spreadsheet. */
export type DayFormat =
  | 'YYYY-MM-DD'
  | 'YYYY/M/D'
  | 'YYYY.M.D'
  | 'YYYYMMDD'
  | 'YYYY年M月D日'
  | 'M/D/YYYY'
  | 'D/M/YYYY'
  | 'M-D-YYYY'
  | 'D-M-YYYY'
  | 'D.M.YYYY'
  | 'M/D/YY'
  | 'D/M/YY'
  | 'YY/M/D'
  | 'D.M.YY'
  | 'D MMM YYYY'
  | 'MMM D, YYYY'
  | 'D MMM YY'
  | '民國ROC年M月D日'
  | 'ROC/M/D'
  | 'serial'

type FormatReader = Readonly<{ pattern: RegExp; read: (found: RegExpExecArray) => DayParts | null }>

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthNames =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const monthNumber = (name: string): number => months.indexOf(name.slice(0, 3).toLowerCase()) + 1
/** Two digits mean 1970 to 2069. */
const wholeYear = (short: number): number => (short < 70 ? 2000 + short : 1900 + short)
const ROC_BEFORE_FIRST = 1911

/** Which of the three numbers of a pattern is year, month and day; how the year counts. */
const numbered = (pattern: RegExp, order: string, yearOf: (year: number) => number = (year) => year): FormatReader => ({
  pattern,
  read: (found) => {
    const number = (letter: string): number => Number(found[order.indexOf(letter) + 1])
    return { year: yearOf(number('Y')), month: number('M'), day: number('D') }
  },
})

const DAY_MS = 86_400_000
/** Day number of 1 January 1970. */
const SERIAL_1970 = 25_569
const SERIAL_1904 = 1462
const SERIAL_AT_MOST = 2_958_465

/** The parts of a spreadsheet's day number. 60 is 29 February 1900, which the program counts and the calendar does not have: null. */
export function partsOfSerial(serial: number, is1904 = false): DayParts | null {
  const days = Math.floor(serial) + (is1904 ? SERIAL_1904 : 0)
  if (days < 1 || days > SERIAL_AT_MOST || days === 60) return null
  const day = new Date((days - SERIAL_1970 + (days < 60 ? 1 : 0)) * DAY_MS)
  return { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() }
}

/** In the order in which they are offered where several fit. */
export const dayFormats: Readonly<Record<DayFormat, FormatReader>> = {
  'YYYY-MM-DD': numbered(/^(\d{4})-(\d{1,2})-(\d{1,2})$/, 'YMD'),
  'YYYY/M/D': numbered(/^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, 'YMD'),
  'YYYY.M.D': numbered(/^(\d{4})\.(\d{1,2})\.(\d{1,2})$/, 'YMD'),
  YYYYMMDD: numbered(/^((?:19|20|21)\d{2})(\d{2})(\d{2})$/, 'YMD'),
  YYYY年M月D日: numbered(/^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]$/, 'YMD'),
  'M/D/YYYY': numbered(/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, 'MDY'),
  'D/M/YYYY': numbered(/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, 'DMY'),
  'M-D-YYYY': numbered(/^(\d{1,2})-(\d{1,2})-(\d{4})$/, 'MDY'),
  'D-M-YYYY': numbered(/^(\d{1,2})-(\d{1,2})-(\d{4})$/, 'DMY'),
  'D.M.YYYY': numbered(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, 'DMY'),
  'M/D/YY': numbered(/^(\d{1,2})\/(\d{1,2})\/(\d{2})$/, 'MDY', wholeYear),
  'D/M/YY': numbered(/^(\d{1,2})\/(\d{1,2})\/(\d{2})$/, 'DMY', wholeYear),
  'YY/M/D': numbered(/^(\d{2})\/(\d{1,2})\/(\d{1,2})$/, 'YMD', wholeYear),
  'D.M.YY': numbered(/^(\d{1,2})\.(\d{1,2})\.(\d{2})$/, 'DMY', wholeYear),
  'D MMM YYYY': {
    pattern: new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[\\s-]*${monthNames}[\\s,-]*(\\d{4})$`, 'i'),
    read: ([, day, month, year]) => ({ year: Number(year), month: monthNumber(month!), day: Number(day) }),
  },
  'MMM D, YYYY': {
    pattern: new RegExp(`^${monthNames}[\\s-]*(\\d{1,2})(?:st|nd|rd|th)?[\\s,-]+(\\d{4})$`, 'i'),
    read: ([, month, day, year]) => ({ year: Number(year), month: monthNumber(month!), day: Number(day) }),
  },
  'D MMM YY': {
    pattern: new RegExp(`^(\\d{1,2})[\\s-]*${monthNames}[\\s-]+(\\d{2})$`, 'i'),
    read: ([, day, month, year]) => ({ year: wholeYear(Number(year)), month: monthNumber(month!), day: Number(day) }),
  },
  民國ROC年M月D日: numbered(
    /^(?:中華民國|中华民国|民國|民国)\s*(\d{1,3})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日號号]$/,
    'YMD',
    (year) => year + ROC_BEFORE_FIRST,
  ),
  'ROC/M/D': numbered(/^(\d{2,3})[/.-](\d{1,2})[/.-](\d{1,2})$/, 'YMD', (year) => year + ROC_BEFORE_FIRST),
  serial: { pattern: /^(\d{1,7})(?:\.\d+)?$/, read: ([, serial]) => partsOfSerial(Number(serial)) },
}

const lastDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** The day as `YYYY-MM-DD`, or null where the calendar has no such day. */
export function isoDay({ year, month, day }: DayParts): string | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > lastDays[month - 1]!) return null
  if (month === 2 && day === 29 && !isLeap(year)) return null
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
