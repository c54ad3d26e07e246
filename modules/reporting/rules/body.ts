import { addDays, type PeriodUnit, periodAt } from '#kernel/model'

export const drawings = ['figure', 'table', 'pivot', 'bar', 'stacked', 'line', 'pie', 'funnel', 'list'] as const
export type Drawing = (typeof drawings)[number]
export const listDrawing: Drawing = 'list'
export const groupUnits = ['day', 'week', 'month', 'quarter', 'year', 'fiscalQuarter', 'fiscalYear'] as const
export const figureMeasures = ['count', 'countDistinct', 'sum', 'avg', 'min', 'max', 'median'] as const
export const periodNames = [
  ...['thisWeek', 'thisMonth', 'thisQuarter', 'thisYear', 'thisFiscalQuarter', 'thisFiscalYear'],
  ...['lastWeek', 'lastMonth', 'lastQuarter', 'lastYear', 'lastFiscalQuarter', 'lastFiscalYear'],
] as const

type Filter = Readonly<Record<string, unknown>>
/** By what records are put together: a field or a path over links, days by a unit, links into a tree by their topmost node. */
export type Group = Readonly<{ field: string; unit?: (typeof groupUnits)[number]; root?: true }>
type Plain = Readonly<{ key: string; label?: string; measure: (typeof figureMeasures)[number]; of?: string; on?: string; filter?: Filter }>
type Ratio = Readonly<{ key: string; label?: string; ratio: readonly [string, string] }>
export type Figure = Plain | Ratio
/** The figures of a period beside those of the one before, or of the same a year ago. */
export type Compare = Readonly<{ field: string; period: (typeof periodNames)[number]; against: 'before' | 'yearBefore' }>
export type ReportBody = Readonly<{
  draw: Drawing
  by: readonly Group[]
  figures: readonly Figure[]
  /** Key of a figure, `-` before it for the largest first; absent: in the order of the groups. */
  sort?: string
  limit?: number
  compare?: Compare
  /** Of a plain list. */
  columns?: readonly string[]
}>

export const isRatioFigure = (figure: Figure): figure is Ratio => 'ratio' in figure

const mostGroups = 3
const mostFigures = 12
const mostColumns = 20
const mostRows = 1_000
const keyForm = /^[A-Za-z][A-Za-z0-9]{0,30}$/

type Plainly = Readonly<Record<string, unknown>>
const isPlain = (value: unknown): value is Plainly => typeof value === 'object' && value !== null && !Array.isArray(value)
const isName = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= 120
const isOneOf = (list: readonly string[], value: unknown): boolean => list.includes(value as string)
const isAbsent = (value: unknown): boolean => value === undefined || value === null
const hasOnly = (value: Plainly, names: readonly string[]): boolean => Object.keys(value).every((name) => names.includes(name))
const isListOf = (value: unknown, most: number, is: (one: unknown) => boolean): value is readonly unknown[] =>
  Array.isArray(value) && value.length <= most && value.every(is)

const isGroup = (value: unknown): boolean =>
  isPlain(value) &&
  hasOnly(value, ['field', 'unit', 'root']) &&
  isName(value.field) &&
  (isAbsent(value.unit) || isOneOf(groupUnits, value.unit)) &&
  (isAbsent(value.root) || value.root === true)

function isFigure(value: unknown): boolean {
  if (!isPlain(value) || !keyForm.test(String(value.key))) return false
  if (!isAbsent(value.label) && !(typeof value.label === 'string' && value.label.length <= 60)) return false
  if (value.ratio !== undefined)
    return hasOnly(value, ['key', 'label', 'ratio']) && isListOf(value.ratio, 2, isName) && value.ratio.length === 2
  return (
    hasOnly(value, ['key', 'label', 'measure', 'of', 'on', 'filter']) &&
    isOneOf(figureMeasures, value.measure) &&
    (value.measure === 'count') === isAbsent(value.of) &&
    [value.of, value.on].every((one) => isAbsent(one) || isName(one)) &&
    (isAbsent(value.filter) || isPlain(value.filter))
  )
}

const isCompare = (value: unknown): boolean =>
  isPlain(value) &&
  hasOnly(value, ['field', 'period', 'against']) &&
  isName(value.field) &&
  isOneOf(periodNames, value.period) &&
  isOneOf(['before', 'yearBefore'], value.against)

const members = ['draw', 'by', 'figures', 'sort', 'limit', 'compare', 'columns']

/** Of each part, whether it has its form; those that hang together are looked at below. */
const forms: Readonly<Record<string, (value: unknown) => boolean>> = {
  draw: (value) => isOneOf(drawings, value),
  by: (value) => isListOf(value, mostGroups, isGroup),
  figures: (value) => isListOf(value, mostFigures, isFigure),
  sort: (value) => isAbsent(value) || isName(value),
  limit: (value) => isAbsent(value) || (Number.isInteger(value) && (value as number) >= 1 && (value as number) <= mostRows),
  compare: (value) => isAbsent(value) || isCompare(value),
  columns: (value) => isAbsent(value) || isListOf(value, mostColumns, isName),
}

