import { defineGuard, fail } from '#kernel'
import { account } from '#objects/customers'
import { quote } from '../objects/index.ts'

const most = 10_000

/**
 * To whom nothing is quoted, nothing is sent, and what is out already is not accepted either: not by the link, not by whoever has the customer's word. Being held, the customer
 * is not listed meanwhile. What stood at its state before comes back with an undo, and can still not be accepted.
 */
export const mayQuote = defineGuard(quote, async (work, written, { isUndo }) => {
  const barred: readonly unknown[] = isUndo ? ['accepted'] : ['sent', 'accepted']
  const of = written.flatMap(({ row, was }) => (row && was && row.status !== was.status && barred.includes(row.status) ? row.account : []))
  if (of.length === 0) return
  const ids = [...new Set(of)]
  const [blocked] = await work.find(account, { id: { in: ids }, blacklist: 'blockQuote' }, { limit: Math.min(ids.length, most) })
  if (blocked) fail('quotes.customer-blocked', { reason: blocked.blacklistReason })
})
