import type { Meta, ObjectMeta, ReportMeta } from '../../data/meta-types.ts'
import type { AggregateQuestion, GroupBy } from '../../data/use-aggregate.ts'
import type { FilterJson } from '../../data/use-list.ts'
import { both } from '../../filter/filter-tree.ts'

/** A shown figure: a measure by its name, one measure divided by another, or how much it is more than another as a share of that. */
export type Shown = string | Readonly<{ ratio: readonly [string, string]; as: string; isChange?: true }>
export type Ask = Readonly<Omit<AggregateQuestion, 'object'>>

/** One question of a report and how it is drawn. */
export type TileMeta = Readonly<{
  key: string
  draw: 'figure' | 'bar' | 'line' | 'funnel' | 'table' | 'passage'
  ask: Ask
  /** The same of another period: its figures stand beside by their names with `formerly` behind. */
  former?: Ask
  show: readonly Shown[]
  label: string
  /** What the figures mean, in one sentence. */
  means?: string
  /** What each figure is called. */
  labels: Readonly<Record<string, string>>
}>
export type Report = Readonly<{ name: string; label: string; object: string; filters: readonly string[]; tiles: readonly TileMeta[] }>
export type FigureRow = Readonly<Record<string, unknown>>

/** Reports of objects that this person may read, with the figures whose fields he may read. */
export const reportsOf = (meta: Meta): readonly Report[] =>
  (meta.reports as readonly (ReportMeta & Partial<Report>)[]).flatMap((report) => {
    const object = report.object ? meta.objects[report.object] : undefined
    if (!report.tiles || !object?.may.read) return []
    const tiles = report.tiles.flatMap((tile) => readableTile(tile, object) ?? [])
    return tiles.length > 0 ? [{ ...report, object: object.name, tiles, filters: report.filters ?? [] }] : []
  })

const knows = ({ fields, children }: ObjectMeta, path: string): boolean => {
  const [step = ''] = path.split('.')
  return step in fields || step in children
}

/** Whether a condition asks for nothing that the reader may not see. */
function asksKnown(object: ObjectMeta, filter: unknown): boolean {
  if (Array.isArray(filter)) return filter.every((part) => asksKnown(object, part))
  return Object.entries((filter ?? {}) as FilterJson).every(([name, value]) =>
    ['and', 'or', 'not'].includes(name) ? asksKnown(object, value) : knows(object, name),
  )
}

/** Whether a measure is of what the reader may see: `{ sum: 'amount', filter: … }`. */
function isKnownMeasure(object: ObjectMeta, measure: unknown): boolean {
  if (typeof measure !== 'object' || measure === null) return true
  const { filter, ...of } = measure as FilterJson
  return asksKnown(object, filter) && Object.values(of).every((field) => typeof field !== 'string' || knows(object, field))
}

/** A tile without the figures of fields that are hidden from the reader; nothing where none is left, or where it is grouped or narrowed by such a field. */
export function readableTile(tile: TileMeta, object: ObjectMeta): TileMeta | null {
  const { ask, former, show } = tile
  const isAsked = [ask, former].every((one) => asksKnown(object, one?.filter))
  if (!isAsked || (ask.by ?? []).some((by) => !knows(object, typeof by === 'string' ? by : by.field))) return null
  const left = (measures: Ask['measures']) =>
    Object.fromEntries(Object.entries(measures).filter(([, measure]) => isKnownMeasure(object, measure)))
  const measures = left(ask.measures)
  if (Object.keys(measures).length === Object.keys(ask.measures).length) return tile
  const gone = Object.keys(ask.measures).filter((name) => !(name in measures))
  const isGone = (name: string) => gone.includes(name) || gone.map(formerly).includes(name)
  const shown = show.filter((one) => (typeof one === 'string' ? !isGone(one) : !one.ratio.some(isGone)))
  if (shown.length === 0 || Object.keys(ask.having ?? {}).some(isGone)) return null
  const sort = ask.sort?.filter((name) => !isGone(name.replace(/^-/, '')))
  return {
    ...tile,
    show: shown,
    ask: { ...ask, measures, ...(sort ? { sort } : {}) },
    ...(former ? { former: { ...former, ...(former.measures ? { measures: left(former.measures) } : {}) } } : {}),
  }
}