/** How many groups a drawing takes, at least and at most. */
const groupsOf: Readonly<Record<Drawing, readonly [number, number]>> = {
  figure: [0, 0],
  table: [0, mostGroups],
  pivot: [2, 2],
  bar: [1, 2],
  stacked: [2, 2],
  line: [1, 2],
  pie: [1, 1],
  funnel: [1, 1],
  list: [0, 1],
}

export type BodyFault = Readonly<{ at: string; least?: number; most?: number }>

/** What is wrong with a body; null where it can be asked, as far as its form tells. */
export function faultOf(given: unknown): BodyFault | null {
  if (!isPlain(given)) return { at: 'body' }
  const stranger = Object.keys(given).find((name) => !members.includes(name))
  if (stranger) return { at: stranger }
  const bad = Object.entries(forms).find(([name, isGood]) => !isGood(given[name]))
  if (bad) return { at: bad[0] }
  return faultBetween(given as ReportBody)
}

function faultBetween(body: ReportBody): BodyFault | null {
  const [least, most] = groupsOf[body.draw]
  if (body.by.length < least || body.by.length > most) return { at: 'groups', least, most }
  if (body.draw === 'list') return (body.columns ?? []).length > 0 ? null : { at: 'columns' }
  const plain = body.figures.filter((figure) => !isRatioFigure(figure)).map(({ key }) => key)
  if (plain.length === 0 || new Set(body.figures.map(({ key }) => key)).size < body.figures.length) return { at: 'figures' }
  if (body.figures.some((figure) => isRatioFigure(figure) && figure.ratio.some((key) => !plain.includes(key)))) return { at: 'ratio' }
  if (body.sort && !plain.includes(body.sort.replace(/^-/, ''))) return { at: 'sort' }
  const { compare } = body
  return compare && body.by.some(({ field, unit }) => unit !== undefined && field === compare.field) ? { at: 'compare' } : null
}

/** A body as it is kept, null where it is none. */
export const readBody = (given: unknown): ReportBody | null => (faultOf(given) === null ? (given as ReportBody) : null)

const aYear: Readonly<Record<PeriodUnit, number>> = { Week: 52, Month: 12, Quarter: 4, Year: 1, FiscalQuarter: 4, FiscalYear: 1 }

/** The day of a question, and the month in which the fiscal year of the workspace begins. */
export type Clock = Readonly<{ today: string; fiscalMonth: number }>

/** The days of a comparison: now, and what stands beside it; first and last day. */
export function spansOf({ period, against }: Compare, { today, fiscalMonth }: Clock) {
  const unit = period.slice(4) as PeriodUnit
  const span = (by: number): readonly [string, string] => {
    const { from, before } = periodAt(unit, today, by, fiscalMonth)
    return [from, addDays(before, -1)]
  }
  const by = period.startsWith('this') ? 0 : -1
  return { now: span(by), former: span(by - (against === 'before' ? 1 : aYear[unit])) }
}

type GroupAsked = string | Readonly<{ field: string; unit?: string; root?: boolean; as?: string }>
/** What the aggregate call is asked. */
export type Asked = Readonly<{
  by: readonly GroupAsked[]
  measures: Readonly<Record<string, 'count' | Readonly<Record<string, unknown>>>>
  filter: Filter
  sort?: readonly string[]
  limit?: number
}>

export function groupAsked({ field, unit, root }: Group): GroupAsked {
  if (unit) return { field, unit, as: `${field}_${unit}` }
  return root ? { field, root, as: `${field}_root` } : field
}

function measureAsked({ measure, of, on, filter }: Plain): 'count' | Readonly<Record<string, unknown>> {
  const narrowed = filter && Object.keys(filter).length > 0 ? { filter } : {}
  if (measure === 'count') return filter && 'filter' in narrowed ? { count: 'id', ...narrowed } : 'count'
  return { [measure]: of, ...narrowed, ...(on ? { on } : {}) }
}

const within = (filter: Filter, field: string, [from, to]: readonly [string, string]): Filter => {
  const span = { [field]: { between: [from, to] } }
  return field in filter ? { and: [filter, span] } : { ...filter, ...span }
}

/** The questions that a report asks on a day: its own, and that of the period beside it. */
export function askedOf(filter: Filter | null, body: ReportBody, clock: Clock): Readonly<{ now: Asked; former: Asked | null }> {
  const plain = body.figures.flatMap((figure) => (isRatioFigure(figure) ? [] : [[figure.key, measureAsked(figure)] as const]))
  const asked = {
    by: body.by.map(groupAsked),
    measures: Object.fromEntries(plain),
    ...(body.sort ? { sort: [body.sort] } : {}),
    ...(body.limit ? { limit: body.limit } : {}),
  }
  const { compare } = body
  if (!compare) return { now: { ...asked, filter: filter ?? {} }, former: null }
  const spans = spansOf(compare, clock)
  const { limit: _limit, ...all } = asked
  return {
    now: { ...asked, filter: within(filter ?? {}, compare.field, spans.now) },
    former: { ...all, filter: within(filter ?? {}, compare.field, spans.former) },
  }
}
