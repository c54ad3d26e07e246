import type { Engine, Id, NewRow, Session } from '#kernel'
import { member } from '#kernel/model'
import { activate, approve, commissionPlan, commissionStatement, countMonth, lock } from '#modules/commissions'
import { expense, expenseKind } from '#modules/expenses'
import { opportunity } from '#modules/sales'
import type { Scene } from './scene.ts'

type Span = Readonly<{ startedAt: Date; now: Date }>

const dayMs = 86_400_000
const months = 6
const expensesInAll = 200
const largest = 10_000

/** What people are paid by what they bring in, and what they spend for it: a plan, statements of the last six months, the last one still to be approved, and expenses. */
export async function payPeople(engine: Engine, session: Session, scene: Scene, span: Span): Promise<void> {
  await spendMoney(engine, session, scene, span)
  await shareDeals(engine, session, scene, span)
  await payCommission(engine, session, scene, span)
}

/** `back` months before that of `now`, on that day. */
const dayIn = (now: Date, back: number, day: number): Date => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, day, 2))

async function payCommission(engine: Engine, session: Session, scene: Scene, { now }: Span): Promise<void> {
  const { tongue } = scene
  const [finance] = await engine.work(session, { via: 'command', cause: 'demo', now }, (work) =>
    work.find(member, { roles: { contains: 'finance' } }, { limit: 1 }),
  )
  if (!finance) return
  const money: Session = { workspace: session.workspace, actor: await engine.actorOf(session.workspace, finance.id) }
  const begins = dayIn(now, months, 1)
  const plan = await engine.work(money, { via: 'web', now: begins }, async (work) => {
    const [made] = await work.create(commissionPlan, [
      {
        name: tongue.say('回款提成方案', 'Commission on money received'),
        measure: 'received',
        way: 'marginal',
        startsOn: begins.toISOString().slice(0, 10),
        tiers: [
          { from: 0, rate: 1.5 },
          { from: 200_000, rate: 2 },
          { from: 600_000, rate: 2.5 },
        ],
        cap: 60_000,
        seats: [{ role: 'rep' }, { role: 'manager' }, { role: 'administrator' }],
      },
    ])
    await work.call(activate, { commissionPlan: made!.id })
    return made!.id
  })
  for (let back = months; back >= 1; back--) {
    const month = dayIn(now, back, 1).toISOString().slice(0, 7)
    // The last month may have ended only yesterday.
    const closing = new Date(Math.min(now.getTime(), dayIn(now, back - 1, 3).getTime()))
    await engine.work(money, { via: 'web', now: closing }, (work) =>
      work.call(countMonth, { commissionPlan: plan, month, andClose: true, evenIfUnconfirmed: true }),
    )
    if (back === 1) continue
    await engine.work(money, { via: 'web', now: new Date(Math.min(now.getTime(), closing.getTime() + 2 * dayMs)) }, async (work) => {
      for (const { id } of await work.find(commissionStatement, { month, status: 'calculated' }, { limit: largest })) {
        await work.call(approve, { commissionStatement: id })
        await work.call(lock, { commissionStatement: id })
      }
    })
  }
  await engine.work(money, { via: 'web', now }, (work) =>
    work.call(countMonth, { commissionPlan: plan, month: now.toISOString().slice(0, 7) }),
  )
}

/** Some deals under way have two who share them. */
async function shareDeals(engine: Engine, session: Session, scene: Scene, { now }: Span): Promise<void> {
  await engine.work(session, { via: 'web', now }, async (work) => {
    const deals = await work.find(opportunity, { outcome: 'open', amount: { gt: 100_000 } }, { limit: 12, sort: ['-createdAt', 'id'] })
    const people = [...new Set(deals.flatMap(({ owner }) => owner ?? []))]
    for (const [i, deal] of deals.entries()) {
      const other = people[(people.indexOf(deal.owner!) + 1) % people.length]!
      if (!deal.owner || other === deal.owner) continue
      const share = scene.random.pick([50, 60, 70])
      const splits = [
        { person: deal.owner, share },
        { person: other, share: 100 - share },
        ...(i % 4 === 0 ? [{ person: people[(i + 2) % people.length]!, share: 10, kind: 'overlay' as const }] : []),
      ]
      await work.change(opportunity, deal.id, { splits })
    }
  })
}

const limits = { hotel: 600, meal: 1_500, gift: 500 } as const

async function spendMoney(engine: Engine, session: Session, scene: Scene, { startedAt, now }: Span): Promise<void> {
  const { random, tongue } = scene
  await engine.work(session, { via: 'import', cause: tongue.say('费用台账.xlsx', 'expenses.xlsx'), now }, async (work) => {
    const kinds = await work.find(expenseKind, {}, { limit: 100 })
    await work.changeMany(
      expenseKind,
      kinds.flatMap(({ id, key }) => (key in limits ? [{ id, limit: limits[key as keyof typeof limits] }] : [])),
    )
    const deals = await work.find(opportunity, { account: { empty: false } }, { limit: 400, sort: ['-createdAt', 'id'] })
    const rows = Array.from({ length: expensesInAll }, () => spent(scene, { deal: random.pick(deals), startedAt, now }))
    await work.create(expense, rows)
  })
}

type About = Readonly<{ id: Id<'opportunity'>; name: string; account: Id<'account'> | null; owner: Id<'member'> | null }>

/** One expense: older ones are paid, newer ones on their way. */
function spent({ random, tongue, dayOf }: Scene, { deal, startedAt, now }: Span & { deal: About }): NewRow<typeof expense> {
  const daysAgo = random.int(0, Math.floor((now.getTime() - startedAt.getTime()) / dayMs) - 5)
  const [kind, chinese, english, sum] = random.weighted([
    [['travel', '往返高铁', 'Train', random.int(150, 1_800)] as const, 5],
    [['hotel', '出差住宿', 'Hotel', random.int(280, 760)] as const, 4],
    [['meal', '客户招待', 'Dinner with the customer', random.int(180, 1_900)] as const, 5],
    [['communication', '客户回访沟通', 'Calls with the customer', random.int(30, 300)] as const, 3],
    [['sample', '样机运费', 'Freight of a sample', random.int(60, 900)] as const, 2],
  ])
  const status =
    daysAgo > 40
      ? 'paid'
      : random.weighted([
          ['draft', 1],
          ['inApproval', 3],
          ['approved', 3],
          ['rejected', 0.5],
        ] as const)
  const isGeneral = random.chance(0.05)
  return {
    purpose: tongue.say(chinese, english),
    kind,
    side: kind === 'communication' ? 'serving' : 'winning',
    status,
    spentOn: dayOf(now, -daysAgo),
    amount: sum,
    tax: Math.round(sum * 0.06 * 100) / 100,
    receiptNumber: `${random.int(10_000_000, 99_999_999)}`,
    owner: deal.owner,
    ...(isGeneral ? { isGeneral } : { account: deal.account, opportunity: deal.id }),
  }
}
