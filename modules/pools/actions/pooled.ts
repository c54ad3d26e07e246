import { fail, type Work } from '#kernel'
import { addDays, type Id, type RowOf } from '#kernel/model'
import { account, lead } from '#objects/customers'
import { type pool, poolMove } from '../objects/index.ts'

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
  pool: Id<'pool'> | null
  poolReason: string | null
  poolNote: string | null
  pooledAt: string | null
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

/** Why this person may not claim this record now, if so. @throws `pools.waiting`, `pools.cooling` */
export async function checkMayClaim(
  work: Work,
  kernel: Work,
  o: Readonly<{ object: PooledObject; record: Pooled; pool: Pool }>,
): Promise<void> {
  const { record, pool: from, object } = o
  const opensAt = record.pooledAt && from.waitingHours ? Date.parse(record.pooledAt) + from.waitingHours * hourMs : 0
  if (opensAt > work.now.getTime()) fail('pools.waiting', { until: new Date(opensAt).toISOString() })
  if (!from.coolingDays) return
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
  if (last) fail('pools.cooling', { until: addDays(last.day, from.coolingDays) })
}
