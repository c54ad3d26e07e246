import { defineConsequence, system } from '#kernel'
import { account, contact, lead } from '#objects/customers'

type Become = Readonly<{ account: string | null; contact: string | null; campaign: string | null; wantsNoMails: boolean | null }>
const most = 10_000

/** A customer came by the campaign of his lead, unless he was there by another; who wants no letters as a lead wants none as a contact. */
export const leadBecame = defineConsequence(lead, {
  reads: ['status', 'account', 'contact'],
  async run(work, written) {
    const became = written.flatMap(({ row, before }) => (before && row.status === 'qualified' ? [row as unknown as Become] : []))
    const [byCampaign, refusing] = [
      became.filter((row) => row.account && row.campaign),
      became.filter((row) => row.contact && row.wantsNoMails),
    ]
    const kernel = work.as(system('a lead became a customer'))
    if (byCampaign.length > 0) {
      const of = new Map(byCampaign.map((row) => [row.account!, row.campaign!]))
      const fresh = await kernel.find(account, { id: { in: [...of.keys()] }, campaign: { empty: true } } as never, { limit: most })
      await kernel.changeMany(account, fresh.map(({ id }) => ({ id, campaign: of.get(id) })) as never)
    }
    if (refusing.length > 0) await kernel.changeMany(contact, refusing.map((row) => ({ id: row.contact, wantsNoMails: true })) as never)
  },
})
