import { defineRound, type Work } from '#kernel'
import { tagAll } from '../segments.ts'

const hourOf = (work: Work): number =>
  Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: work.workspace.timeZone }).format(work.now))
const minuteOf = (work: Work): number => work.now.getUTCMinutes()

/** Once in the hour after the grades: tags by the segments. */
export const segmentByNight = defineRound('buying.segments', {
  async run(work) {
    if (hourOf(work) === 2 && minuteOf(work) === 30) await tagAll(work)
  },
})
