import type { Work } from '#kernel'
import { addDays, Fault, type Id, type RowOf } from '#kernel/model'
import { account, lead } from '#objects/customers'
import { pool, poolMove } from '../objects/index.ts'

/** Why the program acts when somebody claims; by it a claim is told from an assignment. */
export const claiming = 'claimed from a pool'
/** Why it acts when somebody gives out what lies in a pool although the limit of who gets it is reached. */
export const aboveLimit = 'given from a pool above the limit'
/** Why it acts when what a night took goes back to whoever had it: it was his, so no limit counts it anew. */
export const takingBack = 'taken back from a night'

/** What the module adds to customers and leads; their own types do not know it. */
export type Pooled = Readonly<{
  id: string
  owner: Id<'member'> | null
  ownerDepartment: Id<'department'> | null
  pool: Id<'pool'> | null
  poolReason: string | null
  poolNote: string | null
  pooledAt: string | null
  claimableAt: string | null
  lastOwner: Id<'member'> | null
  releasedBy: Id<'member'> | null
  heldSince: string | null
  createdAt: string
  lockedUntil: string | null
  returnOn: string | null
  leftOutOn: string | null
  returnRule: Id<'poolRule'> | null
}>

export type PooledObject = typeof account | typeof lead
export type Pool = RowOf<typeof pool>

/** Customers and leads, by the name of their link in a move. */
export const pooledObjects = { account, lead } as const

export const readPooled = async (work: Work, object: PooledObject, id: string, o?: { lock?: boolean }): Promise<Pooled> =>
  (await work.one(object as typeof account, id, o)) as unknown as Pooled

/** Changes what the module adds. */
export const changePooled = async (
  work: Work,
  object: PooledObject,
  rows: readonly (Partial<Pooled> & { id: string })[],
): Promise<void> => {
  if (rows.length > 0) await work.changeMany(object as typeof account, rows as never)
}

const hourMs = 3_600_000

/** From when what came into a pool at a moment may be claimed there; null where nothing waits. */
export const opensAt = (from: Pool, pooledAt: string | null): string | null =>
  pooledAt && from.waitingHours ? new Date(Date.parse(pooledAt) + from.waitingHours * hourMs).toISOString() : null

/** What stands in the way of a claim, and until when. */
export type Barrier = Readonly<{ code: 'pools.waiting' | 'pools.cooling'; until: string }>

/** Why this person may not claim this record now, if so. */
export async function barrierOf(
  work: Work,
  kernel: Work,
  o: Readonly<{ object: PooledObject; record: Pooled; pool: Pool }>,
): Promise<Barrier | null> {
  const { record, pool: from, object } = o
  const opens = opensAt(from, record.pooledAt)
  if (opens && Date.parse(opens) > work.now.getTime()) return { code: 'pools.waiting', until: opens }
  if (!from.coolingDays) return null
  const [last] = await kernel.find(
    poolMove,
    {
      [object.name]: record.id,
      person: work.actor.memberId,
      kind: { in: ['released', 'returned', 'handedOn'] },
      day: { gt: addDays(work.today, -from.coolingDays) },
    },
    { limit: 1, sort: ['-at'] },
  )
  if (!last || (from.exemptsAdministrators && (await looksAfter(work, from.id)))) return null
  return { code: 'pools.cooling', until: addDays(last.day, from.coolingDays) }
}

/** Whether whoever acts may change the pool: asked of the road of writing, with nothing to write. */
export async function looksAfter(work: Work, id: string): Promise<boolean> {
  try {
    await work.change(pool, id, {})
    return true
  } catch (error) {
    if (error instanceof Fault && (error.code === 'kernel.forbidden' || error.code === 'kernel.not-found')) return false
    throw error
  }
}
