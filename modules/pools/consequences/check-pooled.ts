import { defineConsequence, fail, system, type Work, type Written } from '#kernel'
import { member } from '#kernel/model'
import { account, lead } from '#objects/customers'
import { checkHeld, checkLocked } from '../actions/limits.ts'
import { aboveLimit, claiming, type Pooled, type PooledObject, takingBack } from '../actions/pooled.ts'
import { pool } from '../objects/index.ts'

type Step = Readonly<{ row: Pooled; before: Pooled | null }>

/** What must be so of pools and limits by whatever road somebody writes. */
async function checkPooled(work: Work, object: PooledObject, steps: readonly Step[]): Promise<void> {
  const kernel = work.as(system('limits of pools'))
  const cameIn = steps.filter(({ row, before }) => row.pool && row.pool !== before?.pool)
  if (cameIn.length > 0) await checkTargets(kernel, object, new Set(cameIn.map(({ row }) => row.pool!)))
  const given = steps.filter(({ row, before }) => before?.pool && row.owner)
  const isFree = [claiming, aboveLimit, takingBack].includes(String(work.actor.reason))
  // A claim has been counted before it was made.
  if (!isFree) for (const [person, of] of byOwner(given)) await checkHeld(work, kernel, { object, person, pool: of[0]!.before!.pool })
  const locked = steps.filter(({ row, before }) => row.owner && row.lockedUntil && row.lockedUntil !== before?.lockedUntil)
  // What a superior grants is not counted.
  for (const [person] of byOwner(locked))
    if (person === work.actor.memberId) {
      await kernel.one(member, person, { lock: true })
      await checkLocked(work, kernel, { object, person, pool: null })
    }
}

const byOwner = (steps: readonly Step[]) => Map.groupBy(steps, ({ row }) => row.owner!)

/** Nothing comes into a pool that is closed or of another kind. */
async function checkTargets(kernel: Work, object: PooledObject, ids: ReadonlySet<string>): Promise<void> {
  const wrong = (await kernel.settings(pool)).find(({ id, isOpen, kind }) => ids.has(id) && (!isOpen || kind !== object.name))
  if (wrong) fail('pools.closed', { pool: wrong.id, name: wrong.name })
}

const on = (object: PooledObject) =>
  defineConsequence(object, {
    reads: ['owner', 'pool', 'lockedUntil'] as never,
    run: (work, written: readonly Written[]) => checkPooled(work, object, written as unknown as readonly Step[]),
  })

export const accountPooled = on(account)
export const leadPooled = on(lead)
