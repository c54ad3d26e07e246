import { defineConsequence, system, type Work, type Written } from '#kernel'
import type { NewRow } from '#kernel/model'
import { account, lead } from '#objects/customers'
import { claiming, type Pooled, type PooledObject } from '../actions/pooled.ts'
import { releasedForMe } from '../notices.ts'
import { pool, poolMove } from '../objects/index.ts'

type Move = NewRow<typeof poolMove>

/** Who took a record out of a pool and who gave one up, whatever road it went: limits and waiting times are counted by this. */
async function keepMoves(work: Work, object: PooledObject, written: readonly Written[]): Promise<void> {
  const moves = written.flatMap(({ row, before }) => (before ? movesOf(work, object, { row: row as never, before: before as never }) : []))
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

type Step = Readonly<{ row: Pooled & { name: string }; before: Pooled }>

function movesOf(work: Work, object: PooledObject, { row, before }: Step): Move[] {
  if (row.owner === before.owner) return []
  const base = { subject: row.name.slice(0, 200), at: work.now.toISOString(), day: work.today, [object.name]: row.id }
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
  defineConsequence(object, { reads: ['owner'] as never, run: (work, written) => keepMoves(work, object, written as readonly Written[]) })

export const accountMoves = on(account)
export const leadMoves = on(lead)
