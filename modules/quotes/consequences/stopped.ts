import { defineConsequence, system } from '#kernel'
import { account } from '#objects/customers'
import { quoteNotices } from '../notices.ts'
import { quote } from '../objects/index.ts'

/** Who has an open quote with a customer hears that nothing is quoted to it any more: his quotes wait until the customer is off the list. */
export const quotesStop = defineConsequence(account, {
  reads: ['blacklist'],
  async run(work, written) {
    const stopped = written.flatMap(({ row, before }) =>
      before && row.blacklist === 'blockQuote' && before.blacklist !== 'blockQuote' ? row.id : [],
    )
    if (stopped.length === 0) return
    const kernel = work.as(system('nothing is quoted to a customer'))
    const open = await kernel.find(quote, { account: { in: stopped }, ...quote.open }, { limit: 10_000 })
    work.tell(
      quoteNotices.stopped,
      open.flatMap(({ id, owner }) => (owner ? [{ person: owner, record: id }] : [])),
    )
  },
})
