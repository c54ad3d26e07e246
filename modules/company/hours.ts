import { system, type Work } from '#kernel'
import { absence, calendarDay, workCalendar } from './objects/index.ts'
import { weekdays } from './rules/company-rules.ts'
import { readHours, type Span, type WorkHours } from './rules/work-time.ts'

const always: readonly Span[] = [{ from: 0, to: 24 * 60 }]
const mostDays = 5_000

/**
 * The hours of a calendar, of the default one where none is named. A workspace without a calendar works round the clock, so that what counts working time still counts.
 */
export async function workHours(work: Work, calendarId?: string | null): Promise<WorkHours> {
  const kernel = work.as(system('working hours'))
  const { timeZone } = work.workspace
  const calendars = await kernel.settings(workCalendar)
  const calendar = calendarId
    ? calendars.find(({ id }) => id === calendarId)
    : (calendars.find(({ isDefault }) => isDefault) ?? calendars[0])
  if (!calendar) return { week: weekdays.map(() => always), days: new Map(), timeZone }
  const days = (await kernel.settings(calendarDay)).filter((one) => one.calendar === calendar.id)
  return {
    week: weekdays.map((name) => readHours(calendar[name]) ?? []),
    days: new Map(days.map((row) => [row.day, readHours(row.hours) ?? []])),
    timeZone,
  }
}

/** Who of these people is away on a day; of all people where none are named. */
export async function absentOn(work: Work, day: string, people?: readonly string[]): Promise<ReadonlySet<string>> {
  const filter = { firstDay: { lte: day }, lastDay: { gte: day }, ...(people ? { owner: { in: people } } : {}) }
  const rows = await work.as(system('who is away')).find(absence, filter, { limit: mostDays })
  return new Set(rows.flatMap(({ owner }) => owner ?? []))
}
