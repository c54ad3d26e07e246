import type { Work } from '#kernel'
import { piecesOf } from '#objects/catalog'
import { contract } from '#objects/contracts'
import { delivery, deliveryLine, order, orderLine, orderReturn, returnLine } from '#objects/orders'
import { everyOf } from './every.ts'
import { compare, type Exact, exact, minus, zero } from './exact.ts'

export type Piece = { readonly product: string; readonly on: string; quantity: Exact }

/** Orders of deals: those that name one, and call-offs under its contract. */
export async function ordersOf(work: Work, deals: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const own = await everyOf(work, order, { field: 'opportunity', among: deals })
  const under = await everyOf(work, order, { field: 'contract.opportunity', among: deals, more: { opportunity: { empty: true } } })
  const contracts = await everyOf(work, contract, { field: 'id', among: under.flatMap((row) => row.contract ?? []) })
  const dealOf = new Map(contracts.map((row) => [row.id as string, row.opportunity as string]))
  return new Map([
    ...own.map((row) => [row.id as string, row.opportunity as string] as const),
    ...under.map((row) => [row.id as string, dealOf.get(row.contract!)!] as const),
  ])
}

/** By deal, what of its goods is with the customer and since when, eldest first: what came back is as if it had not gone. */
export async function deliveredOf(work: Work, deals: readonly string[]): Promise<ReadonlyMap<string, readonly Piece[]>> {
  const dealOf = await ordersOf(work, deals)
  if (dealOf.size === 0) return new Map()
  const heads = await everyOf(work, delivery, { field: 'order', among: dealOf.keys() })
  if (heads.length === 0) return new Map()
  const out = await everyOf(work, deliveryLine, { field: 'delivery', among: heads.map(({ id }) => id) })
  const lines = await everyOf(work, orderLine, { field: 'id', among: out.map((row) => row.orderLine) })
  const goods = new Map(lines.map((row) => [row.id as string, row]))
  const returns = await everyOf(work, orderReturn, { field: 'order', among: dealOf.keys() })
  const from = new Map(returns.map((row) => [row.id as string, row.delivery as string]))
  const back = await everyOf(work, returnLine, { field: 'orderReturn', among: from.keys() })
  const headOf = new Map(heads.map((row) => [row.id as string, row]))
  const pieces = out
    .map((row) => {
      const [head, line] = [headOf.get(row.delivery)!, goods.get(row.orderLine)!]
      const came = back.filter((one) => one.orderLine === row.orderLine && from.get(one.orderReturn) === row.delivery)
      const quantity = came.reduce((left, one) => minus(left, exact(piecesOf(line, one.quantity))), exact(piecesOf(line, row.quantity)))
      return { deal: dealOf.get(head.order)!, product: (line.product as string | null) ?? '', on: head.deliveredOn as string, quantity }
    })
    .filter((piece) => piece.product && compare(piece.quantity, zero) > 0)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  return Map.groupBy(pieces, ({ deal }) => deal)
}
