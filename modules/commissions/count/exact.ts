/** A number that loses nothing: a fraction of whole numbers. Money is counted in it and rounded once, at the end. */
export type Exact = Readonly<{ over: bigint; under: bigint }>

const abs = (value: bigint): bigint => (value < 0n ? -value : value)

function greatest(a: bigint, b: bigint): bigint {
  let [x, y] = [abs(a), abs(b)]
  while (y > 0n) [x, y] = [y, x % y]
  return x
}

function fraction(over: bigint, under: bigint): Exact {
  const common = greatest(over, under) || 1n
  const sign = under < 0n ? -1n : 1n
  return { over: (sign * over) / common, under: (sign * under) / common }
}

export const zero: Exact = { over: 0n, under: 1n }

/** A stored number with at most eight digits after the point. */
export const exact = (value: number): Exact => fraction(BigInt(value.toFixed(8).replace('.', '')), 100_000_000n)
export const plus = (a: Exact, b: Exact): Exact => fraction(a.over * b.under + b.over * a.under, a.under * b.under)
export const minus = (a: Exact, b: Exact): Exact => plus(a, { over: -b.over, under: b.under })
export const times = (a: Exact, b: Exact): Exact => fraction(a.over * b.over, a.under * b.under)
/** @throws where `b` is zero. */
export const per = (a: Exact, b: Exact): Exact => fraction(a.over * b.under, a.under * b.over)
export const percentOf = (a: Exact, percent: number): Exact => per(times(a, exact(percent)), exact(100))
export const isZero = (a: Exact): boolean => a.over === 0n
export const compare = (a: Exact, b: Exact): number =>
  Number(a.over * b.under - b.over * a.under > 0n) - Number(a.over * b.under - b.over * a.under < 0n)
export const least = (a: Exact, b: Exact): Exact => (compare(a, b) <= 0 ? a : b)
export const most = (a: Exact, b: Exact): Exact => (compare(a, b) >= 0 ? a : b)
export const total = (list: readonly Exact[]): Exact => list.reduce(plus, zero)

/** Rounded to so many digits, half away from zero. */
export function rounded(a: Exact, digits: number): Exact {
  const unit = 10n ** BigInt(digits)
  const scaled = abs(a.over) * unit * 2n + a.under
  const whole = scaled / (a.under * 2n)
  return fraction(a.over < 0n ? -whole : whole, unit)
}

/** As a stored number; what has more than eight digits is cut. */
export const toNumber = (a: Exact): number => {
  const { over, under } = rounded(a, 8)
  const scaled = (over * 100_000_000n) / under
  return Number(`${scaled}e-8`)
}
