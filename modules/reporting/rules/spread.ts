/** One group of a field: its figure, and how much it weighs beside the others; null: nothing to say there. */
export type Part = Readonly<{ figure: number | null; weight: number; isNone: boolean }>
export type Spread = Readonly<{
  /** From 0, where all groups are alike, to 1. */
  apart: number
  /** What each group would say if they were alike. */
  mean: number | null
}>

/**
 * How far the groups of a field lie apart: the part of the whole that would have to move to another group until all are alike (the index of
 * Hoover), from 0 to 1.
 *
 * Alike means for counts and sums (`isTotal`) the same in each group, as a share of what is possible with so many groups: two groups come to
 * one half at most, ten to nine tenths. For a ratio or an average it means the same figure in each, and a group weighs as much as what it is a
 * figure of: a rate over three records says little. Records with nothing filled in are no group of their own; the more of them there are,
 * the less a field tells.
 */
export function spreadOf(parts: readonly Part[], isTotal: boolean): Spread {
  const heard = parts.flatMap(({ figure, weight, isNone }) =>
    figure === null || weight <= 0 ? [] : [{ figure, weight: isTotal ? 1 : weight, isNone }],
  )
  const named = heard.filter(({ isNone }) => !isNone)
  const weight = sum(named.map((one) => one.weight))
  if (weight === 0) return { apart: 0, mean: null }
  const mean = sum(named.map((one) => one.figure * one.weight)) / weight
  const sizeOf = (some: typeof heard) => sum(some.map((one) => Math.abs(one.figure) * one.weight))
  const size = sizeOf(named)
  if (size === 0 || named.length < 2) return { apart: 0, mean }
  const moved = sum(named.map((one) => Math.abs(one.figure - mean) * one.weight)) / (2 * size)
  const most = isTotal ? 1 - 1 / named.length : 1
  return { apart: Math.min(1, moved / most) * (size / sizeOf(heard)), mean }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
