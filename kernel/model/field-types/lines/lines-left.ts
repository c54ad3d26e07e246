import type { Row } from '../../../web/data/meta-types.ts'

const numberOf = (value: unknown): number =>
  typeof value === 'object' && value !== null && 'amount' in value ? Number(value.amount) : Number(value)

/** What of the record's amount its lines leave, below zero where they hold more; nothing while nobody has said how much it is, or in other money. */
export function leftOf({ field, whole }: Readonly<{ field: string; whole: string }>, row: Partial<Row>, lines: readonly Row[]): unknown {
  const [all, values] = [row[whole], lines.map((line) => line[field]).filter((value) => value !== null && value !== undefined)]
  const currencyOf = (value: unknown) => (value as { currency?: unknown } | null)?.currency
  if (all === null || all === undefined || values.some((value) => currencyOf(value) !== currencyOf(all))) return null
  const left = Number(values.reduce((rest: number, value) => rest - numberOf(value), numberOf(all)).toFixed(4))
  return typeof all === 'object' ? { ...all, amount: left } : left
}
