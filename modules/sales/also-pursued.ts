import { defineRound, type RowOf, type Work } from '#kernel'
import { addDays } from '#kernel/model'
import { account } from '#objects/customers'
import { alsoPursued } from './notices.ts'
import { opportunity } from './objects/index.ts'

type Deal = RowOf<typeof opportunity>
const recentMinutes = 10
const mostNew = 200
const mostOthers = 2_000

/** Two deals for the same thing, or for what nobody has said yet. */
const isAlike = (a: Deal, b: Deal): boolean => !a.product || !b.product || a.product === b.product

/**
 * Somebody begins a deal at a customer where another has one open for the same product: both hear of it, once, each on his own deal. The other one is named to whoever may read
 * it, so that nothing is told that is hidden. Deals that were found before yesterday came with an import.
 */
export const tellOfOthers = defineRound('sales.also-pursued', {
  async run(work) {
    const since = new Date(work.now.getTime() - recentMinutes * 60_000).toISOString()
    const open = { outcome: 'open', account: { empty: false } }
    const fresh = await work.find(
      opportunity,
      { ...open, createdAt: { gte: since }, foundOn: { gte: addDays(work.today, -1) } },
      { limit: mostNew, sort: ['-createdAt'] },
    )
    if (fresh.length === 0) return
    const customers = [...new Set(fresh.flatMap((deal) => deal.account ?? []))]
    const others = await work.find(opportunity, { ...open, account: { in: customers } }, { limit: mostOthers, sort: ['-createdAt'] })
    const names = new Map((await work.find(account, { id: { in: customers } }, { limit: mostNew })).map(({ id, name }) => [id, name]))
    for (const deal of fresh)
      for (const other of others) {
        if (other.account !== deal.account || other.owner === deal.owner || !isAlike(deal, other)) continue
        const customer = names.get(deal.account!) ?? ''
        await tell(work, deal, { other, customer })
        await tell(work, other, { other: deal, customer })
      }
  },
})

async function tell(work: Work, own: Deal, { other, customer }: Readonly<{ other: Deal; customer: string }>): Promise<void> {
  if (!own.owner) return
  const isOpen = (await work.readableBy(own.owner, opportunity, [other.id])).has(other.id)
  const values = { customer, ...(isOpen ? { deal: ` (${other.name})` } : {}) }
  work.tell(alsoPursued, [{ person: own.owner, record: own.id, values, once: `also ${own.id} ${other.id}` }])
}
