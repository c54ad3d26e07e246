import { defineGuard, fail } from '#kernel'
import { forecastAdjustment, forecastSnapshot, forecastSubmission } from '../objects/index.ts'
import { mondayOf } from '../rules/weeks.ts'

/** What was kept or made of a figure stays as it was: by no road is it changed or removed. */
const stays = (object: typeof forecastSnapshot | typeof forecastAdjustment) =>
  defineGuard(object, async (_work, written) => {
    if (written.some(({ was }) => was !== null)) fail('forecasts.kept', { object: object.name })
  })

/** What somebody said in a week that is over stays as he said it. */
const locked = defineGuard(forecastSubmission, async (work, written) => {
  const late = written.find(({ was }) => was !== null && String(was.week) < mondayOf(work.today))
  if (late) fail('forecasts.locked', { week: String(late.was!.week) })
})

export const guards = [stays(forecastSnapshot), stays(forecastAdjustment), locked]
