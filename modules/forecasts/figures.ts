import type { Work } from '#kernel'
import { noFigures, type Share, sumOf, toCents } from './rules/outlook.ts'

/** Days from `from` up to, not including, `before`. */
export type Span = Readonly<{ from: string; before: string }>
type Row = Readonly<Record<string, unknown>>

const most = 10_000
export const idOf = (value: unknown): string | null => (value as { id: string } | null)?.id ?? null
export const amountIn = (value: unknown): number =>
  Number(typeof value === 'object' && value !== null ? (value as { amount: unknown }).amount : (value ?? 0))

/** Open deals that are to be won within these days; what should have been won before today is in no period until its day is moved. */
export const openIn = ({ from, before }: Span, today: string) => ({
  outcome: 'open',
  expectedOn: { gte: from > today ? from : today, lt: before },
})

/**
 * What is won and what is open of each person, by the department at the time, in shares: won by the credit that was given then; open by its expected day, of those who share it, or else of its present owner. Of an
 * open deal the weighted amount is its own, rounded, and then shared and added.
 */
export async function figuresIn(kernel: Work, span: Span): Promise<readonly Share[]> {
  const won = await kernel.aggregate({
    object: 'saleCredit',
    by: ['person', 'department'],
    measures: { closed: { sum: 'credited' } },
    filter: { event: 'won', kind: 'normal', on: { gte: span.from, lt: span.before }, person: { empty: false } },
    limit: most,
  })
  const open = await openShares(kernel, openIn(span, kernel.today), 'forecastCategory')
  const slipped = await openShares(kernel, { outcome: 'open', expectedOn: { lt: kernel.today } }, 'outcome')
  const shares = [
    ...won.map((row) => shareOf(row, { closed: amountIn(row.closed) })),
    ...open.map((row) => shareOf(row, openFigures(row))),
    ...slipped.map((row) => shareOf(row, { slipped: amountIn(row.amount) })),
  ]
  return [...Map.groupBy(shares, ({ person, department }) => `${person} ${department}`).values()].map((parts) => ({
    person: parts[0]!.person,
    department: parts[0]!.department,
    ...sumOf(parts),
  }))
}

const figures = ['amount', 'weighted'] as const

/** Open deals by person, department and one more field, each in the shares that make up the whole of it; those who share it stand with the department that they are in. Two statements. */
export async function openShares(kernel: Work, filter: Row, along: string): Promise<readonly Row[]> {
  const whole = await kernel.aggregate({
    object: 'opportunity',
    by: [{ field: 'owner', as: 'person' }, { field: 'ownerDepartment', as: 'department' }, along],
    measures: { amount: { sum: 'amount' }, weighted: { sum: 'expectedValue' } },
    filter: { ...filter, owner: { empty: false }, splits: { none: { kind: 'normal' } } },
    limit: most,
  })
  const on = 'opportunity.updatedAt'
  const shared = await kernel.aggregate({
    object: 'dealSplit',
    by: ['opportunity', 'person', { field: 'person.department', as: 'department' }, 'share', { field: `opportunity.${along}`, as: along }],
    measures: { amount: { sum: 'opportunity.amount', on }, weighted: { sum: 'opportunity.expectedValue', on } },
    filter: { kind: 'normal', ...Object.fromEntries(Object.entries(filter).map(([name, value]) => [`opportunity.${name}`, value])) },
    limit: most,
  })
  return [...whole, ...[...Map.groupBy(shared, (row) => idOf(row.opportunity)).values()].flatMap(inShares)]
}

/** A deal cut to the cent; what rounding leaves goes to the largest share. */
function inShares(rows: readonly Row[]): readonly Row[] {
  const sorted = rows.toSorted((a, b) => Number(b.share) - Number(a.share))
  const cut = sorted.map((row) => ({
    ...row,
    ...Object.fromEntries(figures.map((name) => [name, toCents((amountIn(row[name]) * Number(row.share)) / 100)])),
  }))
  const rest = (name: (typeof figures)[number]) => {
    const whole = sorted.reduce((sum, row) => sum + Number(row.share), 0)
    return toCents((amountIn(sorted[0]![name]) * whole) / 100 - cut.reduce((sum, row) => sum + amountIn((row as Row)[name]), 0))
  }
  return cut.map((row, i) =>
    i === 0 ? { ...row, ...Object.fromEntries(figures.map((name) => [name, amountIn((row as Row)[name]) + rest(name)])) } : row,
  )
}

const shareOf = (row: Row, figures: Partial<Share>): Share => ({
  ...noFigures,
  ...figures,
  person: idOf(row.person)!,
  department: idOf(row.department),
})

/** A deal of which nobody said how sure it is, as it was there before anybody was asked, counts as the least sure. What is left out of the forecast is in none of its figures. */
function openFigures(row: Row): Partial<Share> {
  const category = (row.forecastCategory as string | null) ?? 'pipeline'
  if (category === 'omitted') return {}
  return { [category]: amountIn(row.amount), weighted: amountIn(row.weighted) }
}
