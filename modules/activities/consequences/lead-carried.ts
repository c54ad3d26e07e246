import { defineConsequence, system } from '#kernel'
import { lead } from '#objects/customers'
import { followUp, task } from '../objects/index.ts'

const most = 10_000

/** What was said and planned with a lead stands with the customer that it became, too. */
export const leadCarried = defineConsequence(lead, {
  reads: ['status', 'account'],
  async run(work, written) {
    const became = new Map(
      written.flatMap(({ row, before }) =>
        before && row.account && row.status === 'qualified' ? [[String(row.id), row.account] as const] : [],
      ),
    )
    if (became.size === 0) return
    const kernel = work.as(system('a lead became a customer'))
    const filter = { lead: { in: [...became.keys()] }, account: { empty: true } }
    for (const object of [followUp, task] as const) {
      const rows = await kernel.find(object, filter, { limit: most, sort: ['id'] })
      if (rows.length > 0)
        await kernel.changeMany(
          object,
          rows.map(({ id, lead: of }) => ({ id, account: became.get(String(of))! })),
        )
    }
  },
})
