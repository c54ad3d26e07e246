import { defineAction, fail, system } from '#kernel'
import { integer, link } from '#kernel/model'
import { checkMayAssign, pool } from '#modules/pools'
import { assignLeads } from '../assign.ts'
import { changeLeads, findLeads } from '../lead-row.ts'

/** Gives out the leads that have lain longest in a pool, to whom the rules of assignment name; those that no rule means, or that nobody can take now, stay. */
export const giveOut = defineAction('leads.give-out', {
  on: pool,
  input: { pool: link(pool, { required: true }), most: integer({ required: true, default: 100, min: 1, max: 1_000 }) },
  result: { looked: integer({ required: true }), given: integer({ required: true }) },
  fails: ['pools.not-yours', 'leads.not-a-pool-of-leads', 'pools.limit'],
  offered: { kind: 'lead' },
  async run(work, { pool: id, most }) {
    checkMayAssign(work)
    const from = await work.one(pool, id, { lock: true })
    if (from.kind !== 'lead') fail('leads.not-a-pool-of-leads', { pool: id })
    const kernel = work.as(system('given out from a pool by rule'))
    const lying = { pool: id, status: { in: ['new', 'working'] } }
    const rows = await findLeads(kernel, lying, { limit: most ?? 100, sort: ['pooledAt', 'id'] })
    const given = (await assignLeads(kernel, rows)).filter(({ owner }) => owner)
    await changeLeads(kernel, given)
    return { looked: rows.length, given: given.length }
  },
})
