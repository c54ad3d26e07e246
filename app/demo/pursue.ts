import { type Engine, type Session, system, type Work } from '#kernel'
import { dealEvaluation, dealTrial, evaluationRule } from '#modules/pursuits'
import { competitor, dealRival, opportunity } from '#modules/sales'
import { tender } from '#modules/tenders'
import { amountOf } from '#objects/catalog'
import type { Scene } from './scene.ts'
import type { Both } from './tongue.ts'

type Rival = Readonly<{
  name: Both
  priceLevel: 'lower' | 'same' | 'higher'
  products: Both
  strengths: Both
  weaknesses: Both
  share: number
}>
type Deals = Awaited<ReturnType<typeof dealsOf>>

const rivals: readonly Rival[] = [
  {
    name: ['海拓软件', 'Haituo Software'],
    priceLevel: 'lower',
    products: ['仓储管理软件', 'Warehouse software'],
    strengths: ['价格低，上线快', 'Low price, quick start'],
    weaknesses: ['定制能力弱，售后人手少', 'Little customising, few people in service'],
    share: 5,
  },
  {
    name: ['中科智仓', 'Zhongke Smart Storage'],
    priceLevel: 'higher',
    products: ['智能仓储整体方案', 'Whole warehouse solutions'],
    strengths: ['大型案例多，品牌强', 'Large references, strong name'],
    weaknesses: ['价格高，决策慢', 'Expensive, slow to decide'],
    share: 4,
  },
  {
    name: ['联讯条码', 'Lianxun Barcode'],
    priceLevel: 'lower',
    products: ['手持终端与打印机', 'Handhelds and printers'],
    strengths: ['硬件现货充足', 'Hardware in stock'],
    weaknesses: ['没有自己的软件', 'No software of their own'],
    share: 3,
  },
  {
    name: ['北辰信息', 'Beichen Information'],
    priceLevel: 'same',
    products: ['供应链平台', 'Supply chain platform'],
    strengths: ['与财务系统对接成熟', 'Well tied to accounting systems'],
    weaknesses: ['实施周期长', 'Long to introduce'],
    share: 2,
  },
]
const most = 10_000
const share = 0.4

/** Who else was in the deals, what was put out to tender, tried out and evaluated in the last year. `session` is an administrator's. */
export async function pursueDeals(engine: Engine, session: Session, scene: Scene, { now }: Readonly<{ now: Date }>): Promise<void> {
  await engine.work(session, { via: 'import', cause: 'demo', now }, async (work) => {
    const { tongue } = scene
    const made = await work.create(
      competitor,
      rivals.map(({ name, priceLevel, products, strengths, weaknesses }) => ({
        name: tongue.say(...name),
        priceLevel,
        products: tongue.say(...products),
        strengths: tongue.say(...strengths),
        weaknesses: tongue.say(...weaknesses),
      })),
    )
    const known = made.map(({ id }, i) => [id, rivals[i]!.share] as const)
    const deals = await dealsOf(work)
    await meetRivals(work, scene, { deals, known })
    await bidFor(work, scene, { deals, known, now })
    await tryOut(work, scene, { deals, now })
    await evaluate(work, scene, { deals, now })
  })
}

const dealsOf = async (work: Work) =>
  (await work.find(opportunity, { account: { empty: false }, amount: { empty: false } }, { limit: most, sort: ['id'] })).filter(
    ({ owner }) => owner,
  )

type Known = readonly (readonly [NonNullable<Deals[number]['lostTo']>, number])[]

const resultOf = ({ random }: Scene, outcome: string) =>
  outcome === 'won'
    ? ('wonAgainst' as const)
    : outcome === 'lost'
      ? random.weighted([
          ['lostTo' as const, 7],
          ['lostBoth' as const, 3],
        ])
      : ('there' as const)

/** In two of five deals somebody else is there, cheaper or dearer than we are. */
async function meetRivals(work: Work, scene: Scene, { deals, known }: Readonly<{ deals: Deals; known: Known }>): Promise<void> {
  const { random } = scene
  const rows = deals
    .filter(() => random.chance(share))
    .map((deal) => ({
      opportunity: deal.id,
      competitor: random.weighted(known),
      price: random.chance(0.6) ? Math.round((amountOf(deal.amount) ?? 0) * (random.int(82, 115) / 100)) : null,
      position: random.pick(['ahead', 'level', 'behind'] as const),
      result: resultOf(scene, String(deal.outcome)),
    }))
  for (let at = 0; at < rows.length; at += 1_000) await work.create(dealRival, rows.slice(at, at + 1_000))
}

