import { type Engine, type Session, system } from '#kernel'
import { product } from '#modules/catalog'
import { account } from '#modules/customers'
import { warehouse } from '#modules/orders'
import { activityPlan } from '#modules/plans'
import { arrival } from '#modules/supply'
import { visit } from '#modules/visits'
import type { Scene } from '../scene.ts'
import type { Both } from '../tongue.ts'

type Step = Readonly<{ subject: Both; kind: 'todo' | 'call' | 'visit' | 'mail'; afterDays: number; who?: 'head' }>
type Plan = Readonly<{
  name: Both
  about: 'opportunity' | 'lead'
  begins: 'stage' | 'assigned'
  stage?: 'solution' | 'signing'
  steps: readonly Step[]
}>

const dayMs = 86_400_000
const hourMs = 3_600_000
const mostVisits = 90
const goods = 6

const plans: readonly Plan[] = [
  {
    name: ['新线索三步', 'Three steps for a new lead'],
    about: 'lead',
    begins: 'assigned',
    steps: [
      { subject: ['首次电话', 'First call'], kind: 'call', afterDays: 0 },
      { subject: ['发资料和案例', 'Send material and a reference'], kind: 'mail', afterDays: 2 },
      { subject: ['约见面', 'Ask for a meeting'], kind: 'call', afterDays: 5 },
    ],
  },
  {
    name: ['方案阶段', 'While the offer is made'],
    about: 'opportunity',
    begins: 'stage',
    stage: 'solution',
    steps: [
      { subject: ['现场看流程并拍照', 'Look at the site and take photos'], kind: 'visit', afterDays: 2 },
      { subject: ['给决策人一页摘要', 'One page for the decider'], kind: 'todo', afterDays: 5 },
      { subject: ['主管过方案', 'Go through the offer with the head'], kind: 'todo', afterDays: 7, who: 'head' },
    ],
  },
  {
    name: ['签约前清单', 'Before signing'],
    about: 'opportunity',
    begins: 'stage',
    stage: 'signing',
    steps: [
      { subject: ['核对主体、税号和账户', 'Check title, tax number and account'], kind: 'todo', afterDays: 1 },
      { subject: ['确认盖章人和日期', 'Who has the seal, and when?'], kind: 'call', afterDays: 2 },
    ],
  },
]

const purposes: readonly Both[] = [
  ['看现场流程', 'Look at their process'],
  ['演示系统', 'Show the system'],
  ['回访使用情况', 'See how they use it'],
  ['谈合同条款', 'Talk about the contract'],
]
const results: readonly Both[] = [
  ['需求清楚，下周给方案。', 'The need is clear, an offer follows next week.'],
  ['使用顺利，想加两个库区。', 'They are content and want two more zones.'],
  ['领导临时有事，只见到主管。', 'The boss was called away, met the head only.'],
]

/** Plans of activities that begin from now on, visits made and planned, and goods that are to come. `session` is an administrator's. */
export async function goOut(engine: Engine, session: Session, scene: Scene, { now }: Readonly<{ now: Date }>): Promise<void> {
  const { tongue, random } = scene
  await engine.work(session, { via: 'job', cause: 'demo', now }, async (work) => {
    const kernel = work.as(system('demo'))
    await work.create(
      activityPlan,
      plans.map(({ name, steps, ...plan }) => ({
        ...plan,
        name: tongue.say(...name),
        steps: steps.map(({ subject, ...step }) => ({ ...step, subject: tongue.say(...subject) })),
      })) as never,
    )
    const customers = await kernel.find(account, { owner: { empty: false } }, { limit: mostVisits, sort: ['-updatedAt', 'id'] })
    await kernel.add(
      visit,
      customers.map((one, i) => {
        const day = random.int(-30, 6)
        const at = new Date(Math.floor(now.getTime() / dayMs + day) * dayMs + random.int(1, 9) * hourMs)
        const base = {
          subject: tongue.say(...purposes[i % purposes.length]!),
          account: one.id,
          owner: one.owner,
          plannedFor: at.toISOString(),
        }
        if (day >= 0 || random.chance(0.12)) return base
        const minutes = random.int(25, 110)
        const place = random.chance(0.85) ? 'at' : random.chance(0.5) ? 'near' : 'far'
        return {
          ...base,
          state: 'done',
          arrivedAt: at.toISOString(),
          leftAt: new Date(at.getTime() + minutes * 60_000).toISOString(),
          minutes,
          place,
          distance: { at: 60, near: 900, far: 6_400 }[place],
          result: tongue.say(...random.pick(results)),
          outcome: random.pick(['interested', 'interested', 'undecided']),
        }
      }) as never,
    )
    const [place] = await kernel.find(warehouse, {}, { limit: 1, sort: ['createdAt'] })
    const stocked = await kernel.find(product, { isStocked: true } as never, { limit: goods, sort: ['createdAt'] })
    if (place && stocked.length > 0)
      await work.create(
        arrival,
        stocked.map((one, i) => ({
          product: one.id,
          warehouse: place.id,
          quantity: random.int(2, 12) * 5,
          expectedOn: new Date(now.getTime() + (i * 4 - 3) * dayMs).toISOString().slice(0, 10),
          isConfirmed: i % 2 === 0,
          source: i % 3 === 0 ? ('production' as const) : ('purchase' as const),
        })),
      )
  })
}
