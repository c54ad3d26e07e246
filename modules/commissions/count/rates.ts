import { compare, type Exact, exact, isZero, least, minus, most, percentOf, plus, rounded, times, toNumber, total, zero } from './exact.ts'

/** From which sum on which rate holds; `ofTarget` where the sum is so many per cent of somebody's target. */
export type Tier = Readonly<{ from: number; rate: number; ofTarget?: number | null }>
/** What one person is paid by in one period: `target` is his where tiers begin at a part of it, null where he has none. */
export type Table = Readonly<{ way: 'flat' | 'marginal' | 'whole'; tiers: readonly Tier[]; target?: number | null }>
/** A part of what counts, its rate in percent, and at how many per cent of the target the tier of that rate begins. */
export type Slice = Readonly<{ counted: Exact; rate: number; ofTarget: number | null }>

const sorted = (tiers: readonly Tier[]): readonly Tier[] => tiers.toSorted((a, b) => a.from - b.from || a.rate - b.rate)

/** The table of somebody with that target: who has none, or one of nothing, has no tier that begins at a part of it. */
export function tableFor({ way, tiers }: Table, target: number | null): Table {
  if (way === 'flat' || !tiers.some(({ ofTarget }) => ofTarget)) return { way, tiers }
  const his = target ? target : null
  return {
    way,
    target: his,
    tiers: tiers.flatMap((tier) => {
      if (!tier.ofTarget) return [tier]
      return his === null ? [] : [{ ...tier, from: toNumber(rounded(percentOf(exact(his), tier.ofTarget), 4)) }]
    }),
  }
}

/** The tier that a sum has reached; none below the first one. */
function tierAt({ way, tiers }: Table, sum: Exact): Tier | undefined {
  const table = sorted(tiers)
  return way === 'flat' ? table[0] : table.findLast(({ from }) => compare(sum, exact(from)) >= 0)
}

/** What is paid from a sum on, and by which tier. */
export function rateAt(table: Table, sum: Exact): Omit<Slice, 'counted'> {
  const tier = tierAt(table, sum)
  return { rate: tier?.rate ?? 0, ofTarget: tier?.ofTarget || null }
}

/**
 * What counts, cut at the borders of the tiers that the sum crosses; for what goes back the same way down. Below zero the lowest tier goes on.
 *
 * 80 before, 40 more, tiers from 0 at 3 % and from 100 at 5 %   →   20 at 3 %, 20 at 5 %
 */
export function slicesOf(table: Table, before: Exact, counted: Exact): readonly Slice[] {
  if (table.way !== 'marginal') return [{ counted, ...rateAt(table, plus(before, counted)) }]
  const after = plus(before, counted)
  const [low, high] = [least(before, after), most(before, after)]
  const tiers = sorted(table.tiers)
  const borders = tiers.map(({ from }) => exact(from)).filter((border) => compare(border, low) > 0 && compare(border, high) < 0)
  const ends = [low, ...borders, high]
  const up = ends.slice(1).map((end, i) => ({ counted: minus(end, ends[i]!), ...rateAt(table, ends[i]!) }))
  const isDown = compare(counted, zero) < 0
  const slices = isDown ? up.toReversed().map((slice) => ({ ...slice, counted: minus(zero, slice.counted) })) : up
  return slices.filter(({ counted: part }) => !isZero(part))
}

/** What slices come to, before rounding. */
export const worthOf = (slices: readonly Pick<Slice, 'counted' | 'rate'>[], factor: Exact): Exact =>
  times(total(slices.map(({ counted, rate }) => percentOf(counted, rate))), factor)
