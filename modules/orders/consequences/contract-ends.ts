import { defineConsequence, fail, system, type Work } from '#kernel'
import { contract } from '#objects/contracts'
import { cancel, giveUpRest } from '../actions/course.ts'
import { order } from '../objects/index.ts'

const open = ['confirmed', 'partDelivered'] as const

const openOf = (kernel: Work, ids: readonly string[]) =>
  kernel.find(order, { contract: { in: [...ids] }, status: { in: [...open] } }, { limit: 1_000, sort: ['orderedOn', 'id'] })

/** What is still to be delivered under a contract asks for a reason before that is finished; with one that is terminated it comes to nothing where that was decided. */
export const contractEnds = defineConsequence(contract, {
  reads: ['status'],
  async run(work, written) {
    const ended = written.filter(({ before }) => before?.status === 'running').map(({ row }) => row)
    const finished = ended.filter((row) => row.status === 'finished' && !row.endReason)
    const off = ended.filter((row) => row.status === 'terminated' && row.endedOrders === 'cancel')
    if (finished.length + off.length === 0) return
    const kernel = work.as(system('a contract has ended'))
    const found = await openOf(
      kernel,
      [...finished, ...off].map(({ id }) => id),
    )
    const held = found.filter((row) => finished.some(({ id }) => id === row.contract))
    if (held.length > 0) fail('orders.still-open', { orders: held.map(({ number }) => number).join(', '), missing: ['reason'] })
    for (const row of found) {
      const reason = off.find(({ id }) => id === row.contract)?.endReason ?? ''
      await kernel.call(row.status === 'confirmed' ? cancel : giveUpRest, { order: row.id, reason })
    }
  },
})
