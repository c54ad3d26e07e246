import { defineConsequence, fail, system } from '#kernel'
import { contract } from '#objects/contracts'
import { refund } from '../actions/receipts.ts'

const because = system('a contract has ended')

/** A contract that is not paid is finished for a reason only, and what is open of it is said. */
export const finishedPaid = defineConsequence(contract, {
  reads: ['status'],
  async run(work, written) {
    const ids = written.flatMap(({ row, before }) =>
      row.status === 'finished' && before?.status === 'running' && !row.endReason ? [row.id] : [],
    )
    if (ids.length === 0) return
    const question = {
      object: 'contract',
      filter: { id: { in: ids }, receivable: { gt: 0 } },
      fields: ['number', 'receivable', 'overdue'],
      limit: 1,
    }
    const [open] = await work.as(because).list(question)
    if (open)
      fail('payments.still-open', { contract: open.number, receivable: open.receivable, overdue: open.overdue, missing: ['reason'] })
  },
})

/** Deposits of a contract that was terminated go back where that was decided: refunds for finance to confirm. */
export const depositsGoBack = defineConsequence(contract, {
  reads: ['status'],
  async run(work, written) {
    const ended = written.flatMap(({ row, before }) =>
      row.status === 'terminated' && before?.status === 'running' && row.endedDeposits === 'payBack' ? [row] : [],
    )
    if (ended.length === 0) return
    const kernel = work.as(because)
    const held = await kernel.list({
      object: 'receipt',
      filter: {
        kind: 'deposit',
        status: 'confirmed',
        refundOf: { empty: true },
        reverses: { empty: true },
        refunds: { none: {} },
        allocations: { some: { contract: { in: ended.map(({ id }) => id) } } },
      },
      fields: ['id', 'amount'],
      limit: 500,
    } as never)
    for (const deposit of held)
      await kernel.call(refund, {
        receipt: deposit.id as never,
        amount: deposit.amount as never,
        refundedOn: work.today,
        reason: ended[0]!.endReason ?? '',
      })
  },
})
