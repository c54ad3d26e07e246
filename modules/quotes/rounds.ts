import { addDays, defineRound, type Work } from '#kernel'
import { unitRound } from '#modules/catalog'
import { quoteNotices } from './notices.ts'
import { quote, quoteLine, steps } from './objects/index.ts'

const portion = 1_000
/** So many days before its end the owner is told. */
const warnDays = 3

const told = (rows: readonly { id: string; owner: string | null; validUntil: string | null }[]) =>
  rows.flatMap(({ id, owner, validUntil }) => (owner ? [{ person: owner, record: id, once: `until ${validUntil}` }] : []))

const validity = defineRound('quotes.validity', {
  async run(work: Work) {
    const over = await work.find(quote, { status: 'sent', validUntil: { lt: work.today } }, { limit: portion, sort: ['validUntil'] })
    if (over.length > 0)
      await work.changeMany(
        quote,
        over.map(({ id }) => ({ id, status: steps.expire.to, decidedOn: work.today })),
      )
    work.tell(quoteNotices.expired, told(over))
    const soon = { status: 'sent', validUntil: { gte: work.today, lte: addDays(work.today, warnDays) } }
    work.tell(quoteNotices.expiring, told(await work.find(quote, soon, { limit: portion, sort: ['validUntil'] })))
  },
})

export const rounds = [validity, unitRound('quotes.units', quoteLine)]