/** By what the dates of a tile are put together. */
export const unitIn = ({ ask }: TileMeta): string | undefined => ask.by?.flatMap((by) => (typeof by === 'object' && by.unit) || []).at(0)

/** A tile whose dates are put together by another unit, where somebody chose one. */
export function stepped(tile: TileMeta, unit: unknown): TileMeta {
  if (typeof unit !== 'string' || !tile.ask.by) return tile
  const by = tile.ask.by.map((one) => (typeof one === 'object' && one.unit ? { ...one, unit } : one))
  return { ...tile, ask: { ...tile.ask, by } }
}

/** A tile's question, narrowed by what the reader asked. */
export const questionOf = (report: Report, tile: TileMeta, filter: FilterJson): AggregateQuestion => ({
  object: report.object,
  ...tile.ask,
  filter: both(filter, tile.ask.filter ?? {}),
})

/** The same of another period, where the tile compares. */
export const formerQuestionOf = (question: AggregateQuestion, { former }: TileMeta, filter: FilterJson): AggregateQuestion | null =>
  former ? { ...question, ...former, filter: both(filter, former.filter ?? {}) } : null

export const nameOf = (shown: Shown): string => (typeof shown === 'string' ? shown : shown.as)
export const isRatio = (shown: Shown | undefined): shown is Exclude<Shown, string> => typeof shown === 'object'
export const groupName = (by: GroupBy): string => (typeof by === 'string' ? by : (by.as ?? by.field))

const isMoney = (value: unknown): value is Readonly<{ amount: number; currency: string }> =>
  typeof value === 'object' && value !== null && 'amount' in value

/** A figure as answered: a number, or money in one currency. */
const amountOf = (value: unknown): number => Number(isMoney(value) ? value.amount : (value ?? 0))

/** Value of a shown figure in one row, money by heads as money; null where there is none, or where a ratio has nothing to divide by. */
export function figureValue(row: FigureRow, shown: Shown): unknown {
  if (typeof shown === 'string') return row[shown] ?? null
  const [part, whole] = shown.ratio
  const below = amountOf(row[whole])
  if (below === 0) return null
  const [above, value] = [row[part], (amountOf(row[part]) - (shown.isChange ? below : 0)) / Math.abs(below)]
  return isMoney(above) && !isMoney(row[whole]) ? { amount: value, currency: above.currency } : value
}

/** A change against a period in which there was nothing: no share of it can be said, only that it is new. */
export const isNew = (row: FigureRow, shown: Shown): boolean =>
  typeof shown === 'object' && Boolean(shown.isChange) && amountOf(row[shown.ratio[1]]) === 0 && amountOf(row[shown.ratio[0]]) !== 0

/** What a chart draws: a plain number, nothing where there is none. */
export const numberOf = (row: FigureRow, shown: Shown): number | null => {
  const value = figureValue(row, shown)
  return value === null ? null : amountOf(value)
}

/** Counts and sums can be added up over groups; averages, medians and extremes can not. */
function isAdditive(measure: unknown): boolean {
  if (measure === 'count') return true
  return typeof measure === 'object' && measure !== null && ('count' in measure || 'sum' in measure)
}

/** All groups together, for the last line of the table: only of what can be added up. */
export function totalRow(tile: TileMeta, rows: readonly FigureRow[]): FigureRow {
  const own = Object.entries(tile.ask.measures).flatMap(([name, measure]) => (isAdditive(measure) ? [name] : []))
  return Object.fromEntries(
    [...own, ...(tile.former ? own.map(formerly) : [])].flatMap((name) => {
      const values = rows.map((row) => row[name]).filter((value) => value !== null && value !== undefined)
      const amount = values.reduce<number>((sum, value) => sum + amountOf(value), 0)
      const money = values.find(
        (value): value is { currency: string } => typeof value === 'object' && value !== null && 'currency' in value,
      )
      return values.length === 0 ? [] : [[name, money ? { amount: Math.round(amount * 100) / 100, currency: money.currency } : amount]]
    }),
  )
}

export const formerly = (name: string): string => `${name}Before`

