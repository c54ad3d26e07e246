import { defineGuard, fail, type Guarded, type GuardRoad, type Work } from '#kernel'
import { account, lead } from '#objects/customers'
import { checkHeld, checkLocked } from '../actions/limits.ts'
import type { Pooled, PooledObject } from '../actions/pooled.ts'
import { pool } from '../objects/index.ts'

type Step = Readonly<{ row: Pooled; was: Partial<Pooled> | null }>

/** What must be so of pools by whatever road somebody writes, imports among them. */
async function keepPools(work: Work, object: PooledObject, steps: readonly Step[], { isUndo, isImport, by }: GuardRoad): Promise<void> {
  const cameIn = steps.filter(({ row, was }) => row.pool && row.pool !== (was?.pool ?? null))
  // What lay there and was taken out goes back where it lay, though the pool is closed by now.
  if (cameIn.length > 0 && !isUndo) await checkTargets(work, object, new Set(cameIn.map(({ row }) => row.pool!)))
  const given = isImport ? steps.filter(({ row, was }) => was?.pool && row.owner) : []
  for (const [person, of] of Map.groupBy(given, ({ row }) => row.owner!))
    await checkHeld(work, { object, person, pool: of[0]!.was!.pool!, by })
  // What a superior grants is not counted, nor what the program protects.
  const isLocked = steps.some(({ row, was }) => by && row.owner === by && row.lockedUntil && row.lockedUntil !== (was?.lockedUntil ?? null))
  if (isLocked) await checkLocked(work, { object, person: by!, pool: null, by })
}

/** Nothing comes into a pool that is closed or of another kind. */
async function checkTargets(work: Work, object: PooledObject, ids: ReadonlySet<string>): Promise<void> {
  const wrong = (await work.settings(pool)).find(({ id, isOpen, kind }) => ids.has(id) && (!isOpen || kind !== object.name))
  if (wrong) fail('pools.closed', { pool: wrong.id, name: wrong.name })
}

const stepsOf = (written: readonly Guarded[]): Step[] =>
  written.flatMap(({ row, was }) => (row ? ([{ row, was }] as unknown as Step[]) : []))

const on = (object: PooledObject) =>
  defineGuard(object, (work, written, road) => keepPools(work, object, stepsOf(written), road), { reads: ['pool', 'lockedUntil'] })

export const pooledGuards = [on(account), on(lead)]
