/** Options, groups and rules of one product as the checks need them. */
export type OptionBook = Readonly<{
  groups: readonly Readonly<{ id: string; name: string; pick: unknown; least: number | null; most: number | null }>[]
  options: readonly BookOption[]
  rules: readonly Readonly<{
    kind: unknown
    option: string | null
    other: string | null
    part: string | null
    partName?: string | null
    quantityRule: unknown
    quantity: number
    pricing: unknown
    reason: string | null
  }>[]
}>
export type BookOption = Readonly<{
  id: string
  name: string
  group: string
  product: string
  quantityRule: unknown
  quantity: number
  leastQuantity: number | null
  mostQuantity: number | null
  pricing: unknown
  isRequired: boolean | null
  isPreset: boolean | null
}>
export type Chosen = Readonly<{ option: string; quantity?: number | null }>
/**
 * Why a choice does not hold: a code, of which group or option it speaks, which other one is meant, and what the catalogue says about it. `least` and `most` belong to
 * numbers of options and to quantities.
 */
export type Reason = Readonly<{
  code: 'group-least' | 'group-most' | 'required' | 'requires' | 'excludes' | 'gone' | 'quantity' | 'lacks-part'
  group?: string
  option?: string
  name: string
  other?: string
  least?: number
  most?: number
  words?: string
}>
/** A part that comes with the head: `perHead` so many for each, else `quantity` whatever there is of the head. */
export type Part = Readonly<{ option: string | null; product: string; quantity: number; perHead: number | null; isIncluded: boolean }>

/** Everything that is wrong with a choice, all at once; nothing for a choice that holds. */
export function reasonsAgainst(book: OptionBook, chosen: readonly Chosen[]): Reason[] {
  const taken = new Set(chosen.map(({ option }) => option))
  const byId = new Map(book.options.map((one) => [one.id, one]))
  const nameOf = (id: string | null): string => byId.get(String(id))?.name ?? '–'
  const gone = chosen.flatMap(({ option }): Reason[] => (byId.has(option) ? [] : [{ code: 'gone', option, name: '–' }]))
  const ofGroups = book.groups.flatMap((group): Reason[] => {
    const count = book.options.filter((one) => one.group === group.id && taken.has(one.id)).length
    const [least, most] = [group.least ?? 0, group.pick === 'one' ? 1 : group.most]
    const about = { group: group.id, name: group.name }
    if (count < least) return [{ code: 'group-least', ...about, least }]
    return most !== null && count > most ? [{ code: 'group-most', ...about, most }] : []
  })
  const required = book.options.flatMap((one): Reason[] =>
    one.isRequired && !taken.has(one.id) ? [{ code: 'required', option: one.id, name: one.name }] : [],
  )
  const quantities = chosen.flatMap(({ option, quantity }): Reason[] => {
    const one = byId.get(option)
    if (one?.quantityRule !== 'asked') return []
    const [asked, least, most] = [quantity ?? one.quantity, one.leastQuantity ?? 0, one.mostQuantity ?? Number.POSITIVE_INFINITY]
    if (asked > 0 && asked >= least && asked <= most) return []
    return [{ code: 'quantity', option, name: one.name, least, ...(Number.isFinite(most) ? { most } : {}) }]
  })
  const ruled = book.rules.flatMap((rule): Reason[] => {
    if (rule.kind === 'adds' || !taken.has(String(rule.option))) return []
    const isBroken = taken.has(String(rule.other)) === (rule.kind === 'excludes')
    if (!isBroken || !byId.has(String(rule.other))) return []
    const words = rule.reason ? { words: rule.reason } : {}
    return [{ code: rule.kind as 'requires', option: rule.option!, name: nameOf(rule.option), other: nameOf(rule.other), ...words }]
  })
  return [...gone, ...ofGroups, ...required, ...quantities, ...ruled]
}

/** Why an option cannot be taken beside these; what is taken already may be asked for, too. */
export function reasonsAgainstOption(book: OptionBook, chosen: readonly Chosen[], option: BookOption): Reason[] {
  const inGroup = new Set(book.options.filter((one) => one.group === option.group).map(({ id }) => id))
  const isOne = book.groups.find(({ id }) => id === option.group)?.pick === 'one'
  const others = chosen.filter((one) => one.option !== option.id && !(isOne && inGroup.has(one.option)))
  return reasonsAgainst(book, [...others, { option: option.id }]).filter((reason) =>
    reason.code === 'excludes' || reason.code === 'requires'
      ? reason.option === option.id || reason.other === option.name
      : reason.code === 'group-most' && reason.group === option.group,
  )
}

/** The parts that a choice comes to: the options, then what comes along by itself. */
export function partsOf(book: OptionBook, chosen: readonly Chosen[], head: number): Part[] {
  const byId = new Map(book.options.map((one) => [one.id, one]))
  const options = chosen.flatMap(({ option, quantity }): Part[] => {
    const one = byId.get(option)
    if (!one) return []
    const perHead = one.quantityRule === 'perHead' ? one.quantity : null
    const fixed = one.quantityRule === 'asked' ? (quantity ?? one.quantity) : one.quantity
    return [
      {
        option,
        product: one.product,
        perHead,
        quantity: perHead === null ? fixed : timesHead(perHead, head),
        isIncluded: one.pricing === 'included',
      },
    ]
  })
  const along = book.rules.flatMap((rule): Part[] => {
    if (rule.kind !== 'adds' || !rule.part || (rule.option && !chosen.some(({ option }) => option === rule.option))) return []
    const perHead = rule.quantityRule === 'perHead' ? rule.quantity : null
    const quantity = perHead === null ? rule.quantity : timesHead(perHead, head)
    return [{ option: null, product: rule.part, perHead, quantity, isIncluded: rule.pricing === 'included' }]
  })
  return [...options, ...along]
}

export const timesHead = (perHead: number, head: number): number => Math.round(perHead * head * 10_000) / 10_000