/** Rows with the figures of another period beside their own, by their groups; groups that are there no more stand at the end. */
export function withFormer(rows: readonly FigureRow[], former: readonly FigureRow[], { ask }: TileMeta): readonly FigureRow[] {
  const names = (ask.by ?? []).map(groupName)
  const keyOf = (row: FigureRow) => JSON.stringify(names.map((name) => row[name] ?? null))
  const before = new Map(former.map((row) => [keyOf(row), row]))
  const known = new Set(rows.map(keyOf))
  const gone = former.filter((row) => !known.has(keyOf(row))).map((row) => Object.fromEntries(names.map((name) => [name, row[name]])))
  return [...rows, ...gone].map((row) => {
    const figures = Object.entries(before.get(keyOf(row)) ?? {}).filter(([name]) => !names.includes(name))
    return { ...row, ...Object.fromEntries(figures.map(([name, value]) => [formerly(name), value])) }
  })
}

/** Records whose amounts were left out for want of an exchange rate. */
export const missingRates = (rows: readonly FigureRow[]): number =>
  Math.max(
    0,
    ...[...new Set(rows.flatMap((row) => Object.keys(row).filter((name) => name.endsWith('Missing'))))].map((name) =>
      rows.reduce((sum, row) => sum + Number(row[name] ?? 0), 0),
    ),
  )

const monthsOf: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12, fiscalQuarter: 3, fiscalYear: 12 }

/** Last day of the unit that begins on `first`, both `YYYY-MM-DD`. */
export function endOfUnit(first: string, unit: string): string {
  const [year = 0, month = 1, day = 1] = first.split('-').map(Number)
  const months = monthsOf[unit]
  const last = months ? Date.UTC(year, month - 1 + months, 0) : Date.UTC(year, month - 1, day + (unit === 'week' ? 6 : 0))
  return new Date(last).toISOString().slice(0, 10)
}

/** The condition for the records of one group; null where the reader may not see what they are grouped by. */
export function groupFilter(by: GroupBy, value: unknown): FilterJson | null {
  const { field, unit, root } = typeof by === 'string' ? { field: by, unit: undefined, root: undefined } : by
  if (value === null || value === undefined) return { [field]: { empty: true } }
  if (unit) return { [field]: { between: [value, endOfUnit(String(value), unit)] } }
  if (typeof value !== 'object' || !('id' in value)) return { [field]: value }
  const { id } = value as { id: string | null }
  return id === null ? null : { [field]: root ? { under: id } : id }
}

/** The condition for the records behind a figure; null where they can not be listed: ratios, groups out of reach. */
export function drillFilter(question: AggregateQuestion, row: FigureRow, shown: Shown): FilterJson | null {
  if (typeof shown !== 'string') return null
  const measure = question.measures[shown]
  if (!isAdditive(measure)) return null
  const own = typeof measure === 'object' ? ((measure as { filter?: FilterJson }).filter ?? {}) : {}
  const groups = (question.by ?? []).map((by) => groupFilter(by, row[groupName(by)]))
  if (groups.includes(null)) return null
  return [withoutWider(question.filter ?? {}, own), ...(groups as FilterJson[]), own].reduce((all, one) => both(all, one), {})
}

/** A filter without the conditions that another one narrows anyway: one of won and lost says nothing beside won. */
function withoutWider(filter: FilterJson, narrower: FilterJson): FilterJson {
  const isWider = ([name, condition]: [string, unknown]) =>
    name in narrower &&
    typeof condition === 'object' &&
    condition !== null &&
    'in' in condition &&
    Array.isArray(condition.in) &&
    condition.in.includes(narrower[name])
  return Object.fromEntries(Object.entries(filter).filter((entry) => !isWider(entry)))
}

/** Rows by the first day of a unit without holes: where nothing happened, nothing is said in figures of 0. */
export function fillGaps(rows: readonly FigureRow[], name: string, unit: string): readonly FigureRow[] {
  const dated = rows.filter((row) => typeof row[name] === 'string')
  const [first, last] = [dated[0], dated.at(-1)]
  if (!first || !last || dated.length !== rows.length) return rows
  const byDay = new Map(dated.map((row) => [String(row[name]), row]))
  const filled: FigureRow[] = []
  for (let day = String(first[name]); day <= String(last[name]) && filled.length < 1_000; day = dayAfter(endOfUnit(day, unit))) {
    filled.push(byDay.get(day) ?? { [name]: day })
  }
  return byDay.size === filled.filter((row) => byDay.has(String(row[name]))).length ? filled : rows
}

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
