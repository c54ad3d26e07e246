import { defineRound, type RoundPart } from '#kernel'
import { salesTarget } from './objects/index.ts'
import { place } from './place.ts'

/** Nothing comes of an import, so targets that it brought in get their place here. */
const gather = defineRound<RoundPart>('targets.gather', {
  async run(work) {
    const placed = await place(work, await work.find(salesTarget, { isPlaced: false }, { limit: 1_000, sort: ['createdAt'] }))
    if (placed >= 1_000) return { changeSet: work.changeSetId }
  },
})

export const rounds = [gather]
