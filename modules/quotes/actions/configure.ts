import { defineAction, fail, type Money, type RowOf, system, type Work } from '#kernel'
import { decimal, json, link, money, yesNo } from '#kernel/model'
import { findPrices, optionBooks, promoted } from '#modules/catalog'
import {
  type Chosen,
  type OptionBook,
  type Part,
  partsOf,
  piecesOf,
  product,
  type Reason,
  reasonsAgainst,
  reasonsAgainstOption,
  toCents,
} from '#objects/catalog'
import { chosenOf, configuredOf } from '../configured.ts'
import { openStates, quote, quoteLine } from '../objects/index.ts'
import { type Line, linesOf, type Quote } from '../quote-rows.ts'

type Wish = Readonly<{ row: Quote; lines: readonly Line[]; head: Line | null; product: string; quantity: number }>
type Priced = Readonly<{ price: Money | null; from: string | null }>
/** A part with its name and what one of it costs this customer. */
type ShownPart = Part & Priced & Readonly<{ name: string }>

/**
 * Chooses among the options of a product on a quote, new or on it already. A choice that holds becomes the position with its parts; of one that does not, and of a
 * trial, only what it would be is answered: what is wrong with it, why options cannot be taken beside the rest, and the price by the customer's list.
 *
 * @throws `quotes.is-fixed` for a quote that is out; `quotes.nothing-to-configure` for a product without options.
 */
export const configure = defineAction('quotes.configure', {
  on: quote,
  input: {
    quote: link(quote, { required: true }),
    line: link(quoteLine),
    product: link(product),
    quantity: decimal({ scale: 4, min: 0 }),
    /** Options, each by its id or as `{ option, quantity }`; what is preset, or was chosen before, where nobody says. */
    choices: json(),
    trial: yesNo({ default: false }),
  },
  result: {
    quote: link(quote, { required: true }),
    line: link(quoteLine),
    isValid: yesNo({ required: true }),
    reasons: json({ required: true }),
    groups: json({ required: true }),
    parts: json({ required: true }),
    total: money(),
  },
  fails: ['quotes.is-fixed', 'quotes.nothing-to-configure'],
  offered: { status: { in: ['draft', 'approved'] } },
  async run(work, input) {
    const wish = await wishOf(work, input)
    const kernel = work.as(system('options of a product'))
    const book = (await optionBooks(kernel, [wish.product])).get(wish.product)
    const old = wish.head ? wish.lines.filter(({ head }) => head === wish.head!.id) : []
    if (!book && old.length === 0) fail('quotes.nothing-to-configure')
    const options: OptionBook = book ?? { groups: [], options: [], rules: [] }
    const chosen = input.choices ? readChoices(input.choices) : startOf(options, old)
    const reasons = reasonsAgainst(options, chosen)
    const [head, ...parts] = await priced(kernel, wish, [headPart(wish), ...partsOf(options, chosen, piecesFor(wish))])
    const isValid = reasons.length === 0
    const line = isValid && !input.trial ? await store(work, wish, { parts, old }) : (wish.head?.id ?? null)
    return {
      quote: wish.row.id,
      line: line as Line['id'] | null,
      isValid,
      reasons: reasons.map((reason) => (reason.code === 'gone' ? { ...reason, name: oldName(old, reason) } : reason)),
      groups: await shownGroups(kernel, { wish, book: options, chosen }),
      parts: [head!, ...parts],
      total: totalOf([head!, ...parts], wish.row.currency!),
    }
  },
})

const oldName = (old: readonly Line[], { option, name }: Reason): string => old.find((line) => line.option === option)?.description ?? name

type Input = Readonly<{ quote: string; line?: string | null; product?: string | null; quantity?: number | null }>

