import { department, member, type RowOf, type Work } from '#kernel'
import { amountOf, product, productCategory } from '#objects/catalog'
import { contractLine } from '#objects/contracts'
import { opportunity, opportunityLine } from '#objects/sales'
import { commissionFactor, commissionPlan, commissionSeat, commissionTier } from '../objects/index.ts'
import type { Credit, Plan } from './compute.ts'
import { everyOf } from './every.ts'
import { type Exact, exact, per, plus, rounded, times, toNumber, zero } from './exact.ts'

const most = 10_000

type People = Readonly<{
  rolesOf(person: string): readonly string[]
  isWithin(department: string | null, above: string): boolean
  above(category: string): string | null
}>
type Mix = readonly Readonly<{ category: string | null; weight: Exact }>[]

/** Plans with whom they are for and what they make of product groups, as far as those credits ask for it. */
export async function readPlans(work: Work, rows: readonly RowOf<typeof commissionPlan>[], credits: readonly Credit[]): Promise<Plan[]> {
  const ids = rows.map(({ id }) => id)
  const tiers = await everyOf(work, commissionTier, { field: 'plan', among: ids })
  const seats = await everyOf(work, commissionSeat, { field: 'plan', among: ids })
  const factors = await everyOf(work, commissionFactor, { field: 'plan', among: ids })
  const people = await readPeople(work, factors.length > 0)
  const mixes = factors.length > 0 ? await readMixes(work, credits) : new Map<string, Mix>()
  return rows.map((row) => {
    const own = factors.filter((factor) => factor.plan === row.id)
    const whom = seats.filter((seat) => seat.plan === row.id)
    return {
      row,
      table: {
        way: row.way,
        tiers: tiers.filter((tier) => tier.plan === row.id).map((tier) => ({ from: amountOf(tier.from) ?? 0, rate: tier.rate })),
      },
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
      factorOf: (credit) =>
        own.length === 0 ? 1 : mixed(mixes.get(credit.contract ?? '') ?? mixes.get(credit.opportunity ?? ''), own, people),
    }
  })
}

async function readPeople(work: Work, withGroups: boolean): Promise<People> {
  const departments = new Map(
    (await work.find(department, {}, { limit: most })).map((row) => [row.id as string, row.parent as string | null]),
  )
  const members = new Map(
    (await work.find(member, {}, { limit: most })).map((row) => [row.id as string, (row.roles ?? []) as readonly string[]]),
  )
  const groups = withGroups ? await work.find(productCategory, {}, { limit: most }) : []
  const parents = new Map(groups.map((row) => [row.id as string, row.parent as string | null]))
  return {
    rolesOf: (person) => members.get(person) ?? [],
    isWithin(of, above) {
      for (let at = of; at; at = departments.get(at) ?? null) if (at === above) return true
      return false
    },
    above: (category) => parents.get(category) ?? null,
  }
}

/** By contract, or by deal, which product groups it is made of, by value. */
async function readMixes(work: Work, credits: readonly Credit[]): Promise<ReadonlyMap<string, Mix>> {
  const contracts = credits.flatMap((credit) => credit.contract ?? [])
  const deals = credits.flatMap((credit) => credit.opportunity ?? [])
  const lines = [
    ...(await everyOf(work, contractLine, { field: 'contract', among: contracts })).map((line) => ({
      ...line,
      of: line.contract as string,
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
  const groupOf = new Map(goods.map((row) => [row.id as string, row.category as string | null]))
  const worth = (line: (typeof lines)[number]): Exact =>
    times(times(exact(amountOf(line.price) ?? 0), exact(line.quantity ?? 1)), exact(100 - (line.discount ?? 0)))
  const mixes = new Map<string, Mix>(
    whole.map((deal) => [deal.id as string, [{ category: groupOf.get(deal.product!) ?? null, weight: exact(1) }]]),
  )
  for (const [of, its] of Map.groupBy(lines, (line) => line.of)) {
    const mix = its.map((line) => ({ category: (line.product && groupOf.get(line.product)) || null, weight: worth(line) }))
    if (mix.some(({ weight }) => weight.over > 0n)) mixes.set(of, mix)
  }
  return mixes
}

/** Factors by value; the nearest group above one that has none speaks for it. */
function mixed(mix: Mix | undefined, factors: readonly RowOf<typeof commissionFactor>[], { above }: People): number {
  if (!mix) return 1
  const factorOf = (category: string | null): number => {
    for (let at = category; at; at = above(at)) {
      const found = factors.find((factor) => factor.category === at)
      if (found) return found.factor
    }
    return 1
  }
  let [sum, weights] = [zero, zero]
  for (const { category, weight } of mix) {
    sum = plus(sum, times(weight, exact(factorOf(category))))
    weights = plus(weights, weight)
  }
  return toNumber(rounded(per(sum, weights), 4))
}

/** Plans that are in force, or were in some month from that one on. */
export const plansSince = (work: Work, day: string): Promise<RowOf<typeof commissionPlan>[]> =>
  work.find(
    commissionPlan,
    { state: { in: ['active', 'ended'] }, or: [{ endsOn: { empty: true } }, { endsOn: { gte: day } }] },
    { limit: 1_000, sort: ['startsOn', 'createdAt'] },
  )
