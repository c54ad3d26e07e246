import { defineConsequence, system, type Work, type Written } from '#kernel'
import { account, lead } from '#objects/customers'
import { checkHeld } from '../actions/limits.ts'
import { aboveLimit, claiming, type Pooled, type PooledObject, takingBack } from '../actions/pooled.ts'

type Step = Readonly<{ row: Pooled; before: Pooled | null }>

/** Nobody gets more from a pool than he may hold, whoever gives it; why somebody gives it is known here, so what may be given above a limit is. Imports are held by the guard. */
async function checkGiven(work: Work, object: PooledObject, steps: readonly Step[]): Promise<void> {
  // A claim has been counted before it was made.
  if ([claiming, aboveLimit, takingBack].includes(String(work.actor.reason))) return
  const given = steps.filter(({ row, before }) => before?.pool && row.owner)
  for (const [person, of] of Map.groupBy(given, ({ row }) => row.owner!))
    await checkHeld(work.as(system('limits of pools')), { object, person, pool: of[0]!.before!.pool, by: work.actor.memberId })
}

const on = (object: PooledObject) =>
  defineConsequence(object, {
    reads: ['owner', 'pool'] as never,
    run: (work, written: readonly Written[]) => checkGiven(work, object, written as unknown as readonly Step[]),
  })

export const accountPooled = on(account)
export const leadPooled = on(lead)
