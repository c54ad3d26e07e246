import { countRows, type Engine, type Session, system, type Work } from '#kernel'
import type { Locale } from '#kernel/model'
import { addDays } from '#kernel/model'
import { followUp } from '#modules/activities'
import { gatherCredits } from '#modules/commissions'
import { account, contact, lead } from '#modules/customers'
import { creditMissing, opportunity } from '#modules/sales'
import { billCustomers } from './answers/bill.ts'
import { goOut } from './answers/field.ts'
import { goToMarket } from './answers/market.ts'
import { keepReports } from './answers/own-reports.ts'
import { openPools } from './answers/pools.ts'
import { teach } from './answers/teach.ts'
import { hearVoices, joinNothing } from './answers/voices.ts'
import { keepBooks } from './books.ts'
import { type Colleague, endSale, fillCatalogue, fillOptions, fillPromotions, hirePeople } from './found-company.ts'
import { keepOrders } from './orders.ts'
import { foretellWeek, isSubmitted, mondaysBefore, planTargets } from './outlook.ts'
import { payPeople } from './pay.ts'
import { planSeller, type Quota, type SellerPlan } from './plan-seller.ts'
import type { MemberId, Seller, Sitting } from './plan-types.ts'
import { pursueDeals } from './pursue.ts'
import { createRandom, type Random } from './random.ts'
import { createScene, type Scene, share } from './scene.ts'
import { tongueOf } from './tongue.ts'

/** Name of the demo company in each language, for its workspace. */
export const demoCompanyNames: Readonly<Record<Locale, string>> = { 'zh-CN': '澄远科技', 'zh-TW': '澄遠科技', en: 'Chengyuan Technology' }

export type DemoSizes = Readonly<{
  accounts: number
  leads: number
  opportunities: number
  /** Times each seller sits down in the year. */
  sittings: number
}>
export type DemoOptions = Readonly<{
  seed?: number
  now?: Date
  sizes?: Partial<DemoSizes>
  /** 0…1, after each piece of work. */
  onProgress?: (share: number) => void
}>
export type DemoCounts = Readonly<{ accounts: number; contacts: number; leads: number; opportunities: number; pieces: number }>

const usualSizes: DemoSizes = { accounts: 2000, leads: 1200, opportunities: 1500, sittings: 20 }
const dayMs = 86_400_000
const yearMs = 365 * dayMs
const largestSet = 1000
/** Sellers do not touch each other's records, so some years may run side by side; more than this only queue at the database. */
const lanes = 3

/**
 * Fills a fresh workspace with a company's year up to `now`. Answers how much was made.
 *
 * Not one transaction: what was written before a failure stays; whoever calls drops the workspace then. `session` is an administrator's.
 */
export async function createDemoCompany(engine: Engine, session: Session, options: DemoOptions = {}): Promise<DemoCounts> {
  const now = options.now ?? new Date()
  const sizes = { ...usualSizes, ...options.sizes }
  const random = createRandom(options.seed ?? 20_260_101)
  const tongue = tongueOf(session.workspace.locale)
  const startedAt = new Date(now.getTime() - yearMs)
  const scene = createScene(random, tongue, session.workspace.timeZone)

  const founded = await engine.work(
    session,
    { via: 'command', cause: 'demo', now: new Date(startedAt.getTime() - dayMs) },
    async (work) => ({
      joining: await joinNothing(work),
      colleagues: await hirePeople(work, tongue, session.actor.memberId as MemberId | null),
      products: await fillCatalogue(work, tongue),
    }),
  )
  await engine.work(session, { via: 'command', cause: 'demo', now: new Date(startedAt.getTime() - dayMs) }, (work) =>
    fillOptions(work, tongue, founded.products),
  )
  const plans = planYear(scene, founded, { sizes, startedAt, now })
  const pieces = plans.reduce((sum, plan) => sum + plan.sittings.length, 0)

  await engine.work(session, { via: 'import', cause: tongue.say('老系统客户.xlsx', 'old-system.xlsx'), now: startedAt }, (work) =>
    writeSitting(work, mergeStock(plans, startedAt)),
  )
  await planTargets(engine, session, scene, { plans, startedAt, now })
  let done = 0
  const next = new Map(plans.map((plan) => [plan, 0]))
  /** Everybody lives on up to a moment. */
  const liveUntil = async (moment: Date): Promise<void> => {
    const waiting = [...plans]
    const runLane = async (): Promise<void> => {
      for (let plan = waiting.shift(); plan; plan = waiting.shift()) {
        const due = plan.sittings.slice(next.get(plan)).filter(({ at }) => at <= moment)
        if (due.length === 0) continue
        const actor = await engine.actorOf(session.workspace, plan.seller.id)
        for (const sitting of due) {
          await engine.work({ workspace: session.workspace, actor }, { via: 'web', now: sitting.at }, (work) => writeSitting(work, sitting))
          options.onProgress?.((++done / pieces) * 0.9)
        }
        next.set(plan, next.get(plan)! + due.length)
      }
    }
    await Promise.all(Array.from({ length: lanes }, runLane))
  }
  const mondays = mondaysBefore(now)
  for (const [i, at] of mondays.entries()) {
    if (countedAt.includes(i)) await countRows(engine, session.workspace)
    await liveUntil(at)
    await foretellWeek(engine, session, scene, { at, isLate: isSubmitted(i, mondays.length), plans })
  }
  await liveUntil(now)
  await countRows(engine, session.workspace)
  await keepBooks(engine, session, scene, { startedAt, now })
  for (const gather of [creditMissing, gatherCredits])
    while ((await engine.work(session, { via: 'job', cause: 'credit', now }, gather)) > 0);
  await billCustomers(engine, session, scene, { now })
  await payPeople(engine, session, scene, { startedAt, now })
  options.onProgress?.(0.96)
  await keepOrders(engine, session, scene, { startedAt, now })
  await pursueDeals(engine, session, scene, { now })
  await engine.work(session, { via: 'command', cause: 'demo', now }, (work) =>
    fillPromotions(work, tongue, founded.products, { from: addDays(work.today, -10), until: addDays(work.today, 35) }),
  )
  await teach(engine, session, scene, { now })
  await goOut(engine, session, scene, { now })
  await hearVoices(engine, session, scene, { now })
  await openPools(engine, session, scene, { now })
  await goToMarket(engine, session, scene, { now })
  await keepReports(engine, session, scene, { now })
  await engine.work(session, { via: 'command', cause: 'demo', now }, (work) => endSale(work, founded.products))
  await countRows(engine, session.workspace)
  options.onProgress?.(1)
  return countsOf(plans, pieces)
}

