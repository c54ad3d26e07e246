import { department, member, type RowOf, type Work } from '#kernel'
import { amountOf, piecesOf, product, productCategory } from '#objects/catalog'
import { contract, contractLine } from '#objects/contracts'
import { order, orderLine } from '#objects/orders'
import { opportunity, opportunityLine } from '#objects/sales'
import {
  commissionException,
  commissionFactor,
  commissionLeaver,
  commissionOverride,
  commissionPlan,
  commissionSeat,
  commissionTier,
} from '../objects/index.ts'
import { worth } from './capture.ts'
import { type Credit, type Override, type Plan, perHundred } from './compute.ts'
import { everyOf } from './every.ts'
import { type Exact, exact, isZero, per, plus, rounded, times, toNumber, zero } from './exact.ts'
import { readGoals } from './goals.ts'
import { firstOf } from './months.ts'
import { type Tier, tableFor } from './rates.ts'

const most = 10_000

type People = Readonly<{
  rolesOf(person: string): readonly string[]
  isWithin(department: string | null, above: string): boolean
  above(category: string): string | null
  departmentOf(person: string): string | null
  superior(person: string, steps: number): string | null
}>
type Good = RowOf<typeof product>
type Mix = readonly Readonly<{ good: Good | null; weight: Exact; units: Exact }>[]

type Asked = Readonly<{ credits: readonly Credit[]; from: string; until: string }>

/** Plans with whom they are for, what they make of product groups, and whose target begins which tier, as far as those credits and months ask for it. */
export async function readPlans(
  work: Work,
  rows: readonly RowOf<typeof commissionPlan>[],
  { credits, from, until }: Asked,
): Promise<Plan[]> {
  const ids = rows.map(({ id }) => id)
  const tiers = await everyOf(work, commissionTier, { field: 'plan', among: ids })
  const seats = await everyOf(work, commissionSeat, { field: 'plan', among: ids })
  const factors = await everyOf(work, commissionFactor, { field: 'plan', among: ids })
  const above = await everyOf(work, commissionOverride, { field: 'plan', among: ids })
  const exceptions = await everyOf(work, commissionException, { field: 'plan', among: ids, more: { state: 'approved' } })
  const people = await readPeople(work, { withGroups: factors.length > 0, withSuperiors: above.some(({ person }) => !person) })
  const leavers = await readLeavers(work, credits)
  const mixes = factors.length > 0 ? await readMixes(work, credits) : new Map<string, Mix>()
  const asksGoal = new Set(tiers.flatMap(({ plan, ofTarget }) => (ofTarget > 0 ? plan : [])))
  const measures = rows.flatMap(({ id, way, measure }) => (way !== 'flat' && measure !== 'quantity' && asksGoal.has(id) ? measure : []))
  const goalOf = await readGoals(work, measures, { from, until })
  return rows.map((row) => {
    const table = { way: row.way, tiers: tiersOf(row, tiers) }
    const own = factors.filter((factor) => factor.plan === row.id)
    const whom = seats.filter((seat) => seat.plan === row.id)
    return {
      row,
      tableOf: (person, month) => tableFor(table, goalOf(row, person, month)),
      cap: amountOf(row.cap),
      floor: amountOf(row.floor),
      named: whom.flatMap((seat) => seat.person ?? []),
      isFor: (person, of) =>
        whom.length === 0 ||
        whom.some(
          (seat) =>
            seat.person === person ||
            (!!seat.department && people.isWithin(of, seat.department)) ||
            (!!seat.role && people.rolesOf(person).includes(seat.role)),
        ),
      factorOf(credit) {
        const mix = mixes.get(credit.contract ?? credit.order ?? '') ?? mixes.get(credit.opportunity ?? '')
        const usual = own.length === 0 ? 1 : mixed(mix, { factors: own, people, byUnits: row.measure === 'quantity', on: credit.on })
        const meant = exceptions.filter((one) => one.plan === row.id && isMeant(one, credit))
        return toNumber(
          rounded(
            meant.reduce((all, one) => times(all, exact(one.factor)), exact(usual)),
            4,
          ),
        )
      },
      isStillPaid: (credit) => leavers.isStillPaid(credit, row.leavers),
      wasThere: leavers.wasThere,
      overrides: above.filter((one) => one.plan === row.id).map((one) => overrideOf(one, people)),
    }
  })
}

