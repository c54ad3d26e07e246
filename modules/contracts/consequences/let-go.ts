import { defineConsequence, fail, system } from '#kernel'
import { addDays } from '#kernel/model'
import { account } from '#objects/customers'
import { expiryDays, keeping, openBusiness } from '../customer-stage.ts'
import { contract } from '../objects/index.ts'

const named = 3

/** Whoever lets a customer go by hand does it when the round would: nothing is open, and the last contract ended long enough ago. What is in the way is named. */
export const letGo = defineConsequence(account, {
  reads: ['stage'],
  async run(work, written) {
    const ids = written.flatMap(({ row, before }) =>
      before && row.stage === 'expired' && before.stage !== 'expired' ? [String(row.id)] : [],
    )
    if (ids.length === 0 || work.actor.kind === 'system') return
    const kernel = work.as(system('a customer is let go'))
    for (const { object, by, open } of openBusiness(work)) {
      const of = { name: object } as typeof contract
      const filter = { and: [{ [by]: { in: ids } }, open] }
      const [count] = [...(await kernel.countBy(of, by as 'account', filter as never)).values()]
      if (!count) continue
      // Of what lies out of reach not even the title is told.
      const seen = await work.find(of, filter as never, { limit: named })
      const title = work.catalog.objects[object]!.title
      fail('contracts.customer-busy', {
        want: object,
        count,
        titles: seen.map((row) => (row as unknown as Record<string, unknown>)[title]),
      })
    }
    const days = (await expiryDays(kernel)) ?? 0
    const [last] = await kernel.find(contract, { and: [{ account: { in: ids } }, keeping(work.today, days)] } as never, {
      limit: 1,
      sort: ['-endedOn'],
    })
    const endedOn = last?.endedOn ?? last?.endsOn
    if (endedOn) fail('contracts.ended-lately', { endedOn, days, from: addDays(endedOn, days) })
  },
})
