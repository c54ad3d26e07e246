import { defineConsequence, system, type Work } from '#kernel'
import { dayOf, type NewRow } from '#kernel/model'
import { account, lead } from '#objects/customers'
import { claiming, type Pooled, type PooledObject } from '../actions/pooled.ts'
import { releasedForMe } from '../notices.ts'
import { pool, poolMove } from '../objects/index.ts'

type Move = NewRow<typeof poolMove>

/** Who took a record out of a pool and who gave one up, whatever road it went: limits and waiting times are counted by this. */
export async function keepMoves(work: Work, object: PooledObject, written: readonly Step[]): Promise<void> {
  const moves = written.flatMap((step) => movesOf(work, object, step))
  if (moves.length === 0) return
  const kernel = work.as(system('who held it'))
  // Where there is no pool, nobody waits for anything.
  const isPooled = moves.some((move) => move.pool) || (await kernel.settings(pool)).some(({ kind }) => kind === object.name)
  if (isPooled) await kernel.add(poolMove, moves)
  await tellLosers(work, kernel, { object, moves })
}

/** Whoever loses a record because somebody gives it to a pool hears of it, once for however many; of what rules take by night, the night tells. */
async function tellLosers(work: Work, kernel: Work, { object, moves }: Readonly<{ object: PooledObject; moves: readonly Move[] }>) {
  const lost = moves.filter((move) => move.pool && move.person && move.person !== work.actor.memberId && isGone(move.kind))
  if (!work.actor.memberId || lost.length === 0) return
  const names = new Map((await kernel.settings(pool)).map(({ id, name }) => [String(id), name]))
  const byPerson = Map.groupBy(lost, ({ person }) => String(person))
  work.tell(
    releasedForMe,
    [...byPerson].map(([person, own]) => ({
      person,
      object: object.name,
      record: String(own[0]![object.name]),
      values: { name: own[0]!.subject, pool: names.get(String(own[0]!.pool)) ?? '', count: own.length },
    })),
  )
}

const isGone = (kind: string): boolean => kind === 'released' || kind === 'returned'

type Before = Pick<Pooled, 'owner' | 'pool'>
export type Step = Readonly<{ row: Pooled & { name: string }; before: Before | null }>

/** When it came to whoever or wherever it is now. */
const sinceOf = (work: Work, { pool: into, pooledAt, owner, heldSince }: Pooled): Date => {
  const at = into ? pooledAt : owner ? heldSince : null
  return at ? new Date(at) : work.now
}

function movesOf(work: Work, object: PooledObject, { row, before }: Step): Move[] {
  const at = sinceOf(work, row)
  const base = { subject: row.name.slice(0, 200), at: at.toISOString(), day: dayOf(at, work.workspace.timeZone), [object.name]: row.id }
  const into = { ...base, person: null, pool: row.pool, reason: row.poolReason, note: row.poolNote }
  if (!before) return row.pool ? [{ ...into, kind: 'arrived' } as Move] : []
  if (row.owner === before.owner)
    return row.pool && row.pool !== before.pool ? [{ ...into, kind: before.pool ? 'moved' : 'arrived' } as Move] : []
  const gone = row.pool ? (row.poolReason === 'overdue' ? 'returned' : 'released') : 'handedOn'
  const got = work.actor.reason === claiming ? 'claimed' : 'assigned'
  return [
    ...(before.owner
      ? [{ ...base, kind: gone, person: before.owner, pool: row.pool, reason: row.poolReason, note: row.poolNote } as const]
      : []),
    ...(row.owner && before.pool ? [{ ...base, kind: got, person: row.owner, pool: before.pool } as const] : []),
  ] as Move[]
}

const on = (object: PooledObject) =>
  defineConsequence(object, { reads: ['owner', 'pool'] as never, run: (work, written) => keepMoves(work, object, written as never) })

export const accountMoves = on(account)
export const leadMoves = on(lead)
