import { defineRound, type Work } from '#kernel'
import { addDays } from '#kernel/model'
import { opportunity } from '#objects/sales'
import { lookAtDeals, noteDeals } from './deals.ts'
import { ended, ending } from './notices.ts'
import { dealRegistration } from './objects/index.ts'
import { registerRows } from './register-rows.ts'
import { ruleInForce } from './taken.ts'

const portion = 1_000

const agoMs = 3_600_000

/** Deals that an import brought in say what a registration says of them, and end the one of whoever began them, as typed ones do at once. */
async function noteImported(work: Work): Promise<void> {
  const since = new Date(work.now.getTime() - agoMs).toISOString()
  const fresh = { createdAt: { gte: since }, outcome: 'open', account: { empty: false }, registeredUntil: { empty: true } }
  const isAsked = (await work.count(dealRegistration, { state: { in: ['requested', 'protected'] } }, { most: 1 })) > 0
  const deals = isAsked ? await work.find(opportunity, fresh, { limit: portion, sort: ['-createdAt', 'id'] }) : []
  const looked = await lookAtDeals(work, deals, { earlierOnly: true })
  if (looked) await noteDeals(work, deals, looked)
}

/** What was imported is registered; the day after its last one a registration has ended; some days before its owner hears of it. */
export const endRegistrations = defineRound('registrations.end', {
  async run(work) {
    const imported = await work.find(
      dealRegistration,
      { state: 'requested', customerKey: { empty: true } },
      { limit: portion, sort: ['createdAt', 'id'] },
    )
    await registerRows(work, { rows: imported, isNew: () => true, whenTaken: async () => {} })
    await noteImported(work)
    const over = await work.find(
      dealRegistration,
      { state: { in: ['protected', 'requested'] }, protectedUntil: { lt: work.today } },
      { limit: portion, sort: ['protectedUntil'] },
    )
    if (over.length > 0)
      await work.changeMany(
        dealRegistration,
        over.map(({ id }) => ({ id, state: 'expired' as const })),
      )
    work.tell(
      ended,
      over.flatMap(({ id, owner }) => (owner ? [{ person: owner, record: id }] : [])),
    )
    const { noticeDays } = await ruleInForce(work)
    const near = await work.find(
      dealRegistration,
      { state: 'protected', protectedUntil: { lte: addDays(work.today, noticeDays) }, owner: { empty: false } },
      { limit: portion, sort: ['protectedUntil'] },
    )
    work.tell(
      ending,
      near.map(({ id, owner, protectedUntil }) => ({ person: owner!, record: id, once: protectedUntil! })),
    )
  },
})
