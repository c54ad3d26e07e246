type Values = Readonly<Record<string, unknown>>
/** One condition of a rule beside what stands on the customer. `holds` is null where that cannot be told from the fields; `gap`: how much is missing to a number. */
export type Check = Readonly<{ field: string; op: string; want: unknown; have: unknown; holds: boolean | null; gap: number | null }>

const isPlain = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value)
const isBlank = (value: unknown): boolean => value === null || value === undefined || value === ''

/** A value to be compared: of money the amount, of a link its id. */
function bare(value: unknown): unknown {
  if (!isPlain(value)) return value
  if ('amount' in value) return Number(value.amount)
  return 'id' in value ? value.id : value
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]).map(bare)

const order = (have: unknown, want: unknown): number | null => {
  if (isBlank(have)) return null
  if (typeof want === 'number') return Number(have) - want
  return typeof have === 'string' && typeof want === 'string' ? have.localeCompare(want, 'en') : null
}

const compare: Readonly<Record<string, (have: unknown, want: unknown) => boolean>> = {
  eq: (have, want) => have === want,
  ne: (have, want) => have !== want,
  in: (have, want) => listOf(have).some((one) => listOf(want).includes(one)),
  nin: (have, want) => !listOf(have).some((one) => listOf(want).includes(one)),
  gt: (have, want) => (order(have, want) ?? -1) > 0,
  gte: (have, want) => (order(have, want) ?? -1) >= 0,
  lt: (have, want) => (order(have, want) ?? 1) < 0,
  lte: (have, want) => (order(have, want) ?? 1) <= 0,
  empty: (have, want) => isBlank(have) === (want === true),
}

function gapOf(op: string, have: unknown, want: unknown): number | null {
  if (typeof want !== 'number') return null
  const number = isBlank(have) ? 0 : Number(have)
  if (Number.isNaN(number)) return null
  if (op === 'gte' || op === 'gt') return Math.max(0, want - number)
  return op === 'lte' || op === 'lt' ? Math.max(0, number - want) : null
}

/** The conditions of a rule one by one, with the values that they look at. What is said of other records, or with "or" and "not", cannot be told here. */
export function checksOf(filter: unknown, row: Values): readonly Check[] {
  if (!isPlain(filter)) return []
  return Object.entries(filter).flatMap(([field, said]) => {
    if (field === 'and') return (Array.isArray(said) ? said : []).flatMap((one) => checksOf(one, row))
    const unknown = { field, op: '', want: said, have: null, holds: null, gap: null }
    if (field === 'or' || field === 'not' || field.includes('.')) return [unknown]
    const asked = isPlain(said) && !('amount' in said) ? Object.entries(said) : [['eq', said] as const]
    return asked.map(([op, wanted]): Check => {
      const way = compare[op]
      if (!way || !(field in row)) return unknown
      const [have, want] = [bare(row[field]), Array.isArray(wanted) ? wanted.map(bare) : bare(wanted)]
      const holds = way(have, want)
      return { field, op, want, have, holds, gap: holds ? null : gapOf(op, have, want) }
    })
  })
}
