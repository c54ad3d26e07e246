import type { Work } from '#kernel'
import { opportunity } from '#objects/sales'
import { noFigures, type Share, sumOf } from './rules/outlook.ts'

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
 * What is won and what is open of each person, by the department at the time: won by closing day, at that day's rate and by whose result it was then; open by its expected day and its present owner. Of an
 * open deal the weighted amount is its own, rounded, and then added. Three statements.
 */
export async function figuresIn(kernel: Work, span: Span): Promise<readonly Share[]> {
  const object = opportunity.name
  const by = (person: string, department: string) => [
    { field: person, as: 'person' },
    { field: department, as: 'department' },
  ]
  const won = await kernel.aggregate({
    object,
    by: by('creditedTo', 'creditedDepartment'),
    measures: { closed: { sum: 'amount', on: 'closedOn' } },
    filter: { outcome: 'won', closedOn: { gte: span.from, lt: span.before }, creditedTo: { empty: false } },
    limit: most,
  })
  const open = await kernel.aggregate({
    object,
    by: [...by('owner', 'ownerDepartment'), 'forecastCategory'],
    measures: { amount: { sum: 'amount' }, weighted: { sum: 'expectedValue' } },
    filter: { ...openIn(span, kernel.today), owner: { empty: false } },
    limit: most,
  })
  const slipped = await kernel.aggregate({
    object,
    by: by('owner', 'ownerDepartment'),
    measures: { slipped: { sum: 'amount' } },
    filter: { outcome: 'open', expectedOn: { lt: kernel.today }, owner: { empty: false } },
    limit: most,
  })
  const shares = [
    ...won.map((row) => shareOf(row, { closed: amountIn(row.closed) })),
    ...open.map((row) => shareOf(row, openFigures(row))),
    ...slipped.map((row) => shareOf(row, { slipped: amountIn(row.slipped) })),
  ]
  return [...Map.groupBy(shares, ({ person, department }) => `${person} ${department}`).values()].map((parts) => ({
    person: parts[0]!.person,
    department: parts[0]!.department,
    ...sumOf(parts),
  }))
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
