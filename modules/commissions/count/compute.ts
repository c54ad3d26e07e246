import type { RowOf } from '#kernel'
import { amountOf } from '#objects/catalog'
import type { commissionLine, commissionPlan, saleCredit } from '../objects/index.ts'
import { compare, type Exact, exact, isZero, minus, per, percentOf, plus, rounded, times, toNumber, total, zero } from './exact.ts'
import { beginOf, lastOf, monthLater, monthOf } from './months.ts'
import { rateAt, type Slice, slicesOf, type Table, worthOf } from './rates.ts'

export type Credit = RowOf<typeof saleCredit>
export type Line = Omit<RowOf<typeof commissionLine>, 'owner'> & Readonly<{ owner: string; month: string }>
/** A plan with its rows: whom it is for has been made out. */
export type Plan = Readonly<{
  row: RowOf<typeof commissionPlan>
  tableOf(person: string, month: string): Table
  cap: number | null
  floor: number | null
  isFor(person: string, department: string | null): boolean
  /** Those who are named, so that a floor is theirs also in a month without success. */
  named: readonly string[]
  factorOf(credit: Credit): number
  /** False for what happened after somebody's last day, unless the plan goes on paying for it. */
  isStillPaid(credit: Credit): boolean
  /** He was there on some day of the month. */
  wasThere(person: string, month: string): boolean
  overrides: readonly Override[]
}>
/** Who earns of what a person brings, and how much of it. */
export type Override = Readonly<{
  basis: 'counted' | 'commission'
  rate: number
  /** Who it is, of that seller; null where nobody stands above him or he is not meant. */
  whoOf(seller: string): string | null
}>
export type Figure = 'amount' | 'net' | 'profit' | 'quantity' | 'exchanged'
/** How far each person's months are: the moment from which on a month is closed for him; null while it is open. */
export type Closed = (person: string, month: string) => string | null

export type Attained = Readonly<{ state: 'reached' | 'below' | 'none'; target: number | null; ofTarget: number | null }>
export type Draft = Readonly<{
  owner: string
  kind: 'normal' | 'difference' | 'correction' | 'cap' | 'floor' | 'override'
  credit: Credit | null
  /** Where the credit is gone. */
  was: Line | null
  base: number | null
  share: number | null
  counted: number | null
  rate: number | null
  factor: number | null
  result: number
  plan: Plan
  /** Where tiers begin at a part of the target: whether such a tier gives the rate, and of which target. */
  attained?: Attained | null
  /** Of an override: who sold, and of which figure. */
  whose?: string
  figure?: Figure | 'commission'
}>
type Entry = {
  readonly owner: string
  readonly credit: Credit
  readonly isLate: boolean
  readonly base: Exact
  readonly counted: Exact
  readonly factor: Exact
  slices: readonly Slice[]
  /** The rate that the month ends with, where it is not that of the slices. */
  end: Omit<Slice, 'counted'> | null
  table: Table
  worth: Exact
  result: Exact
}
export type Asked = Readonly<{
  month: string
  plans: readonly Plan[]
  credits: readonly Credit[]
  booked: readonly Line[]
  closed: Closed
  digits: number
}>

/** Of money and gains four digits are kept; what a line counts is compared in them. */
const kept = (value: Exact): number => toNumber(rounded(value, 4))
export function figureOf({ row }: Plan): Figure {
  if (row.measure === 'quantity') return 'quantity'
  if (row.measure === 'margin') return 'profit'
  if (row.measure === 'received') return row.withExchange ? 'exchanged' : 'net'
  return row.basis === 'net' ? 'net' : 'amount'
}
export const eventOf = ({ row }: Plan): Credit['event'] => (row.measure === 'margin' || row.measure === 'quantity' ? 'won' : row.measure)
export const worthOfCredit = (credit: Credit, figure: Figure): number | null => amountOf(credit[figure])
const countedOf = (credit: Credit, figure: Figure): Exact => percentOf(exact(worthOfCredit(credit, figure) ?? 0), credit.share)
const keyOf = (owner: string, source: string, kind: string): string => `${owner} ${source} ${kind}`
const isRead = ({ row }: Plan, day: string): boolean => day >= row.startsOn && (!row.endsOn || day <= row.endsOn)

/** What everybody earns in a month by all plans: what happened in it, and what has changed of what earlier months hold. */
export function computeMonth(asked: Asked): Draft[] {
  return asked.plans.flatMap((plan) => computePlan(plan, asked))
}

