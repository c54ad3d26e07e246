import { type Engine, type Session, system } from '#kernel'
import { addDays, share } from '#kernel/model'
import { account, lead } from '#modules/customers'
import { pool, poolRule } from '#modules/pools'
import type { Scene } from '../scene.ts'
import type { Both } from '../tongue.ts'

const customersGiven = 80
const leadsGiven = 60
const notes: readonly Both[] = [
  ['半年内没有项目', 'No project within half a year'],
  ['多次联系不上', 'Could not be reached'],
  ['采购负责人已离职', 'The buyer has left'],
]

/**
 * Pools of customers and of leads that reps may claim from, with what lies in them, and the rules by which more comes. Nothing is taken in the first week: a rule
 * warns before it takes. `session` is an administrator's.
 */
export async function openPools(engine: Engine, session: Session, scene: Scene, { now }: Readonly<{ now: Date }>): Promise<void> {
  const { tongue, random } = scene
  await engine.work(session, { via: 'command', cause: 'demo', now }, async (work) => {
    const kernel = work.as(system('demo'))
    const limits = { perDay: 5, perWeek: 20, mostHeld: 500, coolingDays: 30 }
    const [ofCustomers, ofLeads] = await work.create(pool, [
      { name: tongue.say('客户公海', 'Open customers'), kind: 'account', isDefault: true, ...limits },
      { name: tongue.say('线索公海', 'Open leads'), kind: 'lead', isDefault: true, ...limits, perDay: 10, perWeek: 50 },
    ])
    await work.create(
      share,
      [ofCustomers!, ofLeads!].flatMap(({ id }) =>
        (['rep', 'manager'] as const).map((grantee) => ({ object: 'pool', record: id, granteeKind: 'role' as const, grantee })),
      ),
    )
    await work.create(poolRule, [
      { name: tongue.say('半年未跟进', 'Half a year without a follow-up'), pool: ofCustomers!.id, clock: 'lastFollowUpAt', days: 180 },
      { name: tongue.say('30 天未跟进', 'Thirty days without a follow-up'), pool: ofLeads!.id, days: 30 },
    ])
    const before = addDays(work.today, -120)
    const [customers, leads] = [
      await kernel.find(
        account,
        {
          stage: 'presales',
          owner: { empty: false },
          lastFollowUpAt: { lt: before },
          opportunities: { none: { outcome: { in: ['open', 'won'] } } },
        } as never,
        { limit: customersGiven, sort: ['id'] },
      ),
      await kernel.find(lead, { status: 'new', owner: { empty: false }, createdAt: { lt: before } } as never, {
        limit: leadsGiven,
        sort: ['id'],
      }),
    ]
    const given = (into: string) => ({
      owner: null,
      pool: into,
      poolReason: random.pick(['noIntent', 'weakIntent', 'notReached', 'wrongTarget'] as const),
      poolNote: tongue.say(...random.pick(notes)),
    })
    await kernel.changeMany(account, customers.map(({ id }) => ({ id, ...given(ofCustomers!.id) })) as never)
    await kernel.changeMany(lead, leads.map(({ id }) => ({ id, ...given(ofLeads!.id) })) as never)
  })
}
