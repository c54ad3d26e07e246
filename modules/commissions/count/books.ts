import type { RowOf, Work } from '#kernel'
import { minorDigits } from '#kernel/model'
import { commissionLine, type commissionPlan, commissionStatement, saleCredit } from '../objects/index.ts'
import { type Asked, type Closed, type Credit, eventOf, figureOf, type Line, type Plan, worthOfCredit } from './compute.ts'
import { every, everyOf } from './every.ts'
import { firstOf, lastOf, monthLater, monthOf, monthsBetween } from './months.ts'
import { readPlans } from './plans.ts'

type Statement = RowOf<typeof commissionStatement>
export type Books = Omit<Asked, 'month'> & Readonly<{ statements: Statement[] }>

/** How far back what has changed of earlier months is looked for. */
export const monthsBack = 24

export const isOpen = ({ status }: Pick<Statement, 'status'>): boolean => status === 'open'

/** The month with which counting begins: that of the first plan, as far back as is looked. */
export function beginOf(plans: readonly { startsOn: string }[], month: string): string {
  const first = [...plans.map(({ startsOn }) => monthOf(startsOn)), month].toSorted()[0]!
  const earliest = monthLater(month, -monthsBack)
  return first > earliest ? first : earliest
}

type Span = Readonly<{ from: string; month: string }>

/** Everything that a count looks at: plans, credits of those months, and what statements hold. */
export async function openBooks(work: Work, o: Span & Readonly<{ plans: readonly RowOf<typeof commissionPlan>[] }>): Promise<Books> {
  const recent = await every(work, saleCredit, { on: { gte: firstOf(o.from), lte: lastOf(o.month) } })
  const statements = await every(work, commissionStatement, { month: { gte: o.from } })
  const booked = await bookedSince(work, statements, recent)
  const others = await everyOf(work, saleCredit, { field: 'source', among: missing(booked, recent) })
  const credits = [...recent, ...others]
  return {
    plans: await readPlans(work, o.plans, { credits, from: o.from, until: o.month }),
    credits,
    booked,
    statements,
    closed: closedBy(statements),
    digits: minorDigits(work.workspace.currency),
  }
}

/** The month that is asked for, those before it that are still open, and those in which something happened and nothing was ever counted. */
export function monthsToCount({ statements, credits }: Books, { from, month }: Span): string[] {
  const happened = new Set(credits.map(({ on }) => monthOf(on)))
  return monthsBetween(from, month).filter((one) => {
    const its = statements.filter((row) => row.month === one)
    return one === month || its.some(isOpen) || (its.length === 0 && happened.has(one))
  })
}

/** A month is closed for a person once his statement is past counting; without one of his own, once those of all others are. */
function closedBy(statements: readonly Statement[]): Closed {
  const byMonth = Map.groupBy(statements, ({ month }) => month)
  return (person, month) => {
    const all = byMonth.get(month) ?? []
    const own = all.find(({ owner }) => owner === person)
    if (own) return isOpen(own) ? null : own.calculatedAt
    return all.length > 0 && !all.some(isOpen)
      ? (all
          .map(({ calculatedAt }) => calculatedAt ?? '')
          .toSorted()
          .at(-1) ?? null)
      : null
  }
}

/** Lines of all statements since, and older ones of what goes back now. */
async function bookedSince(work: Work, statements: readonly Statement[], credits: readonly Credit[]): Promise<Line[]> {
  const rows = await everyOf(work, commissionLine, { field: 'statement', among: statements.map(({ id }) => id) })
  const originals = credits.flatMap(({ original }) => original ?? [])
  const known = new Set(rows.map(({ id }) => id as string))
  const older = [
    ...(await everyOf(work, commissionLine, { field: 'source', among: originals })),
    ...(await everyOf(work, commissionLine, { field: 'original', among: originals })),
  ].filter(({ id }) => !known.has(id) && known.add(id))
  const of = new Map(statements.map((row) => [row.id as string, row]))
  const others = await everyOf(work, commissionStatement, {
    field: 'id',
    among: older.map(({ statement }) => statement).filter((id) => !of.has(id)),
  })
  for (const row of others) of.set(row.id, row)
  return [...rows, ...older].map((line) => ({
    ...line,
    owner: of.get(line.statement)!.owner as string,
    month: of.get(line.statement)!.month,
  }))
}

/** What lines hold and no credit of these days speaks of. */
function missing(booked: readonly Line[], credits: readonly Credit[]): string[] {
  const there = new Set(credits.map(({ source }) => source))
  return booked.flatMap(({ source }) => (source && !there.has(source) ? [source] : []))
}

/** By person, what happened in the month and counts for a plan, but cannot be counted. */
export function leftOut(plans: readonly Plan[], credits: readonly Credit[], month: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const credit of credits.filter(({ on }) => monthOf(on) === month)) {
    const isAsked = plans.some(
      (plan) =>
        eventOf(plan) === credit.event &&
        worthOfCredit(credit, figureOf(plan)) === null &&
        plan.isFor(credit.owner!, credit.ownerDepartment),
    )
    if (isAsked) counts.set(credit.owner!, (counts.get(credit.owner!) ?? 0) + 1)
  }
  return counts
}
