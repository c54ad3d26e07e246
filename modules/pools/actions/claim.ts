import { defineAction, fail, system, type Work } from '#kernel'
import { addDays, Fault, type Id, link, member } from '#kernel/model'
import { account, lead } from '#objects/customers'
import { pool, poolCard, poolMove } from '../objects/index.ts'
import { checkMayTake, heldOneByOne, poolOf } from './limits.ts'
import { barrierOf, changePooled, claiming, type Pooled, type PooledObject, readPooled } from './pooled.ts'

const fails = ['pools.not-in-pool', 'pools.taken', 'pools.waiting', 'pools.cooling', 'pools.limit', 'pools.nobody'] as const

/**
 * Takes a record out of its pool, for whoever asks. Claims of one person wait for each other, so that a limit holds for all of them together;
 * of two persons who claim the same record one gets it, and the other is told who. In a pool that hides names its card is what a member reads.
 */
export async function claim(work: Work, object: PooledObject, id: string): Promise<Pooled> {
  const person = work.actor.memberId ?? fail('pools.nobody')
  const kernel = work.as(system(claiming))
  // Sent together: they leave in one call to the server, which locks the person first.
  const [, record] = await Promise.all([heldOneByOne(kernel, person), readToClaim(work, object, id, { lock: true })])
  if (!record.pool) await failAsTaken(work, object, { id, error: new Fault('pools.not-in-pool', { id }) })
  const from = (await poolOf(kernel, record.pool!)) ?? fail('pools.not-in-pool', { id })
  const barrier = await barrierOf(work, kernel, { object, record, pool: from })
  if (barrier) fail(barrier.code, { until: barrier.until })
  await checkMayTake(work, kernel, { object, pool: from.id, person })
  await changePooled(kernel, object, [{ id, owner: person as Id<'member'> }])
  return record
}

/** The record for whoever may claim it: for members of a pool that hides names by its card. */
export const readToClaim = (work: Work, object: PooledObject, id: string, o?: { lock?: boolean }): Promise<Pooled> =>
  readPooled(work, object, id, o).catch((error: unknown) => readByCard(work, object, { id, error, ...o }))

type Sought = Readonly<{ id: string; error: unknown; lock?: boolean }>

/** What lies in a pool that hides names is claimed by whoever reads its card. */
async function readByCard(work: Work, object: PooledObject, o: Sought): Promise<Pooled> {
  const kernel = work.as(system(claiming))
  const [card] = await kernel.find(poolCard, { [object.name]: o.id }, { limit: 1 })
  const isRead = card && (await work.readableBy(work.actor.memberId ?? '', poolCard, [card.id])).has(card.id)
  return isRead ? readPooled(kernel, object, o.id, { lock: o.lock ?? false }) : failAsTaken(work, object, o)
}

const takenDays = 7

/** Whoever may not read it does not find it here either; but of what lay in a pool of his until lately he is told who has it, and since when. */
async function failAsTaken(work: Work, object: PooledObject, o: Readonly<{ id: string; error: unknown }>): Promise<never> {
  const kernel = work.as(system('who was first'))
  const lately = { [object.name]: o.id, kind: { in: ['claimed', 'assigned'] }, day: { gt: addDays(work.today, -takenDays) } }
  const [last] = await kernel.find(poolMove, lately, { limit: 1, sort: ['-at'] })
  if (!last?.pool || !last.person || (await work.count(pool, { id: last.pool })) === 0) throw o.error
  return fail('pools.taken', { name: (await kernel.one(member, last.person)).name, at: last.at })
}

/** Takes a customer out of its pool. */
export const claimAccount = defineAction('pools.claim', {
  on: account,
  many: true,
  asksItself: true,
  input: { account: link(account, { required: true }) },
  result: { account: link(account, { required: true }) },
  fails,
  offered: { pool: { empty: false } },
  async run(work, input) {
    await claim(work, account, input.account)
    return { account: input.account }
  },
})

/** Takes a lead out of its pool. */
export const claimLead = defineAction('pools.claim-lead', {
  on: lead,
  many: true,
  asksItself: true,
  input: { lead: link(lead, { required: true }) },
  result: { lead: link(lead, { required: true }) },
  fails,
  offered: { pool: { empty: false } },
  async run(work, input) {
    await claim(work, lead, input.lead)
    return { lead: input.lead }
  },
})
