import { defineConsequence, system, type Written } from '#kernel'
import { account, lead } from '#objects/customers'
import type { PooledObject } from '../actions/pooled.ts'
import { hidingPools, keepCardsOf, missingCards, shownOnCards, withCardsIn } from '../keep-cards.ts'
import { pool } from '../objects/index.ts'

type Step = Readonly<{ row: { id: string; pool: string | null }; before: { pool: string | null } | null }>
const keeping = system('card of what lies in a pool')
/** Cards that are made while somebody waits; the clock makes the others. */
const mostAtOnce = 500

const on = (object: PooledObject) =>
  defineConsequence(object, {
    reads: shownOnCards as never,
    async run(work, written: readonly Written[]) {
      const steps = written as unknown as readonly Step[]
      const pooled = steps.filter(({ row, before }) => row.pool || before?.pool)
      if (pooled.length === 0) return
      const kernel = work.as(keeping)
      const hiding = new Set<string | null | undefined>((await hidingPools(kernel, object)).map(({ id }) => id))
      const ids = pooled.filter(({ row, before }) => hiding.has(row.pool) || hiding.has(before?.pool)).map(({ row }) => row.id)
      if (ids.length > 0) await keepCardsOf(kernel, object, ids)
    },
  })

export const accountCards = on(account)
export const leadCards = on(lead)

/** A pool that begins to hide names, or ends it, or shows something else. */
export const poolCards = defineConsequence(pool, {
  reads: ['hidesNames', 'cardHides', 'showsLastOwner'],
  async run(work, written) {
    const kernel = work.as(keeping)
    for (const object of [account, lead]) {
      const mine = written.filter(({ row }) => row.kind === object.name)
      if (mine.some(({ row, before }) => (row.hidesNames ?? false) !== (before?.hidesNames ?? false)))
        await keepCardsOf(kernel, object, await missingCards(kernel, object, mostAtOnce))
      const anew = mine.filter(({ row, before }) => before && row.hidesNames && before.hidesNames).map(({ row }) => row.id)
      await keepCardsOf(kernel, object, await withCardsIn(kernel, object, anew))
    }
  },
})
