import { type Engine, type Session, system } from '#kernel'
import { member } from '#kernel/model'
import { policy, policyReading, publish, tip, tipReply, tipVote } from '#modules/playbook'
import { competitor } from '#modules/sales'
import type { Scene } from '../scene.ts'
import type { Both } from '../tongue.ts'

type Skill = 'prospecting' | 'needs' | 'presenting' | 'objections' | 'negotiating' | 'closing'
type Stage = 'contact' | 'analysis' | 'solution' | 'tender' | 'negotiation' | 'signing'
type Told = Readonly<{ title: Both; content: Both; skill: Skill; stage: Stage; isRecommended?: true; answer?: Both }>

const dayMs = 86_400_000
const daysBefore = (now: Date, days: number): string => new Date(now.getTime() - days * dayMs).toISOString().slice(0, 10)

const policies: readonly Readonly<{ title: Both; content: Both; kind: 'policy' | 'prices' | 'training'; days: number; read: number }>[] = [
  {
    title: ['四季度折扣权限', 'Discounts in the fourth quarter'],
    content: [
      '一、单笔合同折扣不超过一成由销售负责人批准，超过一成由总经理批准。\n二、以折扣换付款条件：一次付清可多给两个点。\n三、硬件不单独打折，随软件一起报价。',
      '1. Up to ten per cent is approved by the sales head, more by the managing director.\n2. Discount is given for terms of payment: two points more for payment in full.\n3. Hardware is not discounted alone, only together with software.',
    ],
    kind: 'policy',
    days: 30,
    read: 0.9,
  },
  {
    title: ['手持终端明年一月起调价', 'Handhelds cost more from January'],
    content: [
      '供应商提价，手持终端自一月一日起上调百分之五。十二月二十日前签约的按现价执行。',
      'Our supplier raises prices: handhelds cost five per cent more from 1 January. Contracts signed by 20 December keep the present price.',
    ],
    kind: 'prices',
    days: 6,
    read: 0.6,
  },
]

const tips: readonly Told[] = [
  {
    title: ['先问谁会反对', 'Ask first who is against it'],
    content: [
      '需求会上问一句：“这件事做成了，谁的工作会变？”反对的人往往就是他。会后单独拜访，把他的顾虑写进方案。',
      'Ask in the meeting whose work will change. Whoever is against it is mostly that person. Visit him alone and put his worries into the offer.',
    ],
    skill: 'needs',
    stage: 'analysis',
    isRecommended: true,
    answer: ['上个月在一家物流公司试过，很灵。', 'Tried it with a carrier last month, and it worked.'],
  },
  {
    title: ['价格贵的三步回答', 'Three steps when we are too expensive'],
    content: [
      '一问：和谁比？二算：把三年人工和差错一起算。三换：降价可以，拿付款或案例来换。',
      'Ask: compared with whom? Count: three years of labour and errors. Trade: a lower price, for payment or a reference.',
    ],
    skill: 'objections',
    stage: 'negotiation',
    isRecommended: true,
  },
  {
    title: ['方案先给决策人看一页', 'One page for the decider first'],
    content: [
      '一页纸：现状、损失、做法、回报。得到点头再写全文，省下一半返工。',
      'State, loss, way, return on one page. Write the rest after a nod and save half of the rework.',
    ],
    skill: 'presenting',
    stage: 'solution',
  },
  {
    title: ['标书里要有现场照片', 'Photos of the site belong into a bid'],
    content: [
      '评委翻标书很快。放三张客户现场的照片和对应的改法，分数明显高。',
      'Judges turn pages fast. Three photos of their own site with what we would change there score.',
    ],
    skill: 'presenting',
    stage: 'tender',
  },
  {
    title: ['签约前一天的清单', 'The list of the day before signing'],
    content: [
      '核对主体名称、税号、收款账户、交付日期、盖章人是否在。当天不再谈价。',
      'Title, tax number, account, dates of delivery, and is the one with the seal there? No talk of prices on that day.',
    ],
    skill: 'closing',
    stage: 'signing',
    isRecommended: true,
  },
  {
    title: ['电话开场的第一句', 'The first sentence on the phone'],
    content: [
      '不要自我介绍开场，先说一件对方行业本周发生的事，再说来意。',
      'Do not begin with who you are. Begin with what happened in their trade this week.',
    ],
    skill: 'prospecting',
    stage: 'contact',
    answer: ['需要每周准备一条新闻，值得。', 'Takes a piece of news each week, and is worth it.'],
  },
]

/** Policies that are read by most, and what colleagues have learned, pinned to where it helps. `session` is an administrator's. */
export async function teach(engine: Engine, session: Session, scene: Scene, { now }: Readonly<{ now: Date }>): Promise<void> {
  const { tongue, random } = scene
  await engine.work(session, { via: 'job', cause: 'demo', now }, async (work) => {
    const kernel = work.as(system('demo'))
    const sellers = { active: true, or: [{ roles: { contains: 'rep' } }, { roles: { contains: 'manager' } }] }
    const everybody = await kernel.find(member, sellers, { limit: 1_000, sort: ['createdAt'] })
    const people = everybody.map(({ id }) => id)
    const names = new Map(everybody.map(({ id, name }) => [String(id), name]))
    const heads = everybody.filter(({ roles }) => (roles as readonly string[]).includes('manager'))
    for (const { title, content, kind, days, read } of policies) {
      const [made] = await work.create(policy, [
        {
          title: tongue.say(...title),
          content: tongue.say(...content),
          kind,
          validFrom: daysBefore(now, days),
          readBy: daysBefore(now, days - 7),
          forRoles: ['rep', 'manager'],
          owner: heads[0]!.id,
        },
      ])
      await work.call(publish, { policy: made!.id })
      const readings = await kernel.find(policyReading, { policy: made!.id }, { limit: 1_000, sort: ['id'] })
      await kernel.changeMany(
        policyReading,
        readings
          .filter(() => random.chance(read))
          .map(({ id }) => ({ id, readAt: new Date(now.getTime() - random.int(1, days) * dayMs).toISOString() })),
      )
    }
    const [rival] = await kernel.find(competitor, {}, { limit: 1, sort: ['createdAt'] })
    const made = await kernel.create(
      tip,
      tips.map(({ title, content, skill, stage, isRecommended }, i) => ({
        title: tongue.say(...title),
        content: tongue.say(...content),
        skill,
        isRecommended: isRecommended ?? false,
        owner: random.pick(people),
        pins: [{ stage, competitor: i === 1 ? (rival?.id ?? null) : null }, ...(i === 1 ? [{ stage }] : [])],
      })) as never,
    )
    await kernel.add(
      tipVote,
      made.flatMap((one) =>
        people.filter((id) => id !== one.owner && random.chance(0.3)).map((owner) => ({ title: names.get(owner)!, tip: one.id, owner })),
      ),
    )
    await kernel.add(
      tipReply,
      made.flatMap((one, i) =>
        tips[i]!.answer
          ? [{ tip: one.id, content: tongue.say(...tips[i]!.answer!), owner: random.pick(people.filter((id) => id !== one.owner)) }]
          : [],
      ),
    )
  })
}
