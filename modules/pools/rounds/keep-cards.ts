import { defineRound } from '#kernel'
import { account, lead } from '#objects/customers'
import { keepMissingTimes } from '../consequences/keep-times.ts'
import { keepCardsOf, missingCards } from '../keep-cards.ts'
import { pool } from '../objects/index.ts'

const batch = 1_000

/** What came into a pool by an import gets within the minute what it would have got by hand: its card, and from when it may be claimed. */
export const keepCards = defineRound('pools.keep-cards', {
  async run(work) {
    const all = await work.settings(pool)
    const kinds = new Set(all.map(({ kind }) => kind))
    for (const one of all) if (one.waitingHours) await keepMissingTimes(work, one)
    for (const object of [account, lead])
      if (kinds.has(object.name as 'account' | 'lead')) {
        const ids = await missingCards(work, object, batch)
        if (ids.length > 0) await keepCardsOf(work, object, ids)
      }
  },
})
