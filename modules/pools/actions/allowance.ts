import { defineAction, fail, system } from '#kernel'
import { json, link, text } from '#kernel/model'
import { account, lead } from '#objects/customers'
import { pool, poolCard } from '../objects/index.ts'
import { readToClaim } from './claim.ts'
import { leftOf, poolOf } from './limits.ts'
import { barrierOf, pooledObjects } from './pooled.ts'

/** Before somebody claims: how much of his limits is used, and whether he may have this record now, else why not and from when. */
export const allowance = defineAction('pools.allowance', {
  about: pool,
  input: { pool: link(pool), account: link(account), lead: link(lead), poolCard: link(poolCard) },
  result: {
    /** `[{ limit, used, most, by, until }]`; those that are set. */
    limits: json({ required: true }),
    /** Code of what stands in the way, and the moment or day when that ends. */
    barrier: text(),
    until: text(),
  },
  fails: ['pools.nobody', 'pools.not-in-pool'],
  async run(work, input) {
    const person = work.actor.memberId ?? fail('pools.nobody')
    const kernel = work.as(system('limits of pools'))
    const card = input.poolCard ? await work.one(poolCard, input.poolCard) : null
    const id = input.account ?? input.lead ?? card?.account ?? card?.lead
    const object = (input.account ?? card?.account) ? pooledObjects.account : pooledObjects.lead
    const record = id ? await readToClaim(work, object, id) : null
    const at = record?.pool ?? (input.pool ? (await work.one(pool, input.pool)).id : null)
    const from = (at ? await poolOf(kernel, at) : undefined) ?? fail('pools.not-in-pool', { id: id ?? null })
    const limits = await leftOf(work, kernel, { object: pooledObjects[from.kind], pool: from.id, person })
    const barrier = record ? await barrierOf(work, kernel, { object, record, pool: from }) : null
    return { limits: [...limits], barrier: barrier?.code ?? null, until: barrier?.until ?? null }
  },
})
