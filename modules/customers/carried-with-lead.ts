import { type ConsequenceDef, defineConsequence, system } from '#kernel'
import type { AnyObject } from '#kernel/model'
import { lead } from './objects/index.ts'

const most = 10_000

/** What was said, planned and asked with a lead stands with the customer that it became, too: records of these objects that name the lead and no customer yet. */
export const carriedWithLead = (objects: readonly AnyObject[]): ConsequenceDef =>
  defineConsequence(lead, {
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
      for (const object of objects as readonly (typeof lead)[]) {
        const rows = await kernel.find(object, filter as never, { limit: most, sort: ['id'] })
        if (rows.length > 0)
          await kernel.changeMany(
            object,
            rows.map((row) => ({ id: row.id, account: became.get(String((row as unknown as { lead: string }).lead))! })),
          )
      }
    },
  })
