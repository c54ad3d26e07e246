import { defineRound, type Work } from '#kernel'
import { account, lead } from '#objects/customers'
import type { Pooled, PooledObject } from '../actions/pooled.ts'
import { carryLater } from '../consequences/carry-along.ts'
import { keepMoves, type Step } from '../consequences/keep-moves.ts'
import { pool } from '../objects/index.ts'
import { hourOf } from './night-time.ts'

const hourMs = 3_600_000
const nightHour = 1
/** As many as one page holds. */
const portion = 500

/**
 * Imports bring nothing about, but what they do with pools counts like anything else: who gave a record up or got it is noted, for limits, waiting times and reports, and its
 * contacts and the tasks of whoever had it follow. Whose it was is read as of before. By the minute of the last hour, and once by night of the last two days.
 */
export const catchUp = defineRound('pools.catch-up', {
  async run(work) {
    const kinds = new Set((await work.settings(pool)).map(({ kind }) => kind))
    const since = new Date(work.now.getTime() - (hourOf(work) === nightHour ? 48 : 1) * hourMs)
    for (const object of [account, lead]) if (kinds.has(object.name as 'account' | 'lead')) await catchUpWith(work, object, since)
  },
})

async function catchUpWith(work: Work, object: PooledObject, since: Date): Promise<void> {
  const from = { gte: since.toISOString() }
  const moved = { updatedAt: from, or: [{ pooledAt: from }, { heldSince: from }], poolMoves: { none: { at: from } } }
  for (let after: string | null = null; ; ) {
    const filter: object = { and: [moved, ...(after ? [{ id: { gt: after } }] : [])] }
    const found = (await work.find(object as typeof account, filter as never, { limit: portion, sort: ['id'] })) as unknown as Step['row'][]
    const was = await wereThen(work, object, { ids: found.map(({ id }) => id), since })
    const steps = found.map((row) => ({ row, before: was.get(row.id) ?? null }))
    await keepMoves(work, object, steps)
    await carryLater(work, object, steps)
    if (found.length < portion) return
    after = found.at(-1)!.id
  }
}

type Then = Readonly<{ id: string; owner: { id: string } | null; pool: { id: string } | null }>
type Before = Pick<Pooled, 'owner' | 'pool'>

/** Whose they were, or where they lay; those that were not there yet are absent. */
async function wereThen(
  work: Work,
  object: PooledObject,
  { ids, since }: Readonly<{ ids: readonly string[]; since: Date }>,
): Promise<ReadonlyMap<string, Before>> {
  if (ids.length === 0) return new Map()
  const rows = await work.list({
    object: object.name,
    filter: { id: { in: [...ids] } },
    fields: ['owner', 'pool'],
    asOf: since,
    limit: portion,
  })
  return new Map(
    (rows as unknown as readonly Then[]).map(({ id, owner, pool: lay }) => [
      id,
      { owner: owner?.id ?? null, pool: lay?.id ?? null } as Before,
    ]),
  )
}
