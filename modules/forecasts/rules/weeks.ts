import { addDays } from '#kernel/model'

/** Monday of the week that a day lies in. */
export const mondayOf = (day: string): string => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

/** Whole weeks, the begun one among them, from a Monday to the end of a period. */
export const weeksLeft = (week: string, before: string): number =>
  Math.max(0, Math.ceil((Date.parse(before) - Date.parse(week)) / (7 * 86_400_000)))
