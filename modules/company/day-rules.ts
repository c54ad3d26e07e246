import { system, type Work } from '#kernel'
import { type DayRuleKey, dayRule, usualDays } from './objects/day-rule.ts'

export type DayStep = Readonly<{ days: number; tellsSuperior: boolean }>

/** The steps that are set for this, the fewest days first; the usual ones where the company has no record of it, none where all of them are switched off. */
export async function daysFor(work: Work, about: DayRuleKey): Promise<readonly DayStep[]> {
  const set = (await work.as(system('days that a company sets')).settings(dayRule)).filter((one) => one.about === about)
  const steps = (set.length > 0 ? set.filter(({ isActive }) => isActive) : usualDays[about]) as readonly Partial<DayStep>[]
  return steps
    .map(({ days, tellsSuperior }) => ({ days: days!, tellsSuperior: tellsSuperior === true }))
    .toSorted((a, b) => a.days - b.days)
}

/** The steps before a day, each with how far the next one after it takes over: what is nearer is told once only. */
export const daysBefore = async (work: Work, about: DayRuleKey): Promise<readonly (DayStep & Readonly<{ beyond: number }>)[]> =>
  (await daysFor(work, about)).map((step, i, all) => ({ ...step, beyond: all[i - 1]?.days ?? -1 }))
