import { defineConsequence, fail, type Money, member, type RowOf, system, type Work } from '#kernel'
import { addDays } from '#kernel/model'
import { asksPrice, isMeasured, unitsOf } from '#modules/catalog'
import { daysFor, defaultEntity } from '#modules/company'
import { product } from '#objects/catalog'
import { opportunity } from '#objects/sales'
import { boundOf, excessOf, readLimits } from '../limits.ts'
import { type Due, type LineChange, priceLines } from '../line-prices.ts'
import { fixedStates, quote, quoteLine } from '../objects/index.ts'
import { dropLostParts, followHeads } from '../parts.ts'
import { promoteLines } from '../promote-lines.ts'
import { type Line, linesOf, type Quote, type QuoteChange } from '../quote-rows.ts'
import { figuresOf, rateOf, toMoney } from '../rules/figures.ts'

type Step = Readonly<{ row: Line; before: Line | null }>
/** A position with what its product says. */
type Judged = Line & Readonly<{ category: string | null; status: string | null }>
type Book = Readonly<{ kernel: Work; limitsOf: Awaited<ReturnType<typeof readLimits>>; rolesOf: ReadonlyMap<string, readonly string[]> }>

/** New positions, and those with another product or quantity, get their price; then everything is added up. */
export const reckonLines = defineConsequence(quoteLine, {
  reads: [
    'quote',
    'position',
    'kind',
    'product',
    'quantity',
    'unit',
    'unitFactor',
    'price',
    'discount',
    'discountAmount',
    'taxRate',
    'taxMode',
    'isChosen',
    'cost',
    'isPart',
    'head',
    'isIncluded',
  ],
  async run(work, written) {
    const due = written.filter(
      ({ row, before }) =>
        isMeasured({ row, before }, work.actor.kind !== 'system') ||
        row.quantity !== before!.quantity ||
        row.isIncluded !== before!.isIncluded,
    )
    const quotes = [...new Set(written.map(({ row }) => row.quote as string))]
    await assertOpen(work, quotes)
    await followHeads(work.as(system('parts go with what they belong to')), written)
    await reckon(work, quotes, due)
  },
})

/** Another customer, currency or day means other prices. */
export const reckonQuotes = defineConsequence(quote, {
  reads: ['account', 'currency', 'quotedOn', 'taxMode', 'handDiscount', 'lines', 'opportunity', 'owner'],
  async run(work, written) {
    const isOther = ({ row, before }: (typeof written)[number]) =>
      !!before && (['account', 'currency', 'quotedOn'] as const).some((name) => row[name] !== before[name])
    const other = written.filter(isOther).map(({ row }) => row.id as string)
    const lines = other.length > 0 ? await linesOf(work.as(system('figures of a quote')), other) : []
    const ids = written.map(({ row }) => row.id as string)
    await assertOpen(
      work,
      written.flatMap(({ row, before }) =>
        before && row.owner === before.owner && row.opportunity === before.opportunity ? [row.id as string] : [],
      ),
    )
    await dropLostParts(
      work.as(system('parts go with what they belong to')),
      written.flatMap(({ row, before }) => (before ? [row.id as string] : [])),
    )
    await complete(
      work,
      written.flatMap(({ row, before }) => (before ? [] : [row])),
    )
    await reckon(
      work,
      ids,
      lines.map((line) => ({ row: line, before: line })),
    )
  },
})

/** A new quote that names none of our companies is one of the default's, and one that names no last day holds as long as is set. */
async function complete(work: Work, rows: readonly Quote[]): Promise<void> {
  const open = rows.filter((row) => !row.legalEntity || !row.validUntil)
  if (open.length === 0) return
  const entity = await defaultEntity(work)
  const [holds] = await daysFor(work, 'quoteHolds')
  const changes = open.map((row) => ({
    id: row.id,
    ...(!row.legalEntity && entity ? { legalEntity: entity.id } : {}),
    ...(!row.validUntil && holds ? { validUntil: addDays(row.quotedOn ?? work.today, holds.days) } : {}),
  }))
  await work.as(system('our company on a quote, and how long it holds')).changeMany(quote, changes)
}

