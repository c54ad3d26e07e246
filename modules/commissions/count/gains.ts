import type { RowOf, Work } from '#kernel'
import { counting } from '#modules/quotes'
import { amountOf, factorOf, moneyOf, piecesOf, type product, productCost } from '#objects/catalog'
import { quote, quoteLine } from '#objects/quotes'
import type { opportunity } from '#objects/sales'
import { deliveredOf, type Piece } from './delivered.ts'
import { everyOf } from './every.ts'
import { compare, type Exact, exact, least, minus, per, plus, times, zero } from './exact.ts'

type Deal = RowOf<typeof opportunity>
type Sold = Readonly<{ product: string | null; quantity: number | null; unitFactor: number | null }>
/** `holds`: how many of the product's own unit the cost is for. */
type Costed = Sold & Readonly<{ cost: unknown; holds: number }>
type Entry = RowOf<typeof productCost>
type History = (product: string, day: string) => Entry | undefined

/** What won deals gain: net less their costs. Pieces that are delivered cost what they did on that day; the others what the accepted quote says, or what they cost on the day of winning. */
export async function readGains(
  work: Work,
  won: readonly Deal[],
  { lines, goods }: Readonly<{ lines: ReadonlyMap<string, readonly Sold[]>; goods: ReadonlyMap<string, RowOf<typeof product>> }>,
): Promise<(deal: Deal, net: Exact) => Exact | null> {
  const ids = won.map(({ id }) => id)
  const pieces = await deliveredOf(work, ids)
  const quotes = await everyOf(work, quote, { field: 'opportunity', among: ids, more: { status: 'accepted' } })
  const quoteOf = new Map(quotes.map((row) => [row.opportunity as string, row]))
  const asked = quotes.filter((row) => pieces.has(row.opportunity as string)).map(({ id }) => id)
  const offered = Map.groupBy(await everyOf(work, quoteLine, { field: 'quote', among: asked }), (line) => line.quote as string)
  const costOn = await historyOf(work, [...[...lines.values()].flat(), ...[...offered.values()].flat()])
  return (deal, net) => {
    const accepted = quoteOf.get(deal.id)
    const its = pieces.get(deal.id) ?? []
    const currency = moneyOf(deal.amount, work.workspace.currency).currency
    if (accepted?.margin) {
      const positions = taken(offered.get(accepted.id) ?? [])
      const margin = exact(amountOf(accepted.margin) ?? 0)
      const on = { costOn, day: accepted.quotedOn ?? deal.closedOn!, currency: moneyOf(accepted.margin).currency }
      const [then, now] = [costsOf(positions, [], on), costsOf(positions, its, on)]
      return its.length === 0 ? margin : then && now && plus(margin, minus(then, now))
    }
    const day = deal.closedOn!
    const positions = (lines.get(deal.id) ?? []).map((line): Costed => {
      const cost = line.product ? (costOn(line.product, day)?.cost ?? goods.get(line.product)?.cost) : null
      return { ...line, cost, holds: 1 }
    })
    const costs = positions.length > 0 ? costsOf(positions, its, { costOn, day, currency }) : null
    return costs && minus(net, costs)
  }
}

/** The positions of a quote that were taken. */
function taken(rows: readonly RowOf<typeof quoteLine>[]): readonly Costed[] {
  const lines = rows.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
  const counts = counting(lines)
  return lines.filter((_, i) => counts[i]).map((line) => ({ ...line, holds: factorOf(line) }))
}

/** What a product cost on a day, by its history. */
async function historyOf(work: Work, lines: readonly Sold[]): Promise<History> {
  const rows = await everyOf(work, productCost, { field: 'product', among: lines.flatMap((line) => line.product ?? []) })
  const histories = Map.groupBy(
    rows.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1)),
    (row) => row.product as string,
  )
  return (of, day) => histories.get(of)?.findLast(({ validFrom }) => validFrom <= day)
}

type Terms = Readonly<{ costOn: History; day: string; currency: string }>

/** What positions cost, piece by piece as they went out, eldest first; null where some cost is missing or in another currency. */
function costsOf(positions: readonly Costed[], pieces: readonly Piece[], { costOn, day, currency }: Terms): Exact | null {
  const left = pieces.map((piece) => ({ ...piece }))
  let costs = zero
  for (const position of positions) {
    const { product: good, cost, holds } = position
    let rest = exact(piecesOf(position))
    const parts: [unknown, Exact, number][] = []
    for (const piece of left.filter((one) => one.product === good)) {
      const part = least(rest, piece.quantity)
      if (compare(part, zero) <= 0) continue
      const now = costOn(piece.product, piece.on)
      const isOther = now && now.id !== costOn(piece.product, day)?.id
      parts.push(isOther ? [now.cost, part, 1] : [cost, part, holds])
      rest = minus(rest, part)
      piece.quantity = minus(piece.quantity, part)
    }
    if (compare(rest, zero) > 0) parts.push([cost, rest, holds])
    for (const [each, part, of] of parts) {
      if (!each || moneyOf(each).currency !== currency) return null
      costs = plus(costs, per(times(exact(amountOf(each) ?? 0), part), exact(of)))
    }
  }
  return costs
}
