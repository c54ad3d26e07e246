import { addDays, defineRound, type Work } from '#kernel'
import { unitRound } from '#modules/catalog'
import { daysBefore } from '#modules/company'
import { quoteNotices } from './notices.ts'
import { quote, quoteLine, steps } from './objects/index.ts'

const portion = 1_000

type Row = Readonly<{ id: string; owner: string | null; validUntil: string | null }>
const told = (rows: readonly Row[], step = '') =>
  rows.flatMap(({ id, owner, validUntil }) => (owner ? [{ person: owner, record: id, once: `until ${validUntil}${step}` }] : []))

const validity = defineRound('quotes.validity', {
  async run(work: Work) {
    const over = await work.find(quote, { status: 'sent', validUntil: { lt: work.today } }, { limit: portion, sort: ['validUntil'] })
    if (over.length > 0)
      await work.changeMany(
        quote,
        over.map(({ id }) => ({ id, status: steps.expire.to, decidedOn: work.today })),
      )
    work.tell(quoteNotices.expired, told(over))
    for (const { days, beyond, tellsSuperior } of await daysBefore(work, 'quoteEnds')) {
      const soon = { status: 'sent', validUntil: { gt: addDays(work.today, beyond), lte: addDays(work.today, days) } }
      const rows: readonly Row[] = await work.find(quote, soon, { limit: portion, sort: ['validUntil'] })
      const above = tellsSuperior
        ? await work.superiorsOf([...new Set(rows.flatMap(({ owner }) => owner ?? []))])
        : new Map<string, string>()
      const superiors = rows.map((row) => ({ ...row, owner: above.get(row.owner ?? '') ?? null }))
      work.tell(quoteNotices.expiring, told([...rows, ...superiors], ` ${days}`))
    }
  },
})

export const rounds = [validity, unitRound('quotes.units', quoteLine)]
