import { fold } from '../plan/fold.ts'

/** Least likeness worth telling a person. */
const leastScore = 0.6

/** How alike two texts are, 0…1, by the letters to change; signs and blanks count half. */
export function likeness(a: string, b: string): number {
  const [x, y] = [fold(a), fold(b)]
  if (x === y) return 1
  const bare = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '')
  return (ratio(x, y) + ratio(bare(x), bare(y))) / 2
}

function ratio(a: string, b: string): number {
  const longest = Math.max(a.length, b.length)
  return longest === 0 ? 0 : 1 - distance(a, b) / longest
}

/** Letters to put in, leave out or replace. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length]!
}

/** The candidate most like the text, with two digits of likeness; null where none is alike enough. */
export function mostLike(text: string, candidates: readonly string[]): { value: string; score: number } | null {
  let best: { value: string; score: number } | null = null
  for (const value of candidates) {
    if (Math.abs(value.length - text.length) > Math.max(value.length, text.length) * (1 - leastScore) * 2) continue
    const score = likeness(text, value)
    if (score >= leastScore && score > (best?.score ?? 0)) best = { value, score }
  }
  return best && { value: best.value, score: Math.round(best.score * 100) / 100 }
}
