import { defineConsequence, system, type Work } from '#kernel'
import { followUp } from '#objects/activities'
import { changePooled, type Pooled, type PooledObject, pooledObjects } from '../actions/pooled.ts'
import { waitingOf } from '../rounds/portion.ts'
import { plannedFor } from '../rounds/tonight.ts'

const mostNamed = 1_000

/**
 * A follow-up that counts takes the day off a record that was about to fall to a pool, in the same breath: days left are what the night will do, not what the last one
 * thought. What else may have changed, the next night sees.
 */
export const calmAtOnce = defineConsequence(followUp, {
  reads: ['happenedAt'],
  async run(work, written) {
    for (const name of ['account', 'lead'] as const) {
      const ids = [...new Set(written.flatMap(({ row }) => row[name] ?? []))].slice(0, mostNamed)
      if (ids.length > 0) await calm(work.as(system('followed up')), pooledObjects[name], ids)
    }
  },
})

async function calm(kernel: Work, object: PooledObject, ids: readonly string[]): Promise<void> {
  const about = { id: { in: [...ids] }, returnRule: { empty: false } }
  const found = (await kernel.find(object as never, about, { limit: mostNamed })) as unknown as Pooled[]
  if (found.length === 0) return
  const waiting = await waitingOf(kernel, object, found)
  const warned = found.filter(({ id }) => !waiting.has(id))
  const planned = await plannedFor(kernel, { object, today: kernel.today, tried: null })
  const held = await kernel.whichHold(
    object,
    planned.map(({ filters }) => filters.calm),
    warned.map(({ id }) => id),
  )
  await changePooled(
    kernel,
    object,
    warned.flatMap(({ id }) => (held.get(id)?.length ? [{ id, returnOn: null, returnRule: null }] : [])),
  )
}
