/** `total` in parts by weight, each in whole `steps` of one (100: cents), that add up to it exactly: what rounding leaves goes to the last part that gets any. */
export function sharesOf(total: number, weights: readonly number[], steps: number): readonly number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const parts = weights.map((weight) => Math.floor((total * steps * weight) / all + 1e-6))
  const last = weights.findLastIndex((weight) => weight > 0)
  const rest = Math.round(total * steps) - parts.reduce((sum, part) => sum + part, 0)
  return parts.map((part, i) => (i === last ? part + rest : part) / steps)
}
