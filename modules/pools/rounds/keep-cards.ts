import { defineRound } from '#kernel'
import { account, lead } from '#objects/customers'
import { keepCardsOf, missingCards } from '../keep-cards.ts'
import { pool } from '../objects/index.ts'

const batch = 1_000

/** What came into a pool that hides names by an import gets its card within the minute. */
export const keepCards = defineRound('pools.keep-cards', {
  async run(work) {
    const kinds = new Set((await work.settings(pool)).map(({ kind }) => kind))
    for (const object of [account, lead])
      if (kinds.has(object.name as 'account' | 'lead')) {
        const ids = await missingCards(work, object, batch)
        if (ids.length > 0) await keepCardsOf(work, object, ids)
      }
  },
})
