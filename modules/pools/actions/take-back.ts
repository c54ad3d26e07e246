import { defineAction, fail, system, type Work } from '#kernel'
import { link } from '#kernel/model'
import { task } from '#objects/activities'
import { account, lead } from '#objects/customers'
import { poolMove } from '../objects/index.ts'
import { checkMayAssign } from './assign.ts'
import { changePooled, type PooledObject, readPooled, takingBack } from './pooled.ts'

const most = 1_000

/**
 * One record of a night goes back to whoever had it, with his contacts, and his tasks that the night ended are open again; what else the night did stays. His days begin
 * anew: else the next night would take it again.
 *
 * @throws `pools.no-night` where it was not a night that put it into its pool
 */
async function takeBack(work: Work, object: PooledObject, id: string): Promise<void> {
  checkMayAssign(work)
  const record = await readPooled(work, object, id, { lock: true })
  const kernel = work.as(system(takingBack))
  const [last] = await kernel.find(poolMove, { [object.name]: id }, { limit: 1, sort: ['-at', '-id'] })
  if (!record.pool || last?.kind !== 'returned' || !last.person) fail('pools.no-night', { id })
  await changePooled(kernel, object, [{ id, owner: last.person }])
  // Written by that night and by nobody since.
  const ended = { [object.name]: id, owner: last.person, state: 'cancelled', updatedAt: last.at }
  const tasks = await kernel.find(task, ended, { limit: most, sort: ['createdAt'] })
  await kernel.changeMany(
    task,
    tasks.map((one) => ({ id: one.id, state: 'open' as const, result: null })),
  )
}

const fails = ['pools.not-yours', 'pools.no-night'] as const
const offered = { pool: { empty: false }, poolReason: 'overdue' } as const

/** Gives one customer that a night took back to whoever had it. */
export const takeBackAccount = defineAction('pools.take-back', {
  on: account,
  many: true,
  aside: true,
  asksItself: true,
  input: { account: link(account, { required: true }) },
  result: { account: link(account, { required: true }) },
  fails,
  offered,
  async run(work, { account: id }) {
    await takeBack(work, account, id)
    return { account: id }
  },
})

/** Gives one lead that a night took back to whoever had it. */
export const takeBackLead = defineAction('pools.take-back-lead', {
  on: lead,
  many: true,
  aside: true,
  asksItself: true,
  input: { lead: link(lead, { required: true }) },
  result: { lead: link(lead, { required: true }) },
  fails,
  offered,
  async run(work, { lead: id }) {
    await takeBack(work, lead, id)
    return { lead: id }
  },
})