function computePlan(plan: Plan, { month, credits, booked, closed, digits }: Asked): Draft[] {
  const [figure, end] = [figureOf(plan), lastOf(month)]
  const mine = booked
    .filter((line) => line.plan === plan.row.id && line.month < month && line.source && line.kind !== 'override')
    .map(inPercent)
  const bookedBy = Map.groupBy(mine, (line) => keyOf(line.owner, line.source!, line.shareKind ?? 'normal'))
  const roots = Map.groupBy(mine, (line) => `${line.owner} ${line.original ?? line.source}`)
  const asks = credits.filter((credit) => credit.event === eventOf(plan) && credit.owner)
  const entries: Entry[] = []
  const corrections: Draft[] = []
  const seen = new Set<string>()
  for (const credit of asks.toSorted(byDay)) {
    const key = keyOf(credit.owner!, credit.source, credit.kind)
    seen.add(key)
    const had = bookedBy.get(key)
    if (credit.on > end) continue
    if (had && !(isZero(sumOf(had, 'counted')) && isTime(credit, { month, closed }))) {
      const draft = corrected(plan, { credit, was: had, digits })
      if (draft) corrections.push(draft)
      continue
    }
    if (worthOfCredit(credit, figure) === null || isZero(countedOf(credit, figure))) continue
    const root = credit.original ? roots.get(`${credit.owner} ${credit.original}`) : undefined
    if (root) {
      if (isTime(credit, { month, closed })) corrections.push(goneBack(plan, { credit, root, digits, already: corrections }))
      continue
    }
    // Of money that goes back it is asked whether it was paid for when it came.
    const came = credit.original ? asks.find(({ owner, source }) => owner === credit.owner && source === credit.original) : credit
    if (
      !came ||
      !isRead(plan, came.on) ||
      !plan.isStillPaid(came) ||
      !plan.isFor(came.owner!, came.ownerDepartment) ||
      !isTime(credit, { month, closed })
    )
      continue
    entries.push(entryOf(plan, credit, month))
  }
  const byId = (owner: string) => entries.filter((entry) => entry.owner === owner)
  const owners = [...new Set(entries.map(({ owner }) => owner))]
  for (const owner of owners) price(byId(owner), grown(plan, { month, lines: mine, owner }))
  shareRest(entries, digits)
  const drafts = entries.flatMap((entry) => draftsOf(plan, entry, digits))
  for (const [key, lines] of bookedBy) {
    const draft = seen.has(key) ? null : corrected(plan, { credit: null, was: lines, digits })
    if (draft) corrections.push(draft)
  }
  const ofPeriod = booked.filter(
    (line) => line.plan === plan.row.id && line.kind !== 'override' && line.month < month && line.month >= beginOf(plan.row.period, month),
  )
  const people = new Set([
    ...owners,
    ...(isRead(plan, end) ? ofPeriod.map(({ owner }) => owner) : []),
    ...(plan.row.state === 'active' && isRead(plan, end) ? plan.named.filter((one) => plan.wasThere(one, month)) : []),
  ])
  return [...drafts, ...corrections, ...[...people].flatMap((owner) => bounded(plan, { owner, drafts, month, booked: ofPeriod }))]
}

/** In the order of what happened; what goes back on the day it came follows it. */
const byDay = (a: Credit, b: Credit): number =>
  a.on.localeCompare(b.on) || Number(!!a.original) - Number(!!b.original) || a.source.localeCompare(b.source) || b.share - a.share

/** It happened in the month, or it is known only since its own month was closed. */
function isTime(credit: Credit, { month, closed }: Pick<Asked, 'month' | 'closed'>): boolean {
  const its = monthOf(credit.on)
  if (its === month) return true
  const since = closed(credit.owner!, its)
  return since !== null && credit.createdAt > since
}

function entryOf(plan: Plan, credit: Credit, month: string): Entry {
  const figure = figureOf(plan)
  return {
    owner: credit.owner!,
    credit,
    isLate: monthOf(credit.on) < month,
    base: exact(worthOfCredit(credit, figure) ?? 0),
    counted: countedOf(credit, figure),
    factor: exact(plan.factorOf(credit)),
    slices: [],
    end: null,
    table: plan.tableOf(credit.owner!, month),
    worth: zero,
    result: zero,
  }
}

