import { fail, type RowOf, type Work } from '#kernel'
import { product } from '#objects/catalog'
import { warehouse } from '#objects/orders'
import type { seasonLine, seasonPlan, stockProposal } from './objects/index.ts'
import { monthOf, toPieces } from './rules/months.ts'

type Plan = RowOf<typeof seasonPlan>
type Line = RowOf<typeof seasonLine>
/** What went out of a warehouse in a month of the plan, a year before. */
export type Sold = Readonly<{ product: string; warehouse: string; month: string; quantity: number }>
/** What a plan proposes, with the names that head it. */
export type Proposed = Pick<RowOf<typeof stockProposal>, 'kind'> &
  Readonly<{
    product: string
    warehouse: string
    fromWarehouse: string | null
    quantity: number
    neededOn: string
    wanted: number
    there: number
  }>

export const most = 10_000
const mostLines = 5_000
const year = 12
const idOf = (value: unknown): string => String((value as Readonly<{ id: string }> | null)?.id ?? value)

export const placeOf = (one: Readonly<{ product: unknown; warehouse: unknown }>): string => `${one.product} ${one.warehouse}`

/** What was delivered, less what came back, in the same months of the year before. @throws `supply.too-many` */
export async function soldBefore(kernel: Work, plan: Plan): Promise<readonly Sold[]> {
  const rows = await kernel.aggregate({
    object: 'stockMove',
    by: ['product', 'warehouse', { field: 'movedOn', unit: 'month', as: 'month' }],
    measures: { moved: { sum: 'quantity' } },
    filter: {
      kind: { in: ['out', 'return'] },
      movedOn: { gte: monthOf(plan.firstMonth, -year), lt: monthOf(plan.firstMonth, plan.months - year) },
      ...(plan.category ? { 'product.category': plan.category } : {}),
    },
    limit: mostLines + 1,
  })
  if (rows.length > mostLines) fail('supply.too-many', { most: mostLines })
  return rows.flatMap((row) => {
    const quantity = toPieces(-Number(row.moved ?? 0))
    return quantity > 0
      ? [{ product: idOf(row.product), warehouse: idOf(row.warehouse), month: monthOf(String(row.month), year), quantity }]
      : []
  })
}

/** By product and warehouse, what lies there and what is to come until the plan is over. */
export async function stockOf(kernel: Work, plan: Plan, products: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const lies = await sums(kernel, { object: 'stockMove', field: 'quantity', filter: { product: { in: products } } })
  const comes = await sums(kernel, {
    object: 'arrival',
    field: 'left',
    filter: { product: { in: products }, state: { in: ['expected', 'part'] }, expectedOn: { lt: monthOf(plan.firstMonth, plan.months) } },
  })
  return new Map(
    [...new Set([...lies.keys(), ...comes.keys()])].map((key) => [key, toPieces((lies.get(key) ?? 0) + (comes.get(key) ?? 0))]),
  )
}

async function sums(
  kernel: Work,
  { object, field, filter }: Readonly<{ object: string; field: string; filter: object }>,
): Promise<ReadonlyMap<string, number>> {
  const rows = await kernel.aggregate({
    object,
    by: ['product', 'warehouse'],
    measures: { value: { sum: field } },
    filter: filter as Readonly<Record<string, unknown>>,
    limit: most,
  })
  return new Map(rows.map((row) => [placeOf({ product: idOf(row.product), warehouse: idOf(row.warehouse) }), Number(row.value ?? 0)]))
}

type Need = { product: string; warehouse: string; wanted: number; there: number; short: number; neededOn: string }

/** What is missing comes from where more lies than is wanted there, the greatest part first; what then is still missing is to be ordered. */
export function proposalsFor(lines: readonly Line[], stock: ReadonlyMap<string, number>): readonly Proposed[] {
  const needs = needsOf(lines, stock)
  const spare = new Map<string, { warehouse: string; quantity: number }[]>()
  const wantedAt = new Map(needs.map((need) => [placeOf(need), need.wanted]))
  for (const [key, there] of stock) {
    const [id, at] = key.split(' ') as [string, string]
    const quantity = toPieces(there - (wantedAt.get(key) ?? 0))
    if (quantity > 0) spare.set(id, [...(spare.get(id) ?? []), { warehouse: at, quantity }])
  }
  return needs.filter(({ short }) => short > 0).flatMap((need) => supplyOf(need, spare.get(need.product) ?? []))
}

function supplyOf(need: Need, spare: { warehouse: string; quantity: number }[]): Proposed[] {
  const { product: id, warehouse: to, wanted, there, neededOn } = need
  const base = { product: id, warehouse: to, neededOn, wanted, there }
  const made: Proposed[] = []
  let left = need.short
  for (const other of spare.toSorted((a, b) => b.quantity - a.quantity)) {
    const quantity = toPieces(Math.min(left, other.quantity))
    if (quantity <= 0) continue
    made.push({ ...base, kind: 'transfer', fromWarehouse: other.warehouse, quantity })
    other.quantity = toPieces(other.quantity - quantity)
    left = toPieces(left - quantity)
  }
  return left > 0 ? [...made, { ...base, kind: 'order', fromWarehouse: null, quantity: left }] : made
}

/** By product and warehouse, what is wanted over the plan, and from which month on there is too little; what misses most comes first. */
function needsOf(lines: readonly Line[], stock: ReadonlyMap<string, number>): readonly Need[] {
  const places = Map.groupBy(lines, placeOf)
  const needs = [...places].map(([key, ofPlace]): Need => {
    const there = Math.max(0, stock.get(key) ?? 0)
    const months = ofPlace.toSorted((a, b) => a.month.localeCompare(b.month))
    let wanted = 0
    let neededOn = months[0]!.month
    for (const { month, wanted: more } of months) {
      if (wanted <= there) neededOn = month
      wanted = toPieces(wanted + (more ?? 0))
    }
    return {
      product: String(months[0]!.product),
      warehouse: String(months[0]!.warehouse),
      wanted,
      there,
      short: toPieces(wanted - there),
      neededOn,
    }
  })
  return needs.toSorted((a, b) => b.short - a.short)
}

/** Names of goods and warehouses, for headings. */
export async function namesOf(kernel: Work, products: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>((await kernel.settings(warehouse)).map(({ id, name }) => [String(id), name]))
  const portion = 1_000
  for (let from = 0; from < products.length; from += portion) {
    const part = products.slice(from, from + portion)
    for (const { id, name } of await kernel.find(product, { id: { in: part } }, { limit: portion })) names.set(String(id), name)
  }
  return names
}