/** What somebody was told stays as it was said. */
async function assertOpen(work: Work, ids: readonly string[]): Promise<void> {
  if (work.actor.kind === 'system' || ids.length === 0) return
  const [fixed] = await work.find(quote, { id: { in: ids }, status: { in: fixedStates } }, { limit: 1 })
  if (fixed) fail('quotes.is-fixed', { status: fixed.status, number: fixed.number })
}

/** Prices what is due and adds up; writes only what is different from what stands there. */
export async function reckon(work: Work, ids: readonly string[], steps: readonly Step[]): Promise<void> {
  const kernel = work.as(system('figures of a quote'))
  const rows = await kernel.find(quote, { id: { in: ids } }, { limit: 10_000 })
  const lines = Map.groupBy(await linesOf(kernel, ids), (line) => line.quote as string)
  const before = steps.flatMap((step) => step.before ?? [])
  const products = [...new Set([...[...lines.values()].flat(), ...before].flatMap((line) => (line.product as string | null) ?? []))]
  const goods = new Map(
    (products.length > 0 ? await kernel.find(product, { id: { in: products } }, { limit: 10_000 }) : []).map((one) => [
      one.id as string,
      one,
    ]),
  )
  const due = await dueOf(kernel, steps, { goods, isTyped: work.actor.kind !== 'system' })
  const owners = [...new Set(rows.flatMap(({ owner }) => owner ?? []))]
  const people = owners.length > 0 ? await kernel.find(member, { id: { in: owners } }, { limit: 10_000 }) : []
  const book: Book = {
    kernel,
    limitsOf: await readLimits(kernel),
    rolesOf: new Map(people.map((one) => [one.id as string, one.roles ?? []])),
  }
  const lineChanges: (LineChange & { id: string })[] = []
  const changes: (QuoteChange & { id: string })[] = []
  for (const row of rows) {
    const own = lines.get(row.id) ?? []
    const isDue = own.some(({ id }) => due.has(id))
    const listed = isDue ? await priceLines(kernel, row, { lines: own, due, goods }) : new Map<string, LineChange>()
    const lowered = await promoteLines(kernel, row, own, { priced: listed, goods })
    const priced = new Map(own.map(({ id }) => [id as string, { ...listed.get(id), ...lowered.get(id) } as LineChange]))
    const now = own.map((line) => {
      const its = line.product ? goods.get(line.product) : undefined
      return { ...line, ...priced.get(line.id), category: its?.category ?? null, status: its?.status ?? null } as Judged
    })
    const found = figuresFor(book, row, now)
    lineChanges.push(...own.flatMap((line, i) => differing(line, { ...priced.get(line.id), ...found.lines[i] })))
    changes.push(...differing(row, { ...found.whole, ...(await asPrimary(kernel, row)) }))
  }
  if (lineChanges.length > 0) await kernel.changeMany(quoteLine, lineChanges)
  if (changes.length > 0) await kernel.changeMany(quote, changes)
  await driveDeals(kernel, ids)
}

