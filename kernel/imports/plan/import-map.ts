import { Fault, type Issue } from '../../model/fault.ts'

/** What happens where a cell names a record that is not there, or holds no possible value. */
export type Missing = 'fail' | 'create' | 'leave'

/** Where the cells of a column go: a field, or a field of the linked record (`department.head`), or the currency of a field (`amount.currency`). */
export type ColumnTarget = Readonly<{
  field: string
  missing?: Missing
  /** Cell text → text to take instead; null leaves the field empty. */
  values?: Readonly<Record<string, string | null>>
  /** How days are written, such as `M/D/YYYY`. */
  format?: string
  /** ISO 4217; the workspace's unless told or written in the cell. */
  currency?: string
}>

/** A text made from the whole row by LiquidJS, taken like a cell. */
export type TemplateTarget = Readonly<{ template: string } & Omit<ColumnTarget, 'field'>>

/** How a file becomes records: interface.md, "Import map". */
export type ImportMap = Readonly<{
  columns: Readonly<Record<string, ColumnTarget>>
  templates: Readonly<Record<string, TemplateTarget>>
}>

export type ImportOptions = Readonly<{
  /** What happens to records that the match fields find. */
  onMatch: 'update' | 'skip'
  /** What happens to rows that find no record. */
  onNew: 'create' | 'skip'
  /** What becomes of new rows that look like a record that is there, or like an earlier row of the file. */
  duplicates: 'create' | 'skip' | 'update'
  /** What a blank cell does to a record that exists. */
  blank: 'leave' | 'clear'
  /** A row that ends before the last column. */
  shortRows: 'fail' | 'fill'
  /** Consequences that come about all the same, by name. */
  brings?: readonly string[]
  encoding?: string
  separator?: string
  sheet?: string
}>

const missings: readonly string[] = ['fail', 'create', 'leave']
const mostEntries = 2_000

/**
 * The map as it was written, completed: a bare field name stands for `{ field }`, a bare template for `{ template }`.
 *
 * @throws `kernel.bad-import` with `reason: 'bad-map'` and an issue per fault
 */
export function readMap(input: unknown): ImportMap {
  const issues: Issue[] = []
  const map = record(input, '', issues)
  for (const name of Object.keys(map)) if (name !== 'columns' && name !== 'templates') complain(issues, name, 'map')
  const columns = Object.entries(record(map.columns ?? {}, 'columns', issues)).map(
    ([name, target]) => [name, readColumn(name, target, issues)] as const,
  )
  const templates = Object.entries(record(map.templates ?? {}, 'templates', issues)).map(
    ([name, target]) => [name, readTemplate(name, target, issues)] as const,
  )
  if (columns.length + templates.length > mostEntries) complain(issues, 'columns', 'map')
  if (issues.length > 0) throw new Fault('kernel.bad-import', { reason: 'bad-map' }, issues)
  return { columns: Object.fromEntries(columns), templates: Object.fromEntries(templates) }
}

const optionValues = {
  onMatch: ['update', 'skip'],
  onNew: ['create', 'skip'],
  duplicates: ['create', 'skip', 'update'],
  blank: ['leave', 'clear'],
  shortRows: ['fail', 'fill'],
} as const
const texts: readonly string[] = ['encoding', 'separator', 'sheet']

/** The options with what is usual for those not given. @throws `kernel.bad-import` with `reason: 'bad-options'` */
export function readOptions(input: unknown): ImportOptions {
  const issues: Issue[] = []
  const given = record(input ?? {}, 'options', issues)
  for (const [name, value] of Object.entries(given)) {
    const allowed = Object.hasOwn(optionValues, name) ? (optionValues[name as keyof typeof optionValues] as readonly unknown[]) : undefined
    const isGood = allowed
      ? allowed.includes(value)
      : name === 'brings'
        ? Array.isArray(value) && value.length <= 20 && value.every((one) => typeof one === 'string')
        : texts.includes(name) && typeof value === 'string' && value !== '' && value.length <= 200
    if (!isGood) complain(issues, `options.${name}`, 'option')
  }
  if (issues.length > 0) throw new Fault('kernel.bad-import', { reason: 'bad-options' }, issues)
  return {
    onMatch: 'update',
    onNew: 'create',
    duplicates: 'create',
    blank: 'leave',
    shortRows: 'fail',
    ...(given as Partial<ImportOptions>),
  }
}

/** Names of the match fields. @throws `kernel.bad-import` with `reason: 'bad-match'` */
export function readMatch(input: unknown): readonly string[] {
  const list =
    typeof input === 'string'
      ? input
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '')
      : (input ?? [])
  const isGood =
    Array.isArray(list) && list.length <= 5 && list.every((name) => typeof name === 'string') && new Set(list).size === list.length
  if (!isGood) throw new Fault('kernel.bad-import', { reason: 'bad-match' })
  return list as string[]
}

function readColumn(name: string, target: unknown, issues: Issue[]): ColumnTarget {
  const at = `columns.${name}`
  const given = typeof target === 'string' ? { field: target } : record(target, at, issues)
  if (typeof given.field !== 'string' || given.field === '') complain(issues, `${at}.field`, 'field')
  return { ...readExtras(given, { at, own: 'field', issues }), field: String(given.field) }
}

function readTemplate(name: string, target: unknown, issues: Issue[]): TemplateTarget {
  const at = `templates.${name}`
  const given = typeof target === 'string' ? { template: target } : record(target, at, issues)
  if (typeof given.template !== 'string' || given.template.length > 10_000) complain(issues, `${at}.template`, 'text')
  return { ...readExtras(given, { at, own: 'template', issues }), template: String(given.template) }
}

function readExtras(
  given: Readonly<Record<string, unknown>>,
  { at, own, issues }: { at: string; own: string; issues: Issue[] },
): Omit<ColumnTarget, 'field'> {
  const { missing, values, format, currency } = given
  for (const key of Object.keys(given))
    if (![own, 'missing', 'values', 'format', 'currency'].includes(key)) complain(issues, `${at}.${key}`, 'map')
  if (missing !== undefined && !missings.includes(missing as string)) complain(issues, `${at}.missing`, 'missing')
  if (format !== undefined && typeof format !== 'string') complain(issues, `${at}.format`, 'text')
  if (currency !== undefined && !/^[A-Z]{3}$/.test(String(currency))) complain(issues, `${at}.currency`, 'currency')
  const mapped = values === undefined ? undefined : record(values, `${at}.values`, issues)
  for (const [text, value] of Object.entries(mapped ?? {}))
    if (value !== null && typeof value !== 'string') complain(issues, `${at}.values.${text}`, 'text')
  return {
    ...(missing === undefined ? {} : { missing: missing as Missing }),
    ...(mapped === undefined ? {} : { values: mapped as Record<string, string | null> }),
    ...(format === undefined ? {} : { format: String(format) }),
    ...(currency === undefined ? {} : { currency: String(currency) }),
  }
}

function record(input: unknown, path: string, issues: Issue[]): Record<string, unknown> {
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input as Record<string, unknown>
  complain(issues, path, 'object')
  return {}
}

const complain = (issues: Issue[], path: string, want: string) => issues.push({ path, code: 'kernel.bad-value', details: { want } })
