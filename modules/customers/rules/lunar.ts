/** A day of the Chinese calendar. */
export type LunarDay = Readonly<{ year: number; month: number; day: number; isLeap: boolean }>

const dayMs = 86_400_000
const firstYear = 1900
const lastYear = 2100
/** New year of the first year. */
const begin = Date.UTC(1900, 0, 31)

/**
 * The years from 1900 to 2100, four letters each to the base of 36: of the lowest thirteen bits each says whether the month at that place has thirty days, above them stands after
 * which month a leap month comes. The calendar of `Intl` says the same and takes a thousand times as long.
 */
const table =
  '1j2q01g202w5100a018r023f0thy012i028p0h8y01g217ad027902170zor00j1012j0l7t02p51e36' +
  '02vm02lh174d021i00ja0tkl01ck02w90ioi02vm14iu010r021j0zau028q01ck0lvt01ft1cpf0237' +
  '010r13yz023x012i0uol02as02890hw302391cfh0112023x0zvu02pe02p00oqx02mi1gnp023b011y' +
  '141h025101ci0s6d02w5018q0lg7023f1cgq012i0295107m028i02790tor02171inf00j1012l146h' +
  '02p502oi0v1h02lh1wel021i00ja19dh01cl02w911n602vm02li0l06021j1iom00nu01cl0yix01ft' +
  '01ar0tgr010r021n0guy012i1dn902as028910ur0239010t0rcd02451p62015e02p117pm02tm02hh' +
  '0tgu011y02450gxe01ci14th02zp018q0y3b00x701230l3q0295224y028i0279174b021700x70wnv' +
  '014d02960i1e02oi1e0502lh021h0zot00xi014l0lnu02x51klu02vm02li13yu021j00ye0qmt01g5' +
  '01ft0lub01ar1cff010r021n0ztm012i02910tvu02891jth0239010t14190245014a0rl102p102mi' +
  '0olx02hi1d8u011y02450zw201ci02w50s3u01aj1h1z00x70123142e029601g20tut0285022z0gpn' +
  '00x7'

type Year = Readonly<{ start: number; months: readonly Readonly<{ month: number; isLeap: boolean; days: number }>[] }>

const years: readonly Year[] = readYears()

function readYears(): readonly Year[] {
  const all: Year[] = []
  let start = begin
  for (let i = 0; i < table.length; i += 4) {
    const code = Number.parseInt(table.slice(i, i + 4), 36)
    const leap = code >> 13
    const months = Array.from({ length: leap ? 13 : 12 }, (_, at) => ({
      month: leap && at >= leap ? at : at + 1,
      isLeap: leap > 0 && at === leap,
      days: (code >> at) & 1 ? 30 : 29,
    }))
    all.push({ start, months })
    start += months.reduce((sum, { days }) => sum + days, 0) * dayMs
  }
  return all
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** A day in the Chinese calendar; null beyond the table. */
export function lunarOf(day: string): LunarDay | null {
  const at = Date.parse(day)
  const found = years.findLastIndex(({ start }) => start <= at)
  if (found < 0 || !(at >= begin)) return null
  let left = Math.round((at - years[found]!.start) / dayMs)
  for (const { month, isLeap, days } of years[found]!.months) {
    if (left < days) return { year: firstYear + found, month, day: left + 1, isLeap }
    left -= days
  }
  return null
}

/**
 * The day on which a day of the Chinese calendar falls in one of its years; null beyond the table. A leap month that the year has not falls on the month of the same number, the thirtieth of a
 * short month on its last day.
 */
export function solarOf({ year, month, day, isLeap }: LunarDay): string | null {
  if (year < firstYear || year > lastYear) return null
  const { start, months } = years[year - firstYear]!
  const leap = months.findIndex((one) => isLeap && one.isLeap && one.month === month)
  const at = leap >= 0 ? leap : months.findIndex((one) => one.month === month && !one.isLeap)
  if (at < 0) return null
  const before = months.slice(0, at).reduce((sum, { days }) => sum + days, 0)
  return dayOf(start + (before + Math.min(day, months[at]!.days) - 1) * dayMs)
}