/** Weeks before which the planner learns how many rows there are, so that what follows is not planned for empty tables. */
const countedAt = [0, 2, 10]

type Founded = Readonly<{ colleagues: readonly Colleague[]; products: Awaited<ReturnType<typeof fillCatalogue>> }>

function planYear(
  scene: Scene,
  { colleagues, products }: Founded,
  { sizes, startedAt, now }: { sizes: DemoSizes; startedAt: Date; now: Date },
): SellerPlan[] {
  const weights = colleagues.map((one) => one.weight)
  const accounts = share(sizes.accounts, weights)
  const leads = share(sizes.leads, weights)
  const opportunities = share(sizes.opportunities, weights)
  return colleagues.map((one, i) => {
    const seller: Seller = { ...one, sittings: momentsOf(scene.random, { count: sizes.sittings, startedAt, now }) }
    const quota: Quota = {
      stock: Math.round(accounts[i]! * 0.58),
      accounts: accounts[i]!,
      leads: leads[i]!,
      opportunities: opportunities[i]!,
    }
    return planSeller(scene, seller, { quota, startedAt, products })
  })
}

/** Working moments over the year in order, the last one shortly before `now`; week-ends move to the Friday before. */
function momentsOf(random: Random, { count, startedAt, now }: { count: number; startedAt: Date; now: Date }): Date[] {
  const span = now.getTime() - startedAt.getTime()
  return Array.from({ length: count }, (_, i) => {
    const rough = new Date(startedAt.getTime() + (span * (i + 1 - random.next() * 0.6)) / count)
    const weekend = rough.getUTCDay() === 6 ? 1 : rough.getUTCDay() === 0 ? 2 : 0
    rough.setTime(rough.getTime() - weekend * dayMs)
    // Between nine and six where the company is, eight hours east of UTC.
    rough.setUTCHours(random.int(1, 9), random.int(0, 59), random.int(0, 59), 0)
    return rough.getTime() < now.getTime() ? rough : new Date(now.getTime() - random.int(1, 90) * 60_000)
  })
}

function mergeStock(plans: readonly SellerPlan[], at: Date): Sitting {
  const none = new Map<string, never>()
  return {
    at,
    accounts: plans.flatMap((plan) => plan.stock.accounts),
    contacts: plans.flatMap((plan) => plan.stock.contacts),
    leads: [],
    opportunities: plans.flatMap((plan) => plan.stock.opportunities),
    followUps: [],
    leadChanges: none,
    opportunityChanges: none,
  }
}

/** Everything of one sitting, in the order in which records may refer to each other. */
async function writeSitting(work: Work, sitting: Sitting): Promise<void> {
  for (const rows of inSets(...byRank(sitting.accounts, (row) => row.parent))) await work.create(account, rows)
  for (const rows of inSets(...byRank(sitting.contacts, (row) => row.reportsTo))) await work.create(contact, rows)
  for (const rows of inSets(sitting.leads)) await work.create(lead, rows)
  for (const rows of inSets(sitting.opportunities)) await work.create(opportunity, rows)
  for (const rows of inSets(sitting.followUps)) await work.create(followUp, rows)
  // Those that became customers were converted; typing that is refused.
  if (sitting.leadChanges.size > 0) await work.as(system('leads go on')).changeMany(lead, toRows(sitting.leadChanges))
  if (sitting.opportunityChanges.size > 0) await work.changeMany(opportunity, toRows(sitting.opportunityChanges))
}

const toRows = <C extends object>(changes: ReadonlyMap<string, C>): (C & { id: string })[] =>
  [...changes].map(([id, change]) => ({ id, ...change }))

/** Those at the top first: a record must exist before another one names it. */
const byRank = <T>(rows: readonly T[], above: (row: T) => unknown): [T[], T[]] => [rows.filter((row) => !above(row)), rows.filter(above)]

function* inSets<T>(...groups: readonly (readonly T[])[]): Generator<T[]> {
  for (const rows of groups) for (let at = 0; at < rows.length; at += largestSet) yield rows.slice(at, at + largestSet)
}

function countsOf(plans: readonly SellerPlan[], pieces: number): DemoCounts {
  const all = plans.flatMap((plan) => [plan.stock, ...plan.sittings])
  const count = (list: (sitting: Sitting) => readonly unknown[]) => all.reduce((sum, sitting) => sum + list(sitting).length, 0)
  return {
    accounts: count((sitting) => sitting.accounts),
    contacts: count((sitting) => sitting.contacts),
    leads: count((sitting) => sitting.leads),
    opportunities: count((sitting) => sitting.opportunities),
    pieces,
  }
}