async function wishOf(work: Work, input: Input): Promise<Wish> {
  const row = await work.one(quote, input.quote, { lock: true })
  if (!openStates.includes(row.status!)) fail('quotes.is-fixed', { status: row.status, number: row.number })
  const lines = await linesOf(work, [row.id])
  const head = input.line ? (lines.find(({ id, isPart }) => id === input.line && !isPart) ?? null) : null
  const goods = input.product ?? head?.product
  if ((input.line && !head) || !goods) fail('quotes.nothing-to-configure')
  return { row, lines, head, product: goods, quantity: input.quantity ?? head?.quantity ?? 1 }
}

/** @throws `kernel.bad-value` for what is no list of options */
function readChoices(given: unknown): Chosen[] {
  if (!Array.isArray(given)) fail('kernel.bad-value', { field: 'choices', want: 'list' })
  const read = given.map((one: unknown): Chosen => {
    if (typeof one === 'string') return { option: one }
    const { option, quantity } = (one ?? {}) as { option?: unknown; quantity?: unknown }
    if (typeof option !== 'string' || (quantity !== undefined && quantity !== null && typeof quantity !== 'number'))
      fail('kernel.bad-value', { field: 'choices', want: 'option' })
    return { option, ...(typeof quantity === 'number' ? { quantity } : {}) }
  })
  return [...new Map(read.map((one) => [one.option, one])).values()]
}

/** What stands there, else what is preset or cannot be left out. */
const startOf = ({ options }: OptionBook, old: readonly Line[]): Chosen[] =>
  old.length > 0 ? chosenOf(old) : options.filter(({ isPreset, isRequired }) => isPreset || isRequired).map(({ id }) => ({ option: id }))

const piecesFor = ({ head, quantity }: Wish): number => (head ? piecesOf(head, quantity) : quantity)

const headPart = ({ product: goods, quantity }: Wish): Part => ({
  option: null,
  product: goods,
  quantity,
  perHead: null,
  isIncluded: false,
})

async function priced(kernel: Work, { row, head }: Wish, parts: readonly Part[]): Promise<ShownPart[]> {
  const ids = [...new Set(parts.map((part) => part.product))]
  const goods: readonly RowOf<typeof product>[] = await kernel.find(product, { id: { in: ids } }, { limit: 10_000 })
  const buyer = { account: row.account, on: row.quotedOn ?? kernel.today, currency: row.currency! }
  // The head alone may be counted in a further unit.
  const { unit = null, unitFactor = null } = head ?? {}
  const measured = parts.map((part) =>
    part.perHead === null && !part.option && part.product === head?.product ? { ...part, unit, unitFactor } : part,
  )
  const prices = await findPrices(kernel, buyer, measured)
  const lowered = await promoted(
    kernel,
    buyer,
    measured.map(({ product: id, quantity, isIncluded, ...of }, i) => ({
      ...('unitFactor' in of ? { unitFactor: of.unitFactor } : {}),
      product: id,
      category: goods.find((one) => one.id === id)?.category ?? null,
      quantity,
      price: isIncluded ? null : (prices[i]?.price ?? null),
    })),
  )
  return parts.map((part, i) => ({
    ...part,
    name: goods.find(({ id }) => id === part.product)?.name ?? '',
    price: part.isIncluded ? { amount: 0, currency: row.currency! } : (lowered[i]?.price ?? prices[i]?.price ?? null),
    from: lowered[i]?.parts[0]?.name ?? prices[i]?.list?.name ?? null,
  }))
}

const totalOf = (parts: readonly ShownPart[], currency: string): Money | null =>
  parts.some(({ price }) => price === null)
    ? null
    : {
        amount: toCents(
          parts.reduce((sum, { price, quantity }) => sum + toCents(price!.amount * quantity, currency), 0),
          currency,
        ),
        currency,
      }

