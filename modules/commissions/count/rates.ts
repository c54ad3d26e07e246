import { compare, type Exact, exact, isZero, least, minus, most, percentOf, plus, times, total, zero } from './exact.ts'

export type Tier = Readonly<{ from: number; rate: number }>
export type Table = Readonly<{ way: 'flat' | 'marginal' | 'whole'; tiers: readonly Tier[] }>
/** A part of what counts and its rate, in percent. */
export type Slice = Readonly<{ counted: Exact; rate: number }>

const sorted = (tiers: readonly Tier[]): readonly Tier[] => tiers.toSorted((a, b) => a.from - b.from)

/** The rate of the tier that a sum has reached; nothing below the first one. */
export function rateAt({ way, tiers }: Table, sum: Exact): number {
  const table = sorted(tiers)
  if (way === 'flat') return table[0]?.rate ?? 0
  return table.findLast(({ from }) => compare(sum, exact(from)) >= 0)?.rate ?? 0
}

/**
 * What counts, cut at the borders of the tiers that the sum crosses; for what goes back the same way down. Below zero the lowest tier goes on.
 *
 * 80 before, 40 more, tiers from 0 at 3 % and from 100 at 5 %   →   20 at 3 %, 20 at 5 %
 */
export function slicesOf(table: Table, before: Exact, counted: Exact): readonly Slice[] {
  if (table.way !== 'marginal') return [{ counted, rate: rateAt(table, plus(before, counted)) }]
  const after = plus(before, counted)
  const [low, high] = [least(before, after), most(before, after)]
  const tiers = sorted(table.tiers)
  const borders = tiers.map(({ from }) => exact(from)).filter((border) => compare(border, low) > 0 && compare(border, high) < 0)
  const ends = [low, ...borders, high]
  const up = ends.slice(1).map((end, i) => ({ counted: minus(end, ends[i]!), rate: rateAt(table, ends[i]!) }))
  const isDown = compare(counted, zero) < 0
  const slices = isDown ? up.toReversed().map((slice) => ({ ...slice, counted: minus(zero, slice.counted) })) : up
  return slices.filter(({ counted: part }) => !isZero(part))
}

/** What slices come to, before rounding. */
export const worthOf = (slices: readonly Slice[], factor: Exact): Exact =>
  times(total(slices.map(({ counted, rate }) => percentOf(counted, rate))), factor)
