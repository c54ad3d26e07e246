import { defineConsequence, fail, system, type Work } from '#kernel'
import { amountOf, toCents } from '#objects/catalog'
import { opportunity } from '#objects/sales'
import { allocation, receipt } from '../objects/index.ts'

const shown = 20
const most = 10_000

/** A won deal for which money came is not opened again: the refusal names the receipts. `way`: over which field of an allocation its deal is found, and what else must be so. */
export const staysPaid = (way: 'contract' | 'order', more: object = {}) =>
  defineConsequence(opportunity, {
    reads: ['outcome'],
    async run(work, written) {
      const opened = written.flatMap(({ row, before }) => (before?.outcome === 'won' && row.outcome !== 'won' ? [row.id] : []))
      if (opened.length > 0) await assertUnpaid(work.as(system('money of deals')), opened, { way, more })
    },
  })

async function assertUnpaid(
  kernel: Work,
  opened: readonly string[],
  { way, more }: Readonly<{ way: string; more: object }>,
): Promise<void> {
  const parts = await kernel.find(allocation, { ...more, [`${way}.opportunity`]: { in: opened }, 'receipt.status': 'confirmed' } as never, {
    limit: most,
  })
  // What was paid back or reversed stands beside it as less.
  const each = [...Map.groupBy(parts, (one) => (one as unknown as Record<string, unknown>)[way]).values()]
  if (!each.some((list) => toCents(list.reduce((sum, one) => sum + (amountOf(one.amount) ?? 0), 0)) > 0)) return
  const came = await kernel.find(receipt, { id: { in: parts.map((one) => one.receipt) } }, { limit: shown, sort: ['number'] })
  fail('payments.deal-paid', { opportunity: opened[0], receipts: came.map(({ number, receivedOn }) => `${number} ${receivedOn}`) })
}

/** Though its contract never came into force. */
export const paidStays = staysPaid('contract')