/** What is to be priced, with the unit that it is counted in from now on. */
async function dueOf(
  kernel: Work,
  steps: readonly Step[],
  o: Readonly<{ goods: ReadonlyMap<string, RowOf<typeof product>>; isTyped: boolean }>,
): Promise<ReadonlyMap<string, Due>> {
  const units = await unitsOf(kernel, steps, o)
  return new Map(
    steps.map((step): [string, Due] => {
      const unit = units.get(step.row.id)
      const asks = o.isTyped && asksPrice(step, unit)
      return [step.row.id, { before: unit ? step.before : null, asks, ...(unit ? { unit } : {}) }]
    }),
  )
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** The fields that would be different, with the id; nothing where all are as they are. */
function differing<R extends { id: string }, C extends object>(row: R, to: C): (C & { id: string })[] {
  const entries = Object.entries(to).filter(([name, value]) => !isSame((row as Record<string, unknown>)[name], value))
  return entries.length > 0 ? [{ ...(Object.fromEntries(entries) as C), id: row.id }] : []
}

function figuresFor({ limitsOf, rolesOf }: Book, row: Quote, lines: readonly Judged[]) {
  const currency = row.currency!
  const figures = figuresOf(lines, row)
  const money = (cents: number | null): Money | null => (cents === null ? null : toMoney(cents, currency))
  const hasLines = figures.lines.some((line) => line?.counts)
  const excess = excessOf(lines, figures, { limits: limitsOf(rolesOf.get(String(row.owner)) ?? []) })
  const noCost = lines.some((line) => line.kind !== 'heading' && line.cost === null)
  const cost = hasLines ? figures.cost : null
  const rates = {
    discountRate: rateOf(figures.list - figures.said, figures.list),
    marginRate: cost === null ? null : rateOf(figures.net - cost, figures.net),
  }
  const whole: QuoteChange = {
    net: money(figures.net),
    tax: money(figures.tax),
    gross: money(figures.gross),
    cost: money(cost),
    margin: money(cost === null ? null : figures.net - cost),
    ...rates,
    exceeds: excess.whole.length > 0 ? excess.whole : null,
    concern: noCost ? 'noCost' : excess.whole.length > 0 ? 'beyondLimits' : null,
    ...(isWorse(row, rates) || (row.status === 'approved' && asksAnew(lines))
      ? { status: 'draft' as const, approvedBy: null, approvedAt: null }
      : {}),
  }
  return {
    whole,
    lines: figures.lines.map(
      (line, i): LineChange =>
        line
          ? {
              net: money(line.net),
              tax: money(line.tax),
              gross: money(line.gross),
              netPrice: lines[i]!.price ? money(line.unit) : null,
              exceeds: excess.lines[i] ?? null,
            }
          : { net: null, tax: null, gross: null, netPrice: null, exceeds: null },
    ),
  }
}

/** Approval holds for the figures that were approved and for better ones. */
function isWorse(row: Quote, now: Readonly<{ discountRate: number | null; marginRate: number | null }>): boolean {
  if (row.status !== 'approved') return false
  return (
    now.marginRate === null ||
    (row.approvedMarginRate !== null && now.marginRate < row.approvedMarginRate) ||
    (now.discountRate ?? 0) > (row.approvedDiscountRate ?? 0)
  )
}

/** A position that asks for approval by its product, and did not when the quote was approved. */
const asksAnew = (lines: readonly Judged[]): boolean =>
  lines.some(({ status, exceeds }) => boundOf(status) !== null && boundOf(status) !== exceeds)

/** The first quote of a deal is the one that the deal goes by. */
async function asPrimary(kernel: Work, row: Quote): Promise<QuoteChange> {
  if (!row.opportunity) return row.isPrimary ? { isPrimary: false } : {}
  if (row.isPrimary || !['draft', 'approved', 'sent', 'accepted'].includes(String(row.status))) return {}
  await kernel.hold([`quotes.deal ${row.opportunity}`])
  const others = await kernel.count(quote, { opportunity: row.opportunity, isPrimary: true, id: { ne: row.id } }, { most: 1 })
  return others === 0 ? { isPrimary: true } : {}
}

/** The amount of an open deal is that of its primary quote. */
export async function driveDeals(kernel: Work, ids: readonly string[]): Promise<void> {
  const rows = await kernel.find(
    quote,
    { id: { in: ids }, isPrimary: true, opportunity: { empty: false }, gross: { empty: false } },
    { limit: 10_000 },
  )
  const priced = rows.filter(({ gross }) => (gross as Money).amount > 0)
  if (priced.length === 0) return
  const deals = await kernel.find(
    opportunity,
    { id: { in: priced.map((row) => row.opportunity as string) }, outcome: 'open' },
    { limit: 10_000 },
  )
  const due = deals.flatMap((deal) => {
    const { gross } = priced.find((row) => row.opportunity === deal.id)!
    return isSame(deal.amount, gross) ? [] : [{ id: deal.id, amount: gross, amountFromLines: false }]
  })
  if (due.length > 0) await kernel.changeMany(opportunity, due)
}