const tiersOf = ({ id, measure }: RowOf<typeof commissionPlan>, tiers: readonly RowOf<typeof commissionTier>[]): readonly Tier[] =>
  tiers
    .filter((tier) => tier.plan === id)
    .map((tier) =>
      measure === 'quantity'
        ? { from: tier.fromUnits, rate: perHundred(tier.perUnit) ?? 0 }
        : { from: amountOf(tier.from) ?? 0, rate: tier.rate ?? 0, ofTarget: tier.ofTarget },
    )

type Exception = RowOf<typeof commissionException>
const isMeant = (one: Exception, credit: Credit): boolean =>
  (!one.person || one.person === credit.owner) &&
  (!one.opportunity || one.opportunity === credit.opportunity) &&
  (!one.contract || one.contract === credit.contract)

const overrideOf = (row: RowOf<typeof commissionOverride>, people: People): Override => ({
  basis: row.basis,
  rate: row.rate,
  whoOf: (seller) =>
    row.department && !people.isWithin(people.departmentOf(seller), row.department)
      ? null
      : (row.person ?? people.superior(seller, row.level)),
})

/** Until when people were there, and what of their contracts and orders was agreed until then. */
async function readLeavers(work: Work, credits: readonly Credit[]) {
  const lastDays = new Map(
    (await work.find(commissionLeaver, {}, { limit: most })).map((row) => [row.person as string, row.lastDay as string]),
  )
  const isLate = ({ owner, on }: Credit): boolean => on > (lastDays.get(owner ?? '') ?? on)
  const contracts = credits.filter(isLate).flatMap((credit) => credit.contract ?? [])
  const orders = credits.filter(isLate).flatMap((credit) => credit.order ?? [])
  const agreedOn = new Map<string, string | null>([
    ...(await everyOf(work, contract, { field: 'id', among: contracts })).map((row) => [row.id as string, row.signedOn] as const),
    ...(await everyOf(work, order, { field: 'id', among: orders })).map((row) => [row.id as string, row.confirmedOn] as const),
  ])
  return {
    isStillPaid(credit: Credit, way: 'lastDay' | 'openPlans'): boolean {
      if (!isLate(credit)) return true
      const since = agreedOn.get(credit.contract ?? credit.order ?? '')
      return way === 'openPlans' && credit.event === 'received' && !!since && since <= lastDays.get(credit.owner!)!
    },
    wasThere: (person: string, month: string): boolean => firstOf(month) <= (lastDays.get(person) ?? firstOf(month)),
  }
}

type Wish = Readonly<{ withGroups: boolean; withSuperiors: boolean }>

async function readPeople(work: Work, { withGroups, withSuperiors }: Wish): Promise<People> {
  const departments = new Map(
    (await work.find(department, {}, { limit: most })).map((row) => [row.id as string, row.parent as string | null]),
  )
  const members = new Map((await work.find(member, {}, { limit: most })).map((row) => [row.id as string, row]))
  const superiors = withSuperiors ? await work.superiorsOf([...members.keys()]) : new Map<string, string>()
  const groups = withGroups ? await work.find(productCategory, {}, { limit: most }) : []
  const parents = new Map(groups.map((row) => [row.id as string, row.parent as string | null]))
  return {
    rolesOf: (person) => (members.get(person)?.roles ?? []) as readonly string[],
    departmentOf: (person) => members.get(person)?.department ?? null,
    superior(person, steps) {
      let at: string | undefined = person
      for (let step = 0; step < steps && at; step += 1) at = superiors.get(at)
      return at ?? null
    },
    isWithin(of, above) {
      for (let at = of; at; at = departments.get(at) ?? null) if (at === above) return true
      return false
    },
    above: (category) => parents.get(category) ?? null,
  }
}

