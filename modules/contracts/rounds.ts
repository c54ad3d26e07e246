import { defineRound, system } from '#kernel'
import { unitRound } from '#modules/catalog'
import { daysBefore } from '#modules/company'
import { account } from '#objects/customers'
import { daysLater } from './actions/plan.ts'
import { expiryDays, keeping, openBusiness, serveWaiting, sold } from './customer-stage.ts'
import { endsSoon } from './notices.ts'
import { contract, contractLine, planLine } from './objects/index.ts'

const portion = 1_000

/** Contracts that end within so many days and have no successor yet: their owners hear of it as often as is set, usually 90, 60 and 30 days before, and their superiors where a step says so. */
const endings = defineRound('contracts.endings', {
  async run(work) {
    for (const { days, beyond, tellsSuperior } of await daysBefore(work, 'contractEnds')) {
      const due = await work.find(
        contract,
        {
          status: 'running',
          isRenewable: true,
          endsOn: { gt: daysLater(work.today, beyond), lte: daysLater(work.today, days) },
          renewals: { none: {} },
          notRenewedReason: { empty: true },
        },
        { limit: portion, sort: ['endsOn'] },
      )
      const owned = due.filter(({ owner }) => owner)
      const above = tellsSuperior
        ? await work.superiorsOf([...new Set(owned.map(({ owner }) => owner as string))])
        : new Map<string, string>()
      work.tell(
        endsSoon,
        owned.flatMap(({ id, owner, endsOn }) =>
          [owner as string, ...(above.has(owner as string) ? [above.get(owner as string)!] : [])].map((person) => ({
            person,
            record: id,
            once: `${days} ${endsOn}`,
          })),
        ),
      )
    }
  },
})

/** Instalments brought in with a contract that runs: nothing follows from an import, so they come to life here. */
const revive = defineRound('contracts.revive-plan', {
  async run(work) {
    const asleep = await work.find(planLine, { isLive: false, 'contract.status': { in: ['running', 'finished', 'terminated'] } } as never, {
      limit: portion,
    })
    await work.changeMany(
      planLine,
      asleep.map(({ id }) => ({ id, isLive: true })),
    )
  },
})

/** Customers whose last contract ended long ago and with whom nothing is open: they are to be won back. */
const expire = defineRound('contracts.expire', {
  async run(work) {
    const days = await expiryDays(work)
    if (days === null) return
    const gone = await work.find(
      account,
      {
        stage: { in: ['execution', 'aftersales'] },
        and: [
          { contracts: { some: { ...sold, status: { in: ['finished', 'terminated'] } } } },
          { contracts: { none: keeping(work.today, days) } },
          ...openBusiness(work).map(({ name, open }) => ({ [name]: { none: open } })),
        ],
      } as never,
      { limit: portion },
    )
    await work.as(system('the last contract ended long ago')).changeMany(
      account,
      gone.map(({ id }) => ({ id, stage: 'expired' as const })),
    )
  },
})

/** Contracts that came in by an import are caught up with. */
const catchUp = defineRound('contracts.serve', {
  async run(work) {
    await serveWaiting(work)
  },
})

export const rounds = [endings, revive, expire, catchUp, unitRound('contracts.units', contractLine)]
