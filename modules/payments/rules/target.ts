/** What is billed and paid: a contract, or what a module above adds to shares and allocations as their `order`. */
export type Target = Readonly<{ contract: string } | { order: string }>

type Part = Readonly<{ contract: string | null }>

const orderOf = (part: Part): string | null => (part as Readonly<{ order?: string | null }>).order ?? null

/** The id of what a part is for; of an order under a contract it is the contract's. */
export const keyOf = (part: Part): string => part.contract ?? orderOf(part) ?? ''

/** The links of a part to what it is for, for another part of the same. */
export const linksOf = (part: Part) => {
  const order = orderOf(part)
  return { contract: part.contract as never, ...(order ? { order } : {}) }
}

/** What a part is for, once for all parts of the same. */
export const targetsOf = (parts: readonly Part[]): Target[] => [
  ...new Map(parts.map((part) => [keyOf(part), part.contract ? { contract: part.contract } : { order: keyOf(part) }])).values(),
]

/** Parts for a target, in the words of filters. */
export const isFor = (target: Target): Readonly<Record<string, unknown>> =>
  'contract' in target ? target : { ...target, contract: { empty: true } }

/** Those that do not name a contract stand beside all contracts. */
export const beside = { contract: { empty: true } } as const
