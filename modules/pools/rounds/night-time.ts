import type { Work } from '#kernel'
import { isWorkDay, workHours } from '#modules/company'
import { workCalendar } from '#objects/company'
import { poolNight } from '../objects/index.ts'

const usual = { hour: 2, workDaysOnly: true }

/** Hour of the day in the workspace's zone. */
export const hourOf = (work: Work): number =>
  Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: work.workspace.timeZone }).format(work.now))

/** Whether rules work now: from the hour that is set, and on days off not where they are to keep to the working calendar. */
export async function isNight(work: Work): Promise<boolean> {
  const { hour, workDaysOnly } = (await work.settings(poolNight))[0] ?? usual
  if (hourOf(work) < hour) return false
  if (!workDaysOnly || !work.catalog.objects[workCalendar.name]) return true
  return isWorkDay(await workHours(work), work.today)
}
