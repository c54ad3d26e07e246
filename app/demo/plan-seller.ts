import type { Id } from '#kernel/model'
import { type CustomerPlan, companyPlan, personPlan } from './customers.ts'
import { continueDeal, type LiveDeal, newDeal } from './deals.ts'
import { type LeadPlan, leadPlan } from './leads.ts'
import { type Place, places } from './places.ts'
import { type Customer, emptySitting, type Seller, type Sitting } from './plan-types.ts'
import type { Scene } from './scene.ts'
import { dealTalks, firstWords } from './topics.ts'

/** How much of everything one seller brings: `stock` customers were there before the year began. */
export type Quota = Readonly<{ stock: number; accounts: number; leads: number; opportunities: number }>
type ProductIds = Readonly<Record<string, Id<'product'>>>

/** The year of one seller: what he took over when it began, and what he wrote at each of his sittings. */
export type SellerPlan = Readonly<{ seller: Seller; stock: Sitting; sittings: readonly Sitting[] }>

export function planSeller(
  scene: Scene,
  seller: Seller,
  { quota, startedAt, products }: { quota: Quota; startedAt: Date; products: ProductIds },
): SellerPlan {
  const stock = emptySitting(startedAt)
  const sittings = seller.sittings.map(emptySitting)
  const customers: Customer[] = []
  const live: LiveDeal[] = []

  for (const plan of stockOf(scene, seller, quota.stock, startedAt)) file(stock, plan, customers)
  const leads = comingLeads(scene, seller, quota.leads)
  const converted = leads.filter(({ from, plan }) => plan.convertAt !== null && from + plan.convertAt < sittings.length)
  const withDeal = converted.filter(({ plan }) => plan.hasDeal).length
  const direct = spread(scene, Math.max(0, quota.accounts - quota.stock - converted.length), sittings.length)
  const old = Math.round(quota.opportunities * 0.08)
  const begun = spread(scene, Math.max(0, quota.opportunities - old - withDeal), sittings.length)

  for (let i = 0; i < old; i++) {
    const age = scene.random.int(10, 90)
    const deal = newDeal(scene, {
      seller,
      customer: pickCustomer(scene, customers),
      at: startedAt,
      foundDaysAgo: age,
      stage: scene.random.int(1, 4),
      products,
    })
    stock.opportunities.push(deal.row)
    live.push(deal)
  }
  for (const [i, sitting] of sittings.entries()) {
    for (let n = 0; n < direct[i]!; n++) {
      const isPerson = scene.random.chance(0.05)
      fileNew(
        sitting,
        isPerson
          ? personPlan(scene, seller.id, sitting.at, seller.region)
          : companyPlan(scene, seller.id, sitting.at, { region: seller.region }),
        customers,
      )
    }
    goOn(scene, live, { seller, sitting })
    for (const { from, plan } of leads) workLead(scene, plan, { seller, sitting, since: i - from, customers, live, products })
    for (let n = 0; n < begun[i]!; n++) {
      const customer = scene.random.chance(0.03) ? null : pickCustomer(scene, customers)
      const deal = newDeal(scene, { seller, customer, at: sitting.at, products })
      sitting.opportunities.push(deal.row)
      live.push(deal)
    }
  }
  return { seller, stock, sittings }
}

function file(sitting: Sitting, { customer, contacts }: CustomerPlan, customers: Customer[]): void {
  sitting.accounts.push(customer.row)
  sitting.contacts.push(...contacts)
  customers.push(customer)
}

/** Whoever is new has no contract yet. */
function fileNew(sitting: Sitting, plan: CustomerPlan, customers: Customer[]): void {
  const { customer } = plan
  if (customer.class !== 'agent' && customer.class !== 'partner') customer.class = customer.row.class = 'prospect'
  customer.row.stage = 'presales'
  file(sitting, plan, customers)
}

/** Customers from the old system: firms, some of them groups with branches, and a few persons. */
function* stockOf(scene: Scene, seller: Seller, count: number, at: Date): Generator<CustomerPlan> {
  const { random } = scene
  for (let left = count; left > 0; left--) {
    if (left > 4 && random.chance(0.05)) {
      const group = companyPlan(scene, seller.id, at, { region: seller.region, isGroup: true })
      yield group
      for (const place of otherCities(scene, group.customer, random.int(1, 3))) {
        left--
        yield companyPlan(scene, seller.id, at, { region: seller.region, of: group.customer, place })
      }
    } else
      yield random.chance(0.05)
        ? personPlan(scene, seller.id, at, seller.region)
        : companyPlan(scene, seller.id, at, { region: seller.region })
  }
}