/** What a person's sum had grown to before the month. */
function grown(plan: Plan, { month, lines, owner }: Readonly<{ month: string; lines: readonly Line[]; owner: string }>): Exact {
  const from = beginOf(plan.row.period, month)
  return total(
    lines
      .filter((line) => line.owner === owner && line.month >= from && line.kind !== 'difference')
      .map((line) => exact(amountOf(line.counted) ?? 0)),
  )
}

/** Rates in the order of what happened; where a whole tier is reached, everything of the month ends with its rate. */
function price(entries: readonly Entry[], before: Exact): void {
  let sum = before
  for (const entry of entries) {
    entry.slices = slicesOf(entry.table, sum, entry.counted)
    sum = plus(sum, entry.counted)
  }
  for (const entry of entries) {
    const end = rateAt(entry.table, sum)
    const isOther = entry.table.way === 'whole' && entry.slices.some(({ rate }) => rate !== end.rate)
    entry.end = isOther ? end : null
    entry.worth = worthOf(isOther ? [{ counted: entry.counted, rate: end.rate }] : entry.slices, entry.factor)
  }
}

/** Rounded once; what rounding leaves of a split is the largest share's. */
function shareRest(entries: readonly Entry[], digits: number): void {
  for (const entry of entries) entry.result = rounded(entry.worth, digits)
  const normal = entries.filter(({ credit }) => credit.kind === 'normal')
  for (const parts of Map.groupBy(normal, ({ credit }) => credit.source).values()) {
    const whole = rounded(total(parts.map(({ worth }) => worth)), digits)
    const rest = minus(whole, total(parts.map(({ result }) => result)))
    const largest = parts.toSorted((a, b) => b.credit.share - a.credit.share || a.owner.localeCompare(b.owner))[0]!
    largest.result = plus(largest.result, rest)
  }
}

/** One line for each rate, and one for what the rate that was reached makes of it; the last one takes what rounding leaves. */
function draftsOf(plan: Plan, entry: Entry, digits: number): Draft[] {
  const { credit, base, factor } = entry
  const shared = { owner: entry.owner, credit, was: null, plan, base: kept(base), share: credit.share, factor: toNumber(factor) }
  const kind = entry.isLate ? ('correction' as const) : ('normal' as const)
  const parts = [
    ...entry.slices.map((slice) => ({ kind, ...slice, result: rounded(worthOf([slice], factor), digits) })),
    ...(entry.end ? [{ kind: 'difference' as const, counted: zero, ...entry.end, result: zero }] : []),
  ]
  const before = parts.slice(0, -1)
  const last = minus(entry.result, total(before.map(({ result }) => result)))
  const keptBefore = total(before.map(({ counted }) => rounded(counted, 4)))
  return parts.map((part, i) => {
    const isLast = i === parts.length - 1
    const counted = part.kind === 'difference' ? 0 : isLast ? kept(minus(rounded(entry.counted, 4), keptBefore)) : kept(part.counted)
    const attained = attainedOf(entry.table, part.ofTarget)
    return { ...shared, kind: part.kind, counted, rate: part.rate, attained, result: toNumber(isLast ? last : part.result) }
  })
}

function attainedOf({ target }: Table, ofTarget: number | null): Attained | null {
  if (target === undefined) return null
  return { state: target === null ? 'none' : ofTarget ? 'reached' : 'below', target, ofTarget }
}

/** Pieces are counted like money, and what one is worth is a rate of so many hundredths. */
function inPercent(line: Line): Line {
  if (line.figure !== 'quantity') return line
  return { ...line, base: line.baseUnits as never, counted: line.units as never, rate: perHundred(line.perUnit) }
}

export const perHundred = (perUnit: unknown): number | null => {
  const worth = amountOf(perUnit)
  return worth === null ? null : toNumber(times(exact(worth), exact(100)))
}

const sumOf = (lines: readonly Line[], name: 'counted' | 'result'): Exact => total(lines.map((line) => exact(amountOf(line[name]) ?? 0)))

/** The only rate and factor by which something was counted; null where there were several. */
function onlyRate(lines: readonly Line[]): Readonly<{ rate: number; factor: number }> | null {
  const rates = new Set(lines.filter(({ rate }) => rate !== null).map(({ rate, factor }) => `${rate} ${factor ?? 1}`))
  const [first] = lines
  return rates.size === 1 && first ? { rate: first.rate!, factor: first.factor ?? 1 } : null
}

