import { defineAction, fail, system, type Work } from '#kernel'
import { type Id, link, member } from '#kernel/model'
import { account, lead } from '#objects/customers'
import { pool, poolMove } from '../objects/index.ts'
import { changePooled, checkLimits, checkMayClaim, claiming, type Pooled, type PooledObject, readPooled, usedBy } from './pooled.ts'

const fails = ['pools.not-in-pool', 'pools.taken', 'pools.waiting', 'pools.cooling', 'pools.limit', 'pools.nobody'] as const

/**
 * Takes a record out of its pool, for whoever asks. Claims of one person wait for each other, so that a limit holds for all of them together;
 * of two persons who claim the same record one gets it, and the other is told who.
 */
async function claim(work: Work, object: PooledObject, id: string): Promise<Pooled> {
  const person = work.actor.memberId ?? fail('pools.nobody')
  // Whoever may not read what lies in the pool does not find it here either.
  await readPooled(work, object, id)
  const kernel = work.as(system(claiming))
  await kernel.one(member, person, { lock: true })
  const record = await readPooled(kernel, object, id, { lock: true })
  if (record.owner) await failAsTaken(kernel, object, record)
  const from = record.pool ? await kernel.one(pool, record.pool) : fail('pools.not-in-pool', { id })
  await checkMayClaim(work, kernel, { object, record, pool: from })
  checkLimits(from, await usedBy(work, kernel, { object, pool: from, person }))
  await changePooled(kernel, object, [{ id, owner: person as Id<'member'> }])
  return record
}

async function failAsTaken(kernel: Work, object: PooledObject, record: Pooled): Promise<never> {
  const [last] = await kernel.find(poolMove, { [object.name]: record.id, person: record.owner }, { limit: 1, sort: ['-at'] })
  const holder = await kernel.one(member, record.owner!)
  return fail('pools.taken', { name: holder.name, at: last?.at ?? record.heldSince })
}

/** Takes a customer out of its pool. */
export const claimAccount = defineAction('pools.claim', {
  on: account,
  many: true,
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
  input: { lead: link(lead, { required: true }) },
  result: { lead: link(lead, { required: true }) },
  fails,
  offered: { pool: { empty: false } },
  async run(work, input) {
    await claim(work, lead, input.lead)
    return { lead: input.lead }
  },
})
