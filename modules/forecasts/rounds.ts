import { defineRound } from '#kernel'
import { takeSnapshots } from './snapshots.ts'

/** On Monday, or whenever the week is first looked at, its forecasts are kept. */
const week = defineRound('forecasts.week', {
  async run(work) {
    await takeSnapshots(work)
  },
})

export const rounds = [week]
