import type { Change, Id, NewRow } from '#kernel/model'
import type { opportunity } from '#objects/sales'
import { sourceOf } from './customers.ts'
import type { Customer, Seller } from './plan-types.ts'
import type { Scene } from './scene.ts'
import { lossReasons, needs, stageRemarks, type Topic, topics } from './topics.ts'

type Deal = NewRow<typeof opportunity>
type DealChange = Change<typeof opportunity>
type ProductIds = Readonly<Record<string, Id<'product'>>>

const path = ['contact', 'evaluation', 'analysis', 'solution', 'tender', 'negotiation', 'signing'] as const
/** How likely a usual seller loses the deal while it stands in the stage, per sitting. */
const risk = [0.1, 0.09, 0.07, 0.08, 0.14, 0.07, 0.03]

/** A deal under way: where it stands and what its owner believes. */
export type LiveDeal = {
  readonly row: Deal
  readonly customer: Customer | null
  readonly isStuck: boolean
  readonly hasLines: boolean
  stage: number
  amount: number
  expectedOn: string
}

export type DealSetting = Readonly<{
  seller: Seller
  customer: Customer | null
  at: Date
  /** Days before `at` on which it was found. */
  foundDaysAgo?: number
  stage?: number
  lead?: Id<'lead'>
  products: ProductIds
}>

export function newDeal(scene: Scene, { seller, customer, at, foundDaysAgo = 0, stage, lead, products }: DealSetting): LiveDeal {
  const { random, tongue } = scene
  const topic = random.weighted(topics.map((one) => [one, one.weight]))
  const pieces = random.weighted([
    [random.int(10, 40), 5],
    [random.int(40, 160), 4],
    [random.int(160, 500), 1],
  ])
  const raw = topic.chinese.includes('{n}') ? topic.amount * pieces : topic.amount * random.around(0.55)
  const amount = Math.max(5000, Math.round(raw / 1000) * 1000)
  const at0 =
    stage ??
    random.weighted([
      [0, 6],
      [1, 3],
      [2, 2],
    ])
  const hasLines = random.chance(0.15)
  const expectedOn = scene.dayOf(at, random.int(40, 150))
  const row: Deal = {
    id: scene.newId<'opportunity'>(at),
    name: title(scene, topic, customer, pieces),
    account: customer?.id ?? null,
    contact: customer && customer.contacts.length > 0 ? random.pick(customer.contacts) : null,
    product: products[topic.product] ?? null,
    stage: path[at0]!,
    source: sourceOf(scene),
    foundOn: scene.dayOf(at, -foundDaysAgo),
    expectedOn,
    need: random.chance(0.5) ? tongue.say(...random.pick(needs)) : null,
    lead: lead ?? null,
    owner: seller.id,
    ...(hasLines ? { lines: linesOf(topic, { pieces, amount, products }) } : { amount }),
  }
  return { row, customer, isStuck: random.chance(0.09), hasLines, stage: at0, amount, expectedOn }
}

function title({ tongue }: Scene, topic: Topic, customer: Customer | null, pieces: number): string {
  const city = tongue.proper(customer?.place.city ?? '上海')
  const fill = (text: string) => text.replace('{n}', String(pieces)).replace('{city}', city)
  const about = tongue.say(fill(topic.chinese), fill(topic.english))
  return customer ? tongue.say(`${customer.short} ${about}`, `${customer.short}: ${about}`) : about
}

/** The main product and the days to bring it in. */
function linesOf(
  topic: Topic,
  { pieces, amount, products }: { pieces: number; amount: number; products: ProductIds },
): NonNullable<Deal['lines']> {
  const quantity = topic.chinese.includes('{n}') ? pieces : 1
  return [
    { position: 1, product: products[topic.product]!, quantity, price: Math.round((amount * 0.8) / quantity), discount: 0 },
    { position: 2, product: products['SRV-IMP']!, quantity: Math.max(1, Math.round((amount * 0.2) / 2400)), price: 2400, discount: 0 },
  ]
}

/** What happens to the deal at one sitting: null for nothing, else what its owner writes. */
export function continueDeal(
  scene: Scene,
  live: LiveDeal,
  { seller, at }: { seller: Seller; at: Date },
): { change: DealChange; outcome: 'open' | 'won' | 'lost' } | null {
  const { random, tongue } = scene
  if (random.chance(Math.min(0.5, risk[live.stage]! / seller.skill)) && !live.isStuck) {
    const [chinese, english, kind] = random.pick(lossReasons)
    const change: DealChange = {
      stage: 'lost',
      lossKind: kind,
      lossReason: tongue.say(chinese, english),
      lostToNobody: true,
      winBackOn: random.chance(0.25) ? scene.dayOf(at, random.int(120, 360)) : null,
    }
    return { change, outcome: 'lost' }
  }
  if (random.chance(live.isStuck ? 0.06 : 0.78)) return advance(scene, live)
  if (live.expectedOn <= scene.dayOf(at, 5) && random.chance(0.7)) {
    live.expectedOn = scene.dayOf(at, random.int(20, 70))
    return { change: { expectedOn: live.expectedOn }, outcome: 'open' }
  }
  return null
}

/** Nobody signs who is not known: a deal without a customer gets no further. */
const furthest = ({ customer }: LiveDeal): number => (customer ? path.length - 1 : path.indexOf('negotiation'))

function advance(scene: Scene, live: LiveDeal): { change: DealChange; outcome: 'open' | 'won' } | null {
  const { random, tongue } = scene
  if (live.stage === furthest(live) && !live.customer) return null
  if (live.stage === path.length - 1) {
    const discount = !live.hasLines && random.chance(0.5) ? random.int(90, 99) / 100 : 1
    const amount = Math.round(live.amount * discount)
    return { change: { stage: 'won', ...(discount < 1 ? { amount } : {}) }, outcome: 'won' }
  }
  const skips = path[live.stage + 1] === 'tender' ? 0.65 : 0.15
  live.stage = Math.min(furthest(live), live.stage + (random.chance(skips) ? 2 : 1))
  const change: { -readonly [K in keyof DealChange]: DealChange[K] } = { stage: path[live.stage]! }
  if (path[live.stage] === 'solution' && !live.hasLines && random.chance(0.5)) {
    live.amount = Math.max(5000, Math.round((live.amount * random.around(0.2)) / 1000) * 1000)
    change.amount = live.amount
  }
  if (random.chance(0.15)) change.stageRemark = tongue.say(...random.pick(stageRemarks))
  return { change, outcome: 'open' }
}
