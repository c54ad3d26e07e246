import { defineGuard, fail, type Work } from '#kernel'
import { amountOf, lineSum, moneyOf } from '#objects/catalog'
import { contract } from '#objects/contracts'
import { every, owed, portionsOf } from '../counting.ts'
import { order, orderLine } from '../objects/index.ts'
import { bindingStates, isBinding } from '../rules/order-steps.ts'

/** What is ordered under a contract, confirmed orders all together, never exceeds it; a frame without an amount has no end. */
async function assertWithinContract(work: Work, ids: readonly string[]): Promise<void> {
  for (const part of portionsOf(ids)) {
    await work.hold(part.map((id) => `orders of ${id}`))
    const rows = await work.find(contract, { id: { in: part } }, { limit: part.length })
    for (const row of rows.filter(({ amount }) => amountOf(amount) !== null)) {
      const amount = amountOf(row.amount)!
      const lines = await every(work, orderLine, { 'order.contract': row.id, 'order.status': { in: bindingStates } } as never)
      const ordered = lineSum(lines.map(owed), moneyOf(row.amount).currency).amount
      if (ordered > amount) fail('orders.over-contract', { contract: row.number, ordered, amount, over: ordered - amount })
    }
  }
}

/** A draft alone may be removed; the rest stands. */
export const orderGuard = defineGuard(order, async (work, written) => {
  const gone = written.find(({ row, was }) => !row && was && was.status !== 'draft')
  if (gone) fail('orders.stands', { order: gone.was!.number })
  await assertWithinContract(
    work,
    written.flatMap(({ row, was }) => {
      const comes = row && isBinding(row.status) && (!was || !isBinding(was.status) || was.contract !== row.contract)
      return comes && row.contract ? [row.contract as string] : []
    }),
  )
})

/** Positions of what was confirmed are not taken away, and what they come to stays within the contract. */
export const orderLineGuard = defineGuard(orderLine, async (work, written) => {
  const gone = written.flatMap(({ row, was }) => (!row && was ? [String(was.order)] : []))
  for (const part of portionsOf(gone)) {
    const [agreed] = await work.find(order, { id: { in: part }, status: { ne: 'draft' } }, { limit: 1 })
    if (agreed) fail('orders.agreed', { order: agreed.number })
  }
  const of = written.flatMap(({ row }) => (row ? [row.order as string] : []))
  for (const part of portionsOf(of)) {
    const rows = await work.find(
      order,
      { id: { in: part }, status: { in: bindingStates }, contract: { empty: false } },
      { limit: part.length },
    )
    await assertWithinContract(
      work,
      rows.map((row) => row.contract as string),
    )
  }
})
