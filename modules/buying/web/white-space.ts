import { placed, signedAlone } from '../objects/buying.ts'

type Filter = Readonly<Record<string, unknown>>
type Ref = Readonly<{ id: string; title: string | null }>
/** One question after the lines of what was bought or is open, by customer and product line. */
export type Question = Readonly<{ object: string; by: readonly unknown[]; measures: Readonly<Record<string, Filter>>; filter: Filter }>
export type Answer = Readonly<{ account?: unknown; category?: unknown; sum?: unknown; last?: unknown }>
export type Cell = Readonly<{ bought: number | null; last: string | null; open: number | null }>

/** More customers or product lines than these are a list, no table. */
export const most = 30

const won = { outcome: 'won', contracts: { none: {} }, orders: { none: {} } }
const open = { outcome: 'open' }
const sources = [
  { object: 'orderLine', of: 'order', on: 'orderedOn', filter: placed, isOpen: false },
  { object: 'contractLine', of: 'contract', on: 'signedOn', filter: signedAlone, isOpen: false },
  { object: 'opportunityLine', of: 'opportunity', on: 'closedOn', filter: won, isOpen: false },
  { object: 'opportunityLine', of: 'opportunity', on: 'closedOn', filter: open, isOpen: true },
] as const

/** What is asked of a customer and of all below it: orders, contracts without orders, deals won without either, deals that are open. */
export const questionsOf = (account: string): readonly Question[] =>
  sources.map(({ object, of, on, filter, isOpen }) => ({
    object,
    by: [
      { field: `${of}.account`, as: 'account' },
      { field: 'product.category', root: true, as: 'category' },
    ],
    measures: { sum: { sum: 'subtotal' }, ...(isOpen ? {} : { last: { max: `${of}.${on}` } }) },
    filter: {
      [`${of}.account`]: { under: account },
      'product.category': { empty: false },
      ...Object.fromEntries(Object.entries(filter).map(([name, value]) => [`${of}.${name}`, value])),
    },
  }))

/** The open deals that a cell counts. */
export const openDeals = (account: string, category: string): Filter => ({
  account,
  ...open,
  lines: { some: { 'product.category': { under: category } } },
})

/** The customer and all below it. */
export const groupOf = (account: string): Filter => ({ or: [{ id: account }, { parent: { under: account } }] })

const idOf = (value: unknown): string => (value as Ref | null)?.id ?? ''

/** The cells by customer and product line; the answers stand in the order of the questions. */
export function gridOf(answers: readonly (readonly Answer[])[], amountOf: (value: unknown) => number) {
  const cells = new Map<string, Cell>()
  for (const [i, rows] of answers.entries()) {
    for (const row of rows) {
      const key = `${idOf(row.account)} ${idOf(row.category)}`
      const cell = cells.get(key) ?? { bought: null, last: null, open: null }
      const [sum, last] = [amountOf(row.sum), row.last ? String(row.last).slice(0, 10) : null]
      const isLater = last !== null && (cell.last === null || last > cell.last)
      cells.set(
        key,
        sources[i]?.isOpen ? { ...cell, open: sum } : { ...cell, bought: (cell.bought ?? 0) + sum, last: isLater ? last : cell.last },
      )
    }
  }
  return (account: string, category: string): Cell | undefined => cells.get(`${account} ${category}`)
}
