import { dayOf } from '../../day-of.ts'
import type { FieldOptions, FieldType } from '../../field-type.ts'
import { ends, equality, matching, ranges } from '../operators.ts'
import { checkText, readLine } from '../read-text.ts'

const mostCharacters = 100
const shape = /^((?:[^{}]|\{(?:yyyy|yy|MM|dd|[a-z]\w*\.[a-z]\w*)\})*)\{(0{1,15})\}$/
const parts = /\{([^{}]+)\}/g

function readPattern(options: FieldOptions): { before: string; digits: number } | null {
  const [, before, zeros] = shape.exec(String(options.pattern)) ?? []
  return before === undefined || !zeros ? null : { before, digits: zeros.length }
}

/**
 * What stands before the counted digits on a day: `{yyyy}`, `{MM}` and so on are of the day, `{record.kind}` is a field of the record and `{department.code}` one of a record it
 * links to, empty where there is none. For each of these values it counts from 1 again.
 */
function render(before: string, day: string, valueAt: (path: string) => string): { prefix: string; period: string } {
  const days: Record<string, string> = { yyyy: day.slice(0, 4), yy: day.slice(2, 4), MM: day.slice(5, 7), dd: day.slice(8, 10) }
  const partOf = (part: string) => days[part] ?? valueAt(part)
  const used = [...before.matchAll(parts)].map(([, part]) => partOf(part!)).filter((value) => value !== '')
  return { prefix: before.replace(parts, (_, part: string) => partOf(part)), period: used.join('-') }
}

const comparison = { cast: 'text', read: (value: unknown) => checkText(value).trim() }

/** A counted number; one typed by hand is any line of text, such as a number of the system the record came from. */
export const autoNumberType: FieldType = {
  kind: 'autoNumber',
  columns: (name) => [{ name, type: 'text' }],
  parse: (input) => (input === null ? null : readLine(input, mostCharacters)),
  toCells: (value) => [value as string],
  select: ([number]) => number!,
  schema: () => ({ type: 'string', maxLength: mostCharacters }),
  operators: { ...equality(comparison), ...ranges(comparison), ...matching() },
  order: ([number]) => number!,
  measures: ends,
  checkOptions: (options) => (readPattern(options) ? [] : [{ path: 'pattern', code: 'kernel.bad-value', details: { want: 'pattern' } }]),
  counter: (options, now, timeZone, valueAt) => {
    const pattern = readPattern(options)
    if (!pattern) throw new Error(`pattern of an automatic number: ${String(options.pattern)}`)
    return { ...render(pattern.before, dayOf(now, timeZone), valueAt), digits: pattern.digits }
  },
  counterPaths: ({ pattern }) => [...String(pattern).matchAll(parts)].flatMap(([, part]) => (part!.includes('.') ? [part!] : [])),
  texts: (value) => [{ text: value as string, kind: 'code' }],
  formulaSort: () => 'text',
  settings: [{ name: 'pattern', takes: 'text', required: true }],
  sample: (seed, options) => {
    const { before, digits } = readPattern(options) ?? { before: 'NO-', digits: 6 }
    return `${render(before, '2026-05-01', () => '').prefix}${String(seed + 1).padStart(digits, '0')}`
  },
}