type Setting = Readonly<{ deals: Deals; now: Date }>

/** Some of the larger deals were put out to tender: some to be handed in soon, some decided, one deposit not yet back. */
async function bidFor(work: Work, scene: Scene, { deals, known, now }: Setting & Readonly<{ known: Known }>): Promise<void> {
  const { random, tongue } = scene
  const largest = deals.toSorted((a, b) => (amountOf(b.amount) ?? 0) - (amountOf(a.amount) ?? 0)).slice(0, 60)
  const rows = largest
    .filter(({ outcome }) => outcome !== 'void')
    .slice(0, 18)
    .map((deal, i) => {
      const ours = amountOf(deal.amount) ?? 0
      const state = deal.outcome === 'won' ? 'won' : deal.outcome === 'lost' ? 'lost' : i % 2 ? 'handedIn' : 'preparing'
      const handIn = state === 'preparing' ? random.int(2, 20) : -random.int(5, 60)
      const isOver = state === 'won' || state === 'lost'
      const theirs = { competitor: random.weighted(known), price: Math.round(ours * 0.94), isWinner: state === 'lost' }
      return {
        name: tongue.say(`${deal.name} 招标`, `${deal.name} (tender)`).slice(0, 200),
        number: `ZB-${now.getFullYear()}-${String(i + 1).padStart(3, '0')}`,
        account: deal.account!,
        opportunity: deal.id,
        owner: deal.owner,
        budget: Math.round(ours * 1.1),
        ourPrice: ours,
        questionsBy: scene.dayOf(now, handIn - 7),
        handInBy: scene.dayOf(now, handIn),
        openingOn: scene.dayOf(now, handIn + 3),
        state: state as 'won',
        handedInOn: state === 'preparing' ? null : scene.dayOf(now, handIn - 1),
        decidedOn: isOver ? scene.dayOf(now, handIn + 4) : null,
        deposit: Math.round(ours * 0.02),
        depositPaidOn: scene.dayOf(now, handIn - 10),
        depositDueOn: scene.dayOf(now, handIn + 34),
        depositBackOn: isOver && i % 3 ? scene.dayOf(now, Math.min(0, handIn + 30)) : null,
        bids: state === 'preparing' ? [] : [{ isOurs: true, price: ours, isWinner: state === 'won' }, ...(isOver ? [theirs] : [])],
      }
    })
  await work.as(system('the demo company')).create(tender, rows)
}

/** What lies at customers to be tried, some of it longer than agreed. */
async function tryOut(work: Work, scene: Scene, { deals, now }: Setting): Promise<void> {
  const { random, tongue } = scene
  const open = deals.filter(({ outcome }) => outcome === 'open')
  const rows = random
    .shuffled(open)
    .slice(0, 24)
    .map((deal, i) => ({
      name: tongue.say('手持终端样机', 'Handheld on trial'),
      opportunity: deal.id,
      product: deal.product,
      owner: deal.owner,
      quantity: random.int(1, 5),
      beginsOn: scene.dayOf(now, -40 - i),
      until: scene.dayOf(now, random.int(-10, 25)),
      state: i % 4 === 3 ? random.pick(['back', 'bought'] as const) : ('out' as const),
    }))
  await work.as(system('the demo company')).create(dealTrial, rows)
}

/** From a million on a deal is evaluated before it goes on. */
async function evaluate(work: Work, scene: Scene, { deals, now }: Setting): Promise<void> {
  const { random, tongue } = scene
  const open = deals.filter(({ outcome }) => outcome === 'open').toSorted((a, b) => (amountOf(b.amount) ?? 0) - (amountOf(a.amount) ?? 0))
  const points = () => random.int(2, 5)
  const rows = open.slice(0, 14).map((deal, i) => ({
    name: tongue.say(`${deal.name} 立项评估`, `Evaluation of ${deal.name}`).slice(0, 200),
    opportunity: deal.id,
    owner: deal.owner,
    need: points(),
    budget: points(),
    deciders: points(),
    competition: points(),
    capability: points(),
    effort: Math.round((amountOf(deal.amount) ?? 0) * 0.03),
    team: [{ person: deal.owner!, role: tongue.say('销售负责人', 'Sales lead') }],
    ...(i % 4 === 3 ? {} : { state: 'approved' as const, decidedOn: scene.dayOf(now, -i) }),
  }))
  await work.as(system('the demo company')).create(dealEvaluation, rows)
  const [rule] = await work.find(evaluationRule, {}, { limit: 1 })
  if (rule) await work.change(evaluationRule, rule.id, { isActive: true })
}
