import type { RowOf, Work } from '#kernel'
import { productCategory } from '#objects/catalog'
import { discountLimit } from './objects/index.ts'
import { amountOf, askedPrice, type Figures, type LineInput, lineCost, rateOf, toCents } from './rules/figures.ts'

type Rate = 'discount' | 'margin'
/** What a product's status asks approval for, whatever the limits are. */
export type Bound = 'approvalOnly' | 'offSale'
export type Excess = Rate | Bound
const rates: readonly Rate[] = ['discount', 'margin']
const bounds: readonly Bound[] = ['approvalOnly', 'offSale']
export const boundOf = (status: unknown): Bound | null => bounds.find((bound) => bound === status) ?? null

type Limit = Readonly<{ mostDiscount: number | null; leastMargin: number | null }>
/** Limits of somebody: of a group of products, and of everything under `''`. */
export type Limits = Readonly<{ of: ReadonlyMap<string, Limit>; parents: ReadonlyMap<string, string | null> }>
type Rule = RowOf<typeof discountLimit>

/** All limits there are; they are few. */
export async function readLimits(kernel: Work): Promise<(roles: readonly string[]) => Limits> {
  const rows = await kernel.find(discountLimit, { isActive: true }, { limit: 1_000 })
  const groups = rows.some(({ category }) => category) ? await kernel.find(productCategory, {}, { limit: 10_000 }) : []
  const parents = new Map(groups.map(({ id, parent }) => [id as string, parent as string | null]))
  return (roles) => {
    const mine = rows.filter(({ roles: bound }) => !bound?.length || bound.some((role) => roles.includes(role)))
    const of = new Map([...Map.groupBy(mine, ({ category }) => category ?? '')].map(([group, some]) => [group as string, generous(some)]))
    return { of, parents }
  }
}

const generous = (rows: readonly Rule[]): Limit => {
  const most = rows.flatMap(({ mostDiscount }) => mostDiscount ?? [])
  const least = rows.flatMap(({ leastMargin }) => leastMargin ?? [])
  return { mostDiscount: most.length > 0 ? Math.max(...most) : null, leastMargin: least.length > 0 ? Math.min(...least) : null }
}

/** What goes beyond the limits: of each position, and of the whole. `status` is that of its product, where that matters. */
export function excessOf(
  lines: readonly (LineInput & Readonly<{ category: string | null; status?: unknown }>)[],
  figures: Figures,
  o: Readonly<{ limits: Limits }>,
): Readonly<{ lines: readonly (Excess | null)[]; whole: readonly Excess[] }> {
  const beyond = lines.map((line, i): Rate | null => {
    const amounts = figures.lines[i]
    const limit = nearest(o.limits, line.category)
    if (!amounts?.counts || !limit) return null
    const list = toCents(askedPrice(line) * Number(line.quantity ?? 1), figures.currency)
    if (isBeyond(limit, 'margin', margin(amounts.net, amountOf(line.cost) === null ? null : lineCost(line, figures.currency))))
      return 'margin'
    return isBeyond(limit, 'discount', rateOf(list - amounts.said, list)) ? 'discount' : null
  })
  const bound = lines.map(({ status }, i) => (figures.lines[i]?.counts ? boundOf(status) : null))
  const general = o.limits.of.get('')
  const rate = {
    discount: rateOf(figures.list - figures.said, figures.list),
    margin: margin(figures.net, figures.cost),
  }
  const whole: readonly Excess[] = [
    ...rates.filter((kind) => (general && isBeyond(general, kind, rate[kind])) || beyond.includes(kind)),
    ...bounds.filter((kind) => bound.includes(kind)),
  ]
  return { lines: beyond.map((kind, i) => bound[i] ?? kind), whole }
}

const margin = (net: number, cost: number | null): number | null => (cost === null ? null : rateOf(net - cost, net))

function isBeyond({ mostDiscount, leastMargin }: Limit, kind: Rate, rate: number | null): boolean {
  if (rate === null) return false
  return kind === 'discount' ? mostDiscount !== null && rate > mostDiscount : leastMargin !== null && rate < leastMargin
}

function nearest({ of, parents }: Limits, category: string | null): Limit | undefined {
  for (let at = category, depth = 0; at && depth < 50; at = parents.get(at) ?? null, depth += 1) if (of.has(at)) return of.get(at)
  return of.get('')
}
