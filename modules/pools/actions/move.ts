import { defineAction, fail, system, type Work } from '#kernel'
import { type Id, link, text } from '#kernel/model'
import { account, lead } from '#objects/customers'
import { pool } from '../objects/index.ts'
import { poolOf } from './limits.ts'
import { changePooled, looksAfter, type PooledObject, readPooled } from './pooled.ts'

type Asked = Readonly<{ id: string; to: Id<'pool'>; note: string | null }>

/** What lies in a pool is moved by who looks after both: nobody has it, so the right to it lies with the pools. Why it was given up stays with it. */
async function move(work: Work, object: PooledObject, { id, to, note }: Asked): Promise<void> {
  const record = await readPooled(work, object, id, { lock: true })
  const kernel = work.as(system('moved between pools'))
  const from = (record.pool && (await poolOf(kernel, record.pool))) || fail('pools.not-in-pool', { id })
  const target = await work.one(pool, to)
  for (const one of [from, target]) if (!(await looksAfter(work, one.id))) fail('pools.not-after-both', { name: one.name })
  if (!target.isOpen || target.kind !== object.name) fail('pools.closed', { pool: target.id, name: target.name })
  const why = record.poolReason ? (note ? { poolNote: note } : {}) : { poolReason: 'other', poolNote: note ?? from.name }
  await changePooled(kernel, object, [{ id, pool: target.id, ...why }])
}

const asked = { pool: link(pool, { required: true }), note: text({ max: 300 }) }
const fails = ['pools.not-in-pool', 'pools.not-after-both', 'pools.closed'] as const
const offered = { pool: { empty: false } } as const

/** Moves a customer from its pool to another one. */
export const moveAccount = defineAction('pools.move', {
  on: account,
  many: true,
  aside: true,
  asksItself: true,
  input: { account: link(account, { required: true }), ...asked },
  result: { account: link(account, { required: true }) },
  fails,
  offered,
  async run(work, { account: id, pool: to, note }) {
    await move(work, account, { id, to, note: note ?? null })
    return { account: id }
  },
})

/** Moves a lead from its pool to another one. */
export const moveLead = defineAction('pools.move-lead', {
  on: lead,
  many: true,
  aside: true,
  asksItself: true,
  input: { lead: link(lead, { required: true }), ...asked },
  result: { lead: link(lead, { required: true }) },
  fails,
  offered,
  async run(work, { lead: id, pool: to, note }) {
    await move(work, lead, { id, to, note: note ?? null })
    return { lead: id }
  },
})
