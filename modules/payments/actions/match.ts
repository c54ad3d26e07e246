import { defineAction, fail } from '#kernel'
import { integer, link, text } from '#kernel/model'
import { propose } from '../bank/propose.ts'
import { receipt } from '../objects/index.ts'

/**
 * Looks for whose money it is and what it pays: a contract's or an invoice's number in the purpose, the payer's name among customers, their titles, their group and their people, an open
 * instalment of the same sum, its day. The best one is written beside the money with its reasons; nothing is booked until finance confirms.
 *
 * @throws `payments.not-open`, `payments.no-match`
 */
export const match = defineAction('payments.match', {
  on: receipt,
  many: true,
  input: { receipt: link(receipt, { required: true }) },
  result: { receipt: link(receipt, { required: true }), score: integer({ required: true }), reason: text({ required: true }) },
  fails: ['payments.not-open', 'payments.no-match'],
  offered: { status: 'unclaimed' },
  async run(work, input) {
    const row = await work.one(receipt, input.receipt, { lock: true })
    if (row.status !== 'unclaimed') fail('payments.not-open', { status: row.status })
    await work.change(receipt, row.id, {})
    const found = await propose(work, row, { onlyClear: false })
    return found ? { receipt: row.id, ...found } : fail('payments.no-match')
  },
})
