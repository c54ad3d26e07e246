import type { Row } from '../../data/meta-types.ts'
import type { FilterJson } from '../../data/use-list.ts'
import { valueAt } from '../../data/use-meta.ts'

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** A value as filters compare it: a link by its id, money by its amount. */
function bare(value: unknown): unknown {
  if (!isPlain(value)) return value ?? null
  if ('amount' in value) return Number(value.amount)
  return 'id' in value ? value.id : value
}

const isSame = (value: unknown, wanted: unknown): boolean => {
  const given = bare(value)
  if (Array.isArray(given))
    return Array.isArray(wanted) ? wanted.length === given.length && wanted.every((one) => given.includes(one)) : given.includes(wanted)
  return isEmpty(given) ? isEmpty(wanted) : given === bare(wanted)
}
const order = (value: unknown, wanted: unknown): number => {
  const [one, other] = [bare(value), bare(wanted)]
  if (one === null || other === null) return Number.NaN
  if (typeof one === 'number' || typeof other === 'number') return Number(one) - Number(other)
  return String(one) < String(other) ? -1 : String(one) > String(other) ? 1 : 0
}
const list = (wanted: unknown): readonly unknown[] => (Array.isArray(wanted) ? wanted : [wanted])

const operators: Readonly<Record<string, (value: unknown, wanted: unknown) => boolean>> = {
  eq: isSame,
  ne: (value, wanted) => !isSame(value, wanted),
  in: (value, wanted) => list(wanted).some((one) => isSame(value, one)),
  nin: (value, wanted) => !list(wanted).some((one) => isSame(value, one)),
  gt: (value, wanted) => order(value, wanted) > 0,
  gte: (value, wanted) => order(value, wanted) >= 0,
  lt: (value, wanted) => order(value, wanted) < 0,
  lte: (value, wanted) => order(value, wanted) <= 0,
  empty: (value, wanted) => isEmpty(value) === (wanted !== false),
}

/**
 * Whether a record in reading shape meets a filter, as far as the browser can tell: what it cannot judge (children, values that are not
 * loaded, words for periods) counts as met, since the server decides in the end.
 */
export function filterHolds(filter: FilterJson | undefined, row: Row): boolean {
  return Object.entries(filter ?? {}).every(([key, wanted]) => {
    if (key === 'and') return list(wanted).every((one) => filterHolds(one as FilterJson, row))
    if (key === 'or') return list(wanted).some((one) => filterHolds(one as FilterJson, row))
    if (key === 'not') return !filterHolds(wanted as FilterJson, row)
    const value = valueAt(row, key)
    if (value === undefined) return true
    if (!isPlain(wanted)) return isSame(value, wanted)
    return Object.entries(wanted).every(([operator, operand]) => operators[operator]?.(value, operand) ?? true)
  })
}
