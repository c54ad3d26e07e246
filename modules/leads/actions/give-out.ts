import { defineAction, fail, system } from '#kernel'
import { integer, link, text } from '#kernel/model'
import { checkMayAssign, type Full, leftOutWords, pool, roomFor } from '#modules/pools'
import { lead } from '#objects/customers'
import { assignLeads, keepAssigned } from '../assign.ts'
import { findLeads } from '../lead-row.ts'

/**
 * Gives out the leads that have lain longest in a pool, to whom the rules of assignment name; those that no rule means, or that nobody can take now, stay. Whoever is away
 * or holds as many as he may is passed over, and the answer says so.
 */
export const giveOut = defineAction('leads.give-out', {
  on: pool,
  input: { pool: link(pool, { required: true }), most: integer({ required: true, default: 100, min: 1, max: 1_000 }) },
  result: { looked: integer({ required: true }), given: integer({ required: true }), leftOut: text({ max: 2_000 }) },
  fails: ['pools.not-yours', 'leads.not-a-pool-of-leads', 'pools.limit'],
  offered: { kind: 'lead' },
  async run(work, { pool: id, most }) {
    checkMayAssign(work)
    const from = await work.one(pool, id, { lock: true })
    if (from.kind !== 'lead') fail('leads.not-a-pool-of-leads', { pool: id })
    const kernel = work.as(system('given out from a pool by rule'))
    const lying = { pool: id, status: { in: ['new', 'working'] } }
    const rows = await findLeads(kernel, lying, { limit: most ?? 100, sort: ['pooledAt', 'id'] })
    const room = new Map<string, number>()
    const full = new Map<string, Full>()
    const away = new Set<string>()
    const ask = async (people: readonly string[]) => {
      const fresh = people.filter((person) => !full.has(person) && !room.has(person))
      const found = await roomFor(kernel, { object: lead, pool: id, people: fresh })
      for (const [person, { left, ...limit }] of found) {
        room.set(person, left)
        full.set(person, limit)
      }
    }
    const given = (await assignLeads(kernel, rows, { places: { ask, room, away } })).filter(({ owner }) => owner)
    await keepAssigned(kernel, given)
    const isFull = ([person]: readonly [string, Full]) => (room.get(person) ?? 1) <= 0
    return {
      looked: rows.length,
      given: given.length,
      leftOut: await leftOutWords(work, { away, full: new Map([...full].filter(isFull)) }),
    }
  },
})
