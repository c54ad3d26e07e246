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
  person: string
  department: string
  /** List that shows the records, where they have none of their own. */
  shown?: Readonly<{ plural: string; filter: Filter }>
}>

export const isMoney = (measure: string): boolean => measure === 'won' || measure === 'signed' || measure === 'received'

const inForce = { in: ['running', 'finished', 'terminated'] }
const own = { person: 'creditedTo', department: 'creditedDepartment' } as const

/**
 * What a measure counts within some days. Won: deals by closing day; signed: contracts by day of signing without purchases and frames, and change orders by their own; received: confirmed
 * money less what went back, by the day on which it counts, deposits never; new customers: those whose first deal was won then. Of one line of products: deals of its products, and lines of
 * contracts; what comes in is not told apart by product.
 */
export function countedBy(measure: Measure, { from, before, category }: Span): readonly Counted[] {
  const days = { gte: from, lt: before }
  const ofLine = category ? { 'product.category': { under: category } } : {}
  const won = { object: 'opportunity', plural: 'opportunities', ...own }
  const isWon = { outcome: 'won', closedOn: days, ...ofLine }
  switch (measure) {
    case 'won':
      return [{ ...won, filter: isWon, figure: { sum: 'amount', on: 'closedOn' } }]
    case 'wonCount':
      return [{ ...won, filter: isWon, figure: { count: 'id' } }]
    case 'newCustomers':
      return [{ ...won, filter: { ...isWon, 'account.firstWonOn': days }, figure: { countDistinct: 'account' } }]
    case 'received':
      return [
        {
          object: 'receipt',
          plural: 'receipts',
          ...own,
          filter: { status: { in: ['confirmed', 'reversed'] }, kind: { nin: ['deposit', 'writeOff'] }, countsOn: days },
          figure: { sum: 'amount', on: 'countsOn' },
        },
      ]
    case 'signed':
      return category ? [signedLines(days, category)] : signedContracts(days)
  }
}

const signedContracts = (days: Filter): readonly Counted[] => [
  {
    object: 'contract',
    plural: 'contracts',
    ...own,
    filter: { status: inForce, kind: { ne: 'purchase' }, form: { ne: 'frame' }, signedOn: days },
    figure: { sum: 'signedAmount', on: 'signedOn' },
  },
  {
    object: 'contractChange',
    plural: 'contractChanges',
    ...own,
    filter: { status: 'inForce', 'contract.kind': { ne: 'purchase' }, 'contract.form': { ne: 'frame' }, signedOn: days },
    figure: { sum: 'difference', on: 'signedOn' },
  },
]

const signedLines = (days: Filter, category: string): Counted => ({
  object: 'contractLine',
  plural: 'contractLines',
  person: 'contract.creditedTo',
  department: 'contract.creditedDepartment',
  filter: {
    'product.category': { under: category },
    'contract.status': inForce,
    'contract.kind': { ne: 'purchase' },
    'contract.form': { ne: 'frame' },
    'contract.signedOn': days,
  },
  figure: { sum: 'subtotal', on: 'contract.signedOn' },
  shown: {
    plural: 'contracts',
    filter: {
      status: inForce,
      kind: { ne: 'purchase' },
      form: { ne: 'frame' },
      signedOn: days,
      lines: { some: { 'product.category': { under: category } } },
    },
  },
})

/** The list of what a figure of somebody, or of a department and what is below it, is made of. */
export function listOf(
  { plural, filter, person, department, shown }: Counted,
  of: Readonly<{ person?: string; department?: string | null; below?: boolean }>,
) {
  const [who, where] = shown ? ['creditedTo', 'creditedDepartment'] : [person, department]
  const at =
    of.department === undefined
      ? {}
      : { [where]: of.department === null ? { empty: true } : of.below ? { under: of.department } : of.department }
  return { plural: shown?.plural ?? plural, filter: { ...(shown?.filter ?? filter), ...(of.person ? { [who]: of.person } : {}), ...at } }
}
