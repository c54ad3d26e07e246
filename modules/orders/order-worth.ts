import type { Work } from '#kernel'
import { sumsBy } from '#modules/payments'
import { lineSum, type moneyOf, toCents } from '#objects/catalog'
import { allocation } from '#objects/payments'
import { every, owed } from './counting.ts'
import { orderLine, returnLine } from './objects/index.ts'

/** Asked for or out: both take from what may still be billed. */
export const takes = { 'invoice.status': { nin: ['rejected', 'voided'] } }

type Worth = ReturnType<typeof moneyOf>

/** What goods came back of orders is nobody's to pay any more, but for what is exchanged. */
export const returnedOf = (orders: readonly string[]) =>
  ({ 'orderReturn.order': { in: orders }, 'orderReturn.settlement': { ne: 'exchange' } }) as never

/** What orders come to, without what was given up; and, where goods that came back count, without them. */
export async function worthOf(
  work: Work,
  ids: readonly string[],
  { withoutReturned }: Readonly<{ withoutReturned: boolean }>,
): Promise<ReadonlyMap<string, Worth>> {
  const lines = Map.groupBy(await every(work, orderLine, { order: { in: ids } }), (line) => line.order as string)
  const back = withoutReturned ? await every(work, returnLine, returnedOf(ids)) : []
  const less = sumsBy(
    back.map((one) => ({ amount: one.value, line: one.orderLine as string })),
    (one) => one.line,
  )
  return new Map(
    ids.map((id) => {
      const its = lines.get(id) ?? []
      const { amount, currency } = lineSum(its.map(owed), work.workspace.currency)
      return [id, { amount: toCents(amount - its.reduce((sum, line) => sum + (less.get(line.id) ?? 0), 0), currency), currency }]
    }),
  )
}

/** Money for an order that has no contract; deposits are the customer's. */
export const paysFor = (orders: readonly string[]) =>
  ({ order: { in: orders }, contract: { empty: true }, 'receipt.kind': { ne: 'deposit' } }) as never

/** What of an order no money has been given to. */
export async function roomOf(work: Work, id: string): Promise<Worth> {
  const { amount, currency } = (await worthOf(work, [id], { withoutReturned: true })).get(id)!
  const given = sumsBy(await every(work, allocation, paysFor([id])), () => id).get(id) ?? 0
  return { amount: Math.max(0, toCents(amount - given, currency)), currency }
}
