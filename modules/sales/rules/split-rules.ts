import { type Issue, issue } from '#kernel/model'

type Values = Readonly<Record<string, unknown>>
type Share = Readonly<{ share?: unknown; kind?: unknown }>

/** Hundredths of a percent that the normal shares add up to; null where there are none. */
export function sharedHundredths(shares: readonly Share[]): number | null {
  const normal = shares.filter(({ kind }) => (kind ?? 'normal') === 'normal')
  return normal.length === 0 ? null : normal.reduce((sum, { share }) => sum + Math.round(Number(share ?? 0) * 100), 0)
}

export const isWhole = (shares: readonly Share[]): boolean => [null, 10_000].includes(sharedHundredths(shares))

const stayedWon = (row: Values, before: Values | null): boolean => before?.outcome === 'won' && row.outcome === 'won'
const isTouched = (row: Values): boolean => row.splits !== undefined && row.splits !== null

/** Shares of a won deal were changed as somebody had allowed: once. */
export const usedRelease = (row: Values, before: Values | null, now: string): { splitsReleased?: false; splitsChangedAt?: string } =>
  isTouched(row) && stayedWon(row, before) && before?.splitsReleased === true ? { splitsReleased: false, splitsChangedAt: now } : {}

/** What is wrong with the shares of a deal: they do not make up the whole, or it is won and nobody has allowed to change them. */
export function splitIssues(row: Values, before: Values | null, isSystem: boolean): readonly (Issue | false)[] {
  if (!isTouched(row)) return []
  const shares = row.splits as readonly Share[]
  const sum = sharedHundredths(shares)
  return [
    sum !== null && sum !== 10_000 && issue('splits', 'sales.splits-not-whole', { sum: sum / 100 }),
    stayedWon(row, before) && before?.splitsReleased !== true && !isSystem && issue('splits', 'sales.splits-frozen'),
  ]
}
