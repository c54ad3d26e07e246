import { sql } from '../../../db/sql.ts'
import { fail } from '../../fault.ts'
import type { FieldType, OperatorInput, ParseContext } from '../../field-type.ts'
import { addDays, isDay, type Period, periodOf } from '../../periods.ts'
import { ends, equality, ranges } from '../operators.ts'
import { draw } from '../samples.ts'

const words: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 }

/** A day, or `today` in the person's zone. @throws `kernel.bad-value` with `want: 'day'`. */
export function readDay(input: unknown, context: ParseContext): string {
  if (typeof input !== 'string') fail('kernel.bad-value', { want: 'day' })
  if (Object.hasOwn(words, input)) return addDays(context.today, words[input]!)
  return isDay(input) ? input : fail('kernel.bad-value', { want: 'day' })
}

/** The days of a word such as `thisMonth`. @throws `kernel.bad-value` with `want: 'period'`. */
export const readPeriod = (value: unknown, { today, fiscalMonth }: ParseContext): Period =>
  typeof value === 'string' ? periodOf(value, today, fiscalMonth) : fail('kernel.bad-value', { want: 'period' })

/** `2026/3/5`, `2026.3.5`, `20260305`, `2026年3月5日` as `2026-03-05`; any other text as it came. */
export function dayFromText(text: string): string {
  const narrow = text.normalize('NFKC').trim()
  const [, year, month, day] =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(narrow) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(narrow) ?? []
  return year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : text
}

const comparison = { cast: 'date', read: (value: unknown, { context }: OperatorInput) => readDay(value, context) }

export const dayType: FieldType = {
  kind: 'day',
  columns: (name) => [{ name, type: 'date' }],
  parse: (input, _options, context) => (input === null || input === '' ? null : readDay(input, context)),
  toCells: (value) => [value as string],
  select: ([day]) => day!,
  schema: () => ({ type: 'string', format: 'date' }),
  operators: {
    ...equality(comparison),
    ...ranges(comparison),
    within: ({ columns: [day], value, context }) => {
      const { from, before } = readPeriod(value, context)
      return sql`(${day!} >= ${from}::date AND ${day!} < ${before}::date)`
    },
  },
  order: ([day]) => day!,
  measures: ends,
  fromText: dayFromText,
  formulaSort: () => 'day',
  settings: [],
  sample: (seed) => addDays('2025-01-01', draw(seed, 730)),
}
