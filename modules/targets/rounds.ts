import { defineRound, type RoundPart } from '#kernel'
import { creditMissing } from './credit.ts'
import { salesTarget } from './objects/index.ts'
import { place } from './place.ts'

/** Nothing comes of an import, so what it brought in gets its credit and its place here. */
const gather = defineRound<RoundPart>('targets.gather', {
  async run(work) {
    const placed = await place(work, await work.find(salesTarget, { isPlaced: false }, { limit: 1_000, sort: ['createdAt'] }))
    const done = await creditMissing(work)
    if (placed + done >= 1_000) return { changeSet: work.changeSetId }
  },
})

export const rounds = [gather]