/** All groups with all options: what it costs, and why it cannot be taken beside what is chosen. */
async function shownGroups(kernel: Work, { wish, book, chosen }: Readonly<{ wish: Wish; book: OptionBook; chosen: readonly Chosen[] }>) {
  const all = book.options.map((one) => ({ option: one.id }))
  const prices = await priced(kernel, wish, partsOf({ ...book, rules: [] }, all, piecesFor(wish)))
  const picked = new Map(chosen.map((one) => [one.option, one]))
  return book.groups.map(({ id, name, pick, least, most }) => ({
    id,
    name,
    pick,
    least: least ?? 0,
    most: pick === 'one' ? 1 : most,
    options: book.options
      .filter(({ group }) => group === id)
      .map((one) => ({
        id: one.id,
        name: one.name,
        quantityRule: one.quantityRule,
        quantity: one.quantityRule === 'asked' ? (picked.get(one.id)?.quantity ?? one.quantity) : one.quantity,
        leastQuantity: one.leastQuantity,
        mostQuantity: one.mostQuantity,
        isRequired: one.isRequired === true,
        isChosen: picked.has(one.id),
        price: prices.find(({ option }) => option === one.id)?.price ?? null,
        isIncluded: one.pricing === 'included',
        reasons: reasonsAgainstOption(book, chosen, one),
      })),
  }))
}

/** Writes the head and its parts: those that are there already keep what was typed into them. */
async function store(
  work: Work,
  wish: Wish,
  { parts, old }: Readonly<{ parts: readonly ShownPart[]; old: readonly Line[] }>,
): Promise<string> {
  const position = wish.head?.position ?? Math.max(0, ...wish.lines.map((line) => line.position ?? 0)) + 10
  const head = wish.head
    ? await work.change(quoteLine, wish.head.id, { quantity: wish.quantity, product: wish.product as NonNullable<Line['product']> })
    : (
        await work.create(quoteLine, [
          { quote: wish.row.id, product: wish.product as NonNullable<Line['product']>, quantity: wish.quantity, position },
        ])
      )[0]!
  const kernel = work.as({ ...system('parts of a position'), memberId: work.actor.memberId })
  const left = [...old]
  const matched = parts.map((part) => {
    const at = left.findIndex((line) => (part.option ? line.option === part.option : !line.option && line.product === part.product))
    return { part, line: at < 0 ? null : left.splice(at, 1)[0]! }
  })
  if (left.length > 0)
    await kernel.remove(
      quoteLine,
      left.map(({ id }) => id),
    )
  const kept = matched.flatMap(({ part, line }) =>
    line ? [{ id: line.id, quantity: part.quantity, perHead: part.perHead, isIncluded: part.isIncluded }] : [],
  )
  if (kept.length > 0) await kernel.changeMany(quoteLine, kept)
  const fresh = matched.flatMap(({ part, line }) => (line ? [] : [part]))
  if (fresh.length > 0)
    await kernel.add(
      quoteLine,
      fresh.map((part) => ({
        quote: wish.row.id,
        head: head.id,
        isPart: true,
        option: part.option as Line['option'],
        product: part.product as NonNullable<Line['product']>,
        quantity: part.quantity,
        perHead: part.perHead,
        isIncluded: part.isIncluded,
        position,
      })),
    )
  return head.id
}

/** Which positions of a quote can be chosen for, and what of that does not hold by what the catalogue says today. */
export const checkConfiguration = defineAction('quotes.check-configuration', {
  on: quote,
  byReaders: true,
  // Its panel asks; as a verb it would say nothing.
  offered: { title: { empty: true } },
  input: { quote: link(quote, { required: true }) },
  result: { quote: link(quote, { required: true }), isValid: yesNo({ required: true }), lines: json({ required: true }) },
  fails: [],
  async run(work, { quote: id }) {
    const row = await work.one(quote, id)
    const found = await configuredOf(work.as(system('options of a product')), await linesOf(work, [id]))
    return {
      quote: row.id,
      isValid: found.every(({ reasons }) => reasons.length === 0),
      lines: found.map(({ line, parts, reasons }) => ({
        line: line.id,
        name: line.description,
        quantity: line.quantity,
        parts: parts.length,
        reasons,
      })),
    }
  },
})