/** What a part of something is worth at the rate by which it was counted; all of it is worth what it came to. */
function worthAtRate(lines: readonly Line[], part: Exact, digits: number): Exact {
  const [counted, result] = [sumOf(lines, 'counted'), sumOf(lines, 'result')]
  if (isZero(plus(counted, part)) || isZero(counted)) return minus(zero, result)
  const only = onlyRate(lines)
  const exactly = only ? times(percentOf(part, only.rate), exact(only.factor)) : times(part, per(result, counted))
  return rounded(exactly, digits)
}

const wholeFigure = (line: Line | undefined, plan: Plan): Figure =>
  line?.figure && line.figure !== 'commission' ? line.figure : figureOf(plan)

type Correction = Readonly<{ credit: Credit | null; was: readonly Line[]; digits: number }>

/** What closed months hold of something, and what it is now: the difference, at the rate of then. */
function corrected(plan: Plan, { credit, was, digits }: Correction): Draft | null {
  const [first] = was as readonly [Line]
  const figure = wholeFigure(first, plan)
  const now = credit ? rounded(countedOf(credit, figure), 4) : zero
  const difference = minus(now, sumOf(was, 'counted'))
  if (isZero(difference) || (credit && worthOfCredit(credit, figure) === null)) return null
  const only = onlyRate(was)
  return {
    owner: first.owner,
    kind: 'correction',
    credit,
    was: first,
    base: credit ? worthOfCredit(credit, figure) : 0,
    share: credit?.share ?? first.share,
    counted: kept(difference),
    rate: only?.rate ?? null,
    factor: only?.factor ?? null,
    result: toNumber(worthAtRate(was, difference, digits)),
    plan,
  }
}

type Back = Readonly<{ credit: Credit; root: readonly Line[]; digits: number; already: readonly Draft[] }>

/** Money goes back that a closed month holds: below zero at the rate at which it was counted when it came. */
function goneBack(plan: Plan, { credit, root, digits, already }: Back): Draft {
  const figure = wholeFigure(root[0], plan)
  const now = already.filter(
    (draft) => draft.owner === credit.owner && (draft.credit?.original ?? draft.credit?.source) === credit.original,
  )
  const lines = [
    ...root,
    ...now.map((draft) => ({ ...root[0]!, counted: draft.counted as never, result: draft.result as never, rate: draft.rate })),
  ]
  const only = onlyRate(root)
  const counted = rounded(countedOf(credit, figure), 4)
  return {
    owner: credit.owner!,
    kind: 'correction',
    credit,
    was: root[0]!,
    base: worthOfCredit(credit, figure),
    share: credit.share,
    counted: kept(counted),
    rate: only?.rate ?? null,
    factor: only?.factor ?? null,
    result: toNumber(worthAtRate(lines, counted, digits)),
    plan,
  }
}

type Bounds = Readonly<{ owner: string; drafts: readonly Draft[]; month: string; booked: readonly Line[] }>

/**
 * What the month, quarter or year came to by the plan, before corrections, is held between its floor and its cap: months before hold their part of it already, and a floor is owed once the last
 * month is over.
 */
function bounded(plan: Plan, { owner, drafts, month, booked }: Bounds): Draft[] {
  const earlier = booked.filter((line) => line.owner === owner && line.kind !== 'correction')
  const sum = total(drafts.filter((draft) => draft.owner === owner).map(({ result }) => exact(result)))
  const whole = plus(
    sum,
    sumOf(
      earlier.filter(({ kind }) => !isBound(kind)),
      'result',
    ),
  )
  const isOver = beginOf(plan.row.period, monthLater(month, 1)) !== beginOf(plan.row.period, month)
  const above = plan.cap !== null && compare(whole, exact(plan.cap)) > 0
  const below = isOver && plan.floor !== null && plan.wasThere(owner, month) && compare(whole, exact(plan.floor)) < 0
  const due = above ? exact(plan.cap!) : below ? exact(plan.floor!) : whole
  const result = minus(minus(due, sum), sumOf(earlier, 'result'))
  if (isZero(result)) return []
  const kind = below ? ('floor' as const) : ('cap' as const)
  return [
    {
      owner,
      kind,
      credit: null,
      was: null,
      base: null,
      share: null,
      counted: null,
      rate: null,
      factor: null,
      result: toNumber(result),
      plan,
    },
  ]
}

const isBound = (kind: Line['kind']): boolean => kind === 'cap' || kind === 'floor'
