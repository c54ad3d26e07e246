import { type Engine, type NewRow, type Session, system, type Work } from '#kernel'
import { addDays } from '#kernel/model'
import { campaign, campaignMember } from '#modules/campaigns'
import { contact, lead } from '#modules/customers'
import { webForm } from '#modules/forms'
import { dealContact, opportunity } from '#modules/sales'
import type { Scene } from '../scene.ts'
import type { Both } from '../tongue.ts'

const asked = 90
const dealsMet = 120
const answers: readonly Both[] = [
  ['想看同行案例', 'Wants to see a reference of the trade'],
  ['请发报价区间', 'Asks for a range of prices'],
  ['下个月再联系', 'Call again next month'],
]
const roles = ['decides', 'recommends', 'influences', 'uses', 'signs'] as const

/** A form on the site, a webinar that is over and a fair that is being prepared, and who has a say in the deals under way. `session` is an administrator's. */
export async function goToMarket(engine: Engine, session: Session, scene: Scene, { now }: Readonly<{ now: Date }>): Promise<void> {
  await engine.work(session, { via: 'import', cause: 'demo', now }, async (work) => {
    const { tongue } = scene
    await work.create(webForm, [
      {
        name: tongue.say('官网咨询', 'Inquiry on our site'),
        heading: tongue.say('仓储物流数字化，先聊聊', 'Your warehouse, digital: talk to us'),
        thanks: tongue.say('谢谢，我们会在一个工作日内联系您。', 'Thank you. We call back within one working day.'),
      },
    ])
    await hold(work.as(system('demo')), scene)
    await meetPeople(work.as(system('demo')), scene)
  })
}

async function hold(kernel: Work, { tongue, random }: Scene): Promise<void> {
  const { today } = kernel
  const [webinar, fair] = await kernel.create(campaign, [
    {
      name: tongue.say('智能仓储线上研讨会', 'Webinar: smart storage'),
      kind: 'webinar',
      state: 'ended',
      startsOn: addDays(today, -40),
      endsOn: addDays(today, -40),
      budget: 12_000,
      cost: 9_800,
      utm: 'webinar-storage',
      goal: tongue.say('邀请 90 家，到会 30 家', 'Ninety invited, thirty come'),
    },
    {
      name: tongue.say('物流装备展', 'Fair of logistics'),
      kind: 'fair',
      state: 'running',
      startsOn: addDays(today, -5),
      endsOn: addDays(today, 20),
      budget: 80_000,
      cost: 26_500,
      utm: 'fair-logistics',
      steps: [
        { afterDays: 7, kind: 'call', subject: tongue.say('电话确认是否到展', 'Ask whether they come') },
        { afterDays: 14, kind: 'mail', subject: tongue.say('发展位图和预约链接', 'Send the map and a link for an appointment') },
      ],
    },
  ])
  const people = await kernel.find(
    lead,
    { status: { in: ['new', 'working'] }, owner: { empty: false } },
    { limit: 2 * asked, sort: ['-createdAt', 'id'] },
  )
  const member = (of: NonNullable<typeof webinar>, i: number): NewRow<typeof campaignMember> => {
    const isOver = of.id === webinar!.id
    const one = people[i]!
    const state = random.weighted([
      ['invited', 4],
      ['answered', 3],
      ['attended', isOver ? 3 : 0],
    ] as const)
    const invitedOn = addDays(today, isOver ? -50 : -4)
    return {
      subject: of.name,
      campaign: of.id,
      lead: one.id,
      owner: one.owner,
      invitedOn,
      state,
      ...(state === 'invited'
        ? { nextStepOn: isOver ? null : addDays(invitedOn, 7) }
        : { answeredAt: `${addDays(invitedOn, 2)}T02:30:00Z`, answer: tongue.say(...random.pick(answers)) }),
    }
  }
  const rows = people.map((_, i) => member(i < asked ? webinar! : fair!, i))
  await kernel.create(campaignMember, rows)
}

/** Of the deals that are furthest on it is known who decides and how he stands. */
async function meetPeople(kernel: Work, { random }: Scene): Promise<void> {
  const deals = await kernel.find(
    opportunity,
    { outcome: 'open', stage: { in: ['solution', 'tender', 'negotiation', 'signing'] }, account: { empty: false } },
    { limit: dealsMet, sort: ['-createdAt', 'id'] },
  )
  const customers = deals.flatMap((deal) => deal.account ?? [])
  const people = await kernel.find(contact, { account: { in: [...new Set(customers)] } }, { limit: 1_000, sort: ['id'] })
  const byCustomer = Map.groupBy(people, (one) => one.account)
  await kernel.create(
    dealContact,
    deals.flatMap((deal) => {
      const known = (byCustomer.get(deal.account) ?? []).slice(0, 3)
      return known.map((one, i) => ({
        opportunity: deal.id,
        contact: one.id,
        role: i === 0 ? ('decides' as const) : random.pick(roles.slice(1)),
        stance: random.pick(['supports', 'supports', 'neutral', 'opposes'] as const),
      }))
    }),
  )
}
