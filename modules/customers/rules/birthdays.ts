import { issue } from '#kernel/model'
import { lunarOf, solarOf } from './lunar.ts'

type Birthday = Readonly<{
  birthday?: string | null | undefined
  birthdayBy?: string | null | undefined
  lunarMonth?: string | null | undefined
  lunarDay?: number | null | undefined
  lunarLeap?: boolean | null | undefined
}>

/** What rules read of it. */
export const birthdayReads = ['birthday', 'birthdayBy', 'lunarMonth', 'lunarDay', 'lunarLeap'] as const

/** Keys of the months of the Chinese calendar, from the first. */
export const lunarMonths = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9', 'm10', 'm11', 'm12'] as const

type LunarMonth = (typeof lunarMonths)[number]

/** What follows from a birthday that was written. */
export const birthdayDerived = (row: Birthday, today: string) => ({
  ...(lunarParts(row) as { lunarMonth: LunarMonth | null; lunarDay: number | null; lunarLeap: boolean }),
  nextBirthdayOn: nextBirthday(row, today),
})

export const birthdayIssues = (row: Birthday, today: string) => [
  !!row.birthday && row.birthday > today && issue('birthday', 'customers.birthday-in-future'),
  row.birthdayBy === 'lunar' && !row.lunarMonth !== !row.lunarDay && issue('lunarDay', 'customers.lunar-day-half'),
]

/** By the Chinese calendar: what the day of birth says, where it is known, else what was written down. */
export function lunarParts(row: Birthday): Required<Pick<Birthday, 'lunarMonth' | 'lunarDay' | 'lunarLeap'>> {
  if (row.birthdayBy !== 'lunar') return { lunarMonth: null, lunarDay: null, lunarLeap: false }
  const born = row.birthday ? lunarOf(row.birthday) : null
  if (!born) return { lunarMonth: row.lunarMonth ?? null, lunarDay: row.lunarDay ?? null, lunarLeap: row.lunarLeap ?? false }
  return { lunarMonth: lunarMonths[born.month - 1]!, lunarDay: born.day, lunarLeap: born.isLeap }
}

/** The first birthday that is not over on `today`; null where nothing is known of it. */
export function nextBirthday(row: Birthday, today: string): string | null {
  const year = Number(today.slice(0, 4))
  const { lunarMonth, lunarDay, lunarLeap } = lunarParts(row)
  if (row.birthdayBy === 'lunar') {
    const month = lunarMonths.indexOf(lunarMonth as 'm1') + 1
    if (month === 0 || !lunarDay) return null
    // The twelfth month of a year ends in the next.
    const days = [year - 1, year, year + 1].map((one) => solarOf({ year: one, month, day: lunarDay, isLeap: lunarLeap === true }))
    return days.find((day) => day !== null && day >= today) ?? null
  }
  if (!row.birthday) return null
  const days = [year, year + 1].map((one) => solarDay(one, row.birthday!.slice(5)))
  return days.find((day) => day >= today)!
}

/** The 29th of February falls on the 28th in years without one. */
const solarDay = (year: number, monthDay: string): string => {
  const isShort = monthDay === '02-29' && new Date(Date.UTC(year, 1, 29)).getUTCMonth() !== 1
  return `${year}-${isShort ? '02-28' : monthDay}`
}