/** By contract, order or deal, which product groups it is made of, by value. */
async function readMixes(work: Work, credits: readonly Credit[]): Promise<ReadonlyMap<string, Mix>> {
  const contracts = credits.flatMap((credit) => credit.contract ?? [])
  const deals = credits.flatMap((credit) => credit.opportunity ?? [])
  const lines = [
    ...(await everyOf(work, contractLine, { field: 'contract', among: contracts })).map((line) => ({
      ...line,
      of: line.contract as string,
    })),
    ...(await everyOf(work, orderLine, { field: 'order', among: credits.flatMap((credit) => credit.order ?? []) })).map((line) => ({
      ...line,
      of: line.order as string,
    })),
    ...(await everyOf(work, opportunityLine, { field: 'opportunity', among: deals })).map((line) => ({
      ...line,
      of: line.opportunity as string,
    })),
  ]
  const whole = await everyOf(work, opportunity, { field: 'id', among: deals, more: { product: { empty: false } } })
  const goods = await everyOf(work, product, {
    field: 'id',
    among: [...lines.flatMap((line) => line.product ?? []), ...whole.flatMap((deal) => deal.product ?? [])],
  })
  const goodOf = new Map(goods.map((row) => [row.id as string, row]))
  const mixes = new Map<string, Mix>(
    whole.map((deal) => [deal.id as string, [{ good: goodOf.get(deal.product!) ?? null, weight: exact(1), units: exact(1) }]]),
  )
  for (const [of, its] of Map.groupBy(lines, (line) => line.of)) {
    const mix = its.map((line) => ({
      good: (line.product && goodOf.get(line.product)) || null,
      weight: worth(line),
      units: exact(piecesOf(line)),
    }))
    if (mix.some(({ weight }) => weight.over > 0n)) mixes.set(of, mix)
  }
  return mixes
}

type Mixing = Readonly<{ factors: readonly RowOf<typeof commissionFactor>[]; people: People; byUnits: boolean; on: string }>

/** Whether a product was pushed or held back on that day. */
const standingOn = ({ promotion, promotionFrom: from, promotionUntil: until }: Good, on: string) =>
  promotion && (!from || from <= on) && (!until || until >= on) ? promotion : null

/** Factors by value, or by pieces where those are counted; the nearest group above one that has none speaks for it. */
function mixed(mix: Mix | undefined, { factors, people: { above }, byUnits, on }: Mixing): number {
  if (!mix) return 1
  const ofStanding = (good: Good | null): number => {
    const stands = good && standingOn(good, on)
    return (stands && factors.find(({ standing }) => standing === stands)?.factor) ?? 1
  }
  const ofGroup = (category: string | null): number => {
    for (let at = category; at; at = above(at)) {
      const found = factors.find((factor) => factor.category === at)
      if (found) return found.factor
    }
    return 1
  }
  let [sum, weights] = [zero, zero]
  for (const { good, ...part } of mix) {
    const weight = byUnits ? part.units : part.weight
    sum = plus(sum, times(weight, times(exact(ofGroup(good?.category ?? null)), exact(ofStanding(good)))))
    weights = plus(weights, weight)
  }
  return isZero(weights) ? 1 : toNumber(rounded(per(sum, weights), 4))
}

/** Plans that are in force, or were in some month from that one on. */
export const plansSince = (work: Work, day: string): Promise<RowOf<typeof commissionPlan>[]> =>
  work.find(
    commissionPlan,
    { state: { in: ['active', 'ended'] }, or: [{ endsOn: { empty: true } }, { endsOn: { gte: day } }] },
    { limit: 1_000, sort: ['startsOn', 'createdAt'] },
  )
