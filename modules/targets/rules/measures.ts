import type { Measure } from '../objects/sales-target.ts'

type Filter = Readonly<Record<string, unknown>>
/** Days from `from` up to, not including, `before`; of one line of products where it is named. */
export type Span = Readonly<{ from: string; before: string; category?: string | null }>
/** Records that a measure counts, how, and under whose name. */
export type Counted = Readonly<{
  object: string
  plural: string
  filter: Filter
  figure: Readonly<Record<string, string>>
  /** The day on which it counts. */
  on: string
  /** Whose it is; nobody's yet, where there is none. */
  whose: Readonly<{ person: string; department: string }> | null
  /** Share rows: those of kind overlay are somebody's own, and in no sum of a team. */
  hasShares?: true
  /** What the figure is divided by: shares are per cent. */
  per?: number
  /** Lines have no credit of their own: each goes by the shares of what it is part of, as they were when that happened. */
  partOf?: Readonly<{ field: 'contract' | 'opportunity'; event: 'signed' | 'won' }>
  /** List that shows the records, where they have none of their own. */
  shown?: Readonly<{ plural: string; filter: Filter }>
  /** Figure that says of how many records the value is not known. */
  unknown?: Readonly<Record<string, unknown>>
}>

const sums: readonly string[] = ['won', 'signed', 'received', 'margin']
export const isMoney = (measure: string): boolean => sums.includes(measure)

const inForce = { in: ['running', 'finished', 'terminated'] }
const credits = {
  object: 'saleCredit',
  plural: 'saleCredits',
  on: 'on',
  whose: { person: 'person', department: 'department' },
  hasShares: true,
} as const

/**
 * What a measure counts within some days: credit by share, as it was given when something happened. Won: deals by closing day; signed: contracts by day of signing without purchases and frames, and
 * change orders by their own; received: confirmed money less what went back, by the day on which it counts, deposits never, and what is allocated to no contract is nobody's yet; margin: gross
 * profit of what was won; deals won: each once, in shares; new customers: those whose first deal was won then, of whoever had it. Of one line of products: lines of deals and contracts with its
 * products, and deals without lines by their main product, as profit always is; what comes in is not told apart by product.
 */
export function countedBy(measure: Measure, { from, before, category }: Span): readonly Counted[] {
  const days = { gte: from, lt: before }
  const won = { ...credits, filter: { event: 'won', on: days } }
  const ofMain = category ? { ...won, filter: { ...won.filter, 'opportunity.product.category': { under: category } } } : won
  const worth = { figure: { sum: 'credited' }, unknown: { count: 'id', filter: { amount: { empty: true } } } }
  switch (measure) {
    case 'won':
      return category
        ? [{ ...ofMain, filter: { ...ofMain.filter, 'opportunity.lines': { none: {} } }, ...worth }, wonLines(days, category)]
        : [{ ...won, ...worth }]
    case 'wonCount':
      return [{ ...won, filter: { ...won.filter, ...withProduct(category, 'opportunity.') }, figure: { sum: 'share' }, per: 100 }]
    case 'margin':
      return [{ ...ofMain, figure: { sum: 'creditedProfit' }, unknown: { count: 'id', filter: { profit: { empty: true } } } }]
    case 'newCustomers':
      return [newCustomers(days, category)]
    case 'received':
      return [{ ...credits, filter: { event: 'received', on: days }, ...worth }, unallocated(days)]
    case 'signed':
      return category ? [signedLines(days, category)] : [{ ...credits, filter: { event: 'signed', on: days }, ...worth }]
  }
}

/** Deals that have lines are of the products of those, all others of their main product. */
const withProduct = (category: Span['category'], at: string): Filter =>
  category
    ? {
        or: [
          { [`${at}lines`]: { some: { 'product.category': { under: category } } } },
          { [`${at}lines`]: { none: {} }, [`${at}product.category`]: { under: category } },
        ],
      }
    : {}

const wonLines = (days: Filter, category: string): Counted => {
  const deals = { outcome: 'won', closedOn: days }
  const ofLine = { 'product.category': { under: category } }
  return {
    object: 'opportunityLine',
    plural: 'opportunityLines',
    on: 'opportunity.closedOn',
    whose: credits.whose,
    partOf: { field: 'opportunity', event: 'won' },
    filter: { ...ofLine, ...Object.fromEntries(Object.entries(deals).map(([name, value]) => [`opportunity.${name}`, value])) },
    figure: { sum: 'subtotal', on: 'opportunity.closedOn' },
    shown: { plural: 'opportunities', filter: { ...deals, lines: { some: ofLine } } },
  }
}

const newCustomers = (days: Filter, category: Span['category']): Counted => ({
  object: 'opportunity',
  plural: 'opportunities',
  on: 'closedOn',
  whose: { person: 'creditedTo', department: 'creditedDepartment' },
  filter: {
    outcome: 'won',
    closedOn: days,
    'account.firstWonOn': days,
    ...withProduct(category, ''),
  },
  figure: { countDistinct: 'account' },
})

/** It came, so the company has it; whose result it is shows when it is allocated. */
const unallocated = (days: Filter): Counted => ({
  object: 'receipt',
  plural: 'receipts',
  on: 'countsOn',
  whose: null,
  filter: {
    status: { in: ['confirmed', 'reversed'] },
    kind: { nin: ['deposit', 'writeOff'] },
    countsOn: days,
    rest: { ne: 0 },
  },
  figure: { sum: 'rest', on: 'countsOn' },
})

const signedLines = (days: Filter, category: string): Counted => {
  const contracts = { status: inForce, kind: { ne: 'purchase' }, form: { ne: 'frame' }, signedOn: days }
  const ofLine = { 'product.category': { under: category } }
  return {
    object: 'contractLine',
    plural: 'contractLines',
    on: 'contract.signedOn',
    whose: credits.whose,
    partOf: { field: 'contract', event: 'signed' },
    filter: { ...ofLine, ...Object.fromEntries(Object.entries(contracts).map(([name, value]) => [`contract.${name}`, value])) },
    figure: { sum: 'subtotal', on: 'contract.signedOn' },
    shown: { plural: 'contracts', filter: { ...contracts, lines: { some: ofLine } } },
  }
}

/** The list of what a figure of somebody, or of a department and what is below it, is made of; null where it is nobody's. */
export function listOf(
  { plural, filter, whose, hasShares, shown, partOf }: Counted,
  of: Readonly<{ person?: string; department?: string | null; below?: boolean }>,
): Readonly<{ plural: string; filter: Filter }> | null {
  if (!whose) return of.person || of.department !== undefined ? null : { plural, filter }
  const at = of.department === undefined ? {} : { [whose.department]: placeOf(of) }
  const mine = { ...(of.person ? { [whose.person]: of.person } : hasShares ? { kind: 'normal' } : {}), ...at }
  if (!shown) return { plural, filter: { ...filter, ...mine } }
  const isAnybody = Object.keys(mine).length === 0
  return {
    plural: shown.plural,
    filter: { ...shown.filter, ...(isAnybody ? {} : { saleCredits: { some: { event: partOf!.event, ...mine } } }) },
  }
}

const placeOf = ({ department, below }: Readonly<{ department?: string | null; below?: boolean }>) =>
  department === null ? { empty: true } : below ? { under: department } : department