/** Branches stand in cities of the region, each in another one. */
function otherCities({ random }: Scene, of: Customer, count: number): Place[] {
  const cities = new Map(places.filter((place) => place.region === of.place.region).map((place) => [place.city, place]))
  return random.shuffled([...cities.values()]).slice(0, count)
}

const pickCustomer = ({ random }: Scene, customers: readonly Customer[]): Customer => {
  const first = random.pick(customers)
  return first.class === 'lapsed' ? random.pick(customers) : first
}

/** `count` things over `places` sittings, somewhat more in the later ones, as business grew. */
function spread({ random }: Scene, count: number, places: number): number[] {
  const parts = new Array<number>(places).fill(0)
  for (let n = 0; n < count; n++) {
    const at = Math.floor(random.next() ** 0.85 * places)
    parts[at] = parts[at]! + 1
  }
  return parts
}

function comingLeads(scene: Scene, seller: Seller, count: number): { from: number; plan: LeadPlan }[] {
  return spread(scene, count, seller.sittings.length).flatMap((n, from) =>
    Array.from({ length: n }, () => ({ from, plan: leadPlan(scene, seller.id, seller.sittings[from]!, seller.region) })),
  )
}

/** All open deals go on, or end and leave the list. What becomes of the customer follows from the contract. */
function goOn(scene: Scene, live: LiveDeal[], { seller, sitting }: { seller: Seller; sitting: Sitting }): void {
  for (const deal of [...live]) {
    const step = continueDeal(scene, deal, { seller, at: sitting.at })
    if (!step) continue
    sitting.opportunityChanges.set(deal.row.id!, step.change)
    if (deal.customer && sitting.opportunityChanges.size % 2 === 1) talk(scene, deal.customer, { seller, sitting })
    if (step.outcome !== 'open') live.splice(live.indexOf(deal), 1)
    if (step.outcome === 'won' && deal.customer?.class === 'lapsed') deal.customer.class = 'ordinary'
  }
}

/** Every other step of a deal was talked about with its customer; the last talks leave something to do. */
function talk(scene: Scene, customer: Customer, { seller, sitting }: { seller: Seller; sitting: Sitting }): void {
  const { kind, outcome, words } = dealTalks[(sitting.followUps.length + sitting.at.getUTCDate()) % dealTalks.length]!
  const isLast = sitting.at === seller.sittings.at(-1)
  const next = new Date(sitting.at.getTime() + (2 + (sitting.followUps.length % 5)) * 86_400_000).toISOString().slice(0, 10)
  sitting.followUps.push({
    account: customer.id,
    owner: seller.id,
    kind,
    outcome,
    content: scene.tongue.say(words[0], words[1]),
    ...(isLast ? { nextOn: next, nextStep: scene.tongue.say('跟进进展', 'Ask how it goes') } : {}),
  })
}

type LeadSetting = Readonly<{
  seller: Seller
  sitting: Sitting
  since: number
  customers: Customer[]
  live: LiveDeal[]
  products: ProductIds
}>

function workLead(scene: Scene, plan: LeadPlan, { seller, sitting, since, customers, live, products }: LeadSetting): void {
  const { row } = plan
  if (since === 0) sitting.leads.push(row)
  else if (since === plan.convertAt) {
    const made = companyPlan(scene, seller.id, sitting.at, { region: seller.region, name: plan.stem, trade: plan.trade, place: plan.place })
    made.customer.row.source = row.source ?? null
    // The first contact of the new customer is the person who was the lead.
    Object.assign(made.contacts[0]!, {
      name: row.name,
      title: row.title,
      department: row.department,
      mobile: row.mobile,
      email: row.email,
      salutation: null,
      gender: null,
    })
    fileNew(sitting, made, customers)
    if (plan.hasDeal) {
      const deal = newDeal(scene, { seller, customer: made.customer, at: sitting.at, lead: row.id!, products })
      sitting.opportunities.push(deal.row)
      live.push(deal)
    }
    sitting.leadChanges.set(row.id!, { status: 'qualified', account: made.customer.id, contact: made.customer.contacts[0] ?? null })
  } else if (since === plan.dropAt) sitting.leadChanges.set(row.id!, plan.drop)
  else if (since === plan.workAt)
    sitting.followUps.push({
      lead: row.id!,
      owner: seller.id,
      kind: 'call',
      content: scene.tongue.say(...firstWords[row.name!.length % firstWords.length]!),
    })
}
