import { dayOf } from '../model/day-of.ts'

export type Plan = Readonly<{ id: string; every: 'day' | 'week'; hour: number; keep: number; rehearse: boolean }>

const hourMs = 3_600_000

/**
 * The last moment at or before `now` at which the plan asks for a backup: its hour of a day, or of a Monday, in the zone of the workspace.
 * A day on which the clock jumps over that hour asks at the next full hour there is.
 */
export function lastDue({ every, hour }: Pick<Plan, 'every' | 'hour'>, now: Date, timeZone: string): Date {
  const at = new Date(Math.floor(now.getTime() / hourMs) * hourMs)
  let last = at
  // A week and a day has every hour that may be meant.
  for (let back = 0; back <= 8 * 24; back++, last = new Date(last.getTime() - hourMs)) {
    const day = dayOf(last, timeZone)
    const isDay = every === 'day' || new Date(`${day}T00:00:00Z`).getUTCDay() === 1
    if (isDay && hourOf(last, timeZone) >= hour && isFirstOf(last, { hour, day, timeZone })) return last
  }
  return at
}

/** No earlier hour of the same day fits. */
function isFirstOf(moment: Date, { hour, day, timeZone }: { hour: number; day: string; timeZone: string }): boolean {
  const before = new Date(moment.getTime() - hourMs)
  return dayOf(before, timeZone) !== day || hourOf(before, timeZone) < hour
}

const hourOf = (moment: Date, timeZone: string): number =>
  Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(moment))
