import {
  type ChartChoice,
  type FilterJson,
  type Meta,
  nameOf,
  type ObjectMeta,
  type Report,
  readChoice,
  reportsOf,
  stepped,
} from '#kernel/web'
import { type Figure, figureMeasures, type Group, groupUnits, type ReportBody } from '../objects/index.ts'
import { type Draft, freshDraft } from './draft.ts'

type Search = Readonly<Record<string, unknown>>
const isFilter = (value: unknown): value is FilterJson => typeof value === 'object' && value !== null && !Array.isArray(value)
const isOneOf = <T extends string>(list: readonly T[], value: unknown): value is T => list.includes(value as T)

function groupFrom(by: unknown): Group {
  if (typeof by === 'string') return { field: by }
  const { field, unit, root } = by as Readonly<{ field: string; unit?: string; root?: boolean }>
  return { field, ...(isOneOf(groupUnits, unit) ? { unit } : {}), ...(root ? { root: true as const } : {}) }
}

/** Figures beside a list, as a report. */
function fromChart(choice: ChartChoice, base: Draft): Draft {
  const { by, unit, measure, of } = choice
  const count: Figure = { key: 'f1', measure: 'count' }
  const isKnown = of !== undefined && isOneOf(figureMeasures, measure)
  const figures: readonly Figure[] = isKnown
    ? [
        { key: 'f1', measure, of },
        { ...count, key: 'f2' },
      ]
    : [count]
  const body: ReportBody = {
    draw: unit ? 'line' : 'bar',
    by: [groupFrom(unit ? { field: by, unit } : by)],
    figures,
    ...(unit ? {} : { sort: '-f1' }),
  }
  return { ...base, body }
}

const drawOf = { figure: 'figure', funnel: 'funnel', bar: 'bar', line: 'line', table: 'table', passage: 'table' } as const

function figureFrom(name: string, given: unknown, label: string): Figure | null {
  if (given === 'count') return { key: name, label, measure: 'count' }
  const { filter, on, ...rest } = given as Readonly<Record<string, unknown>>
  const [measure, of] = Object.entries(rest)[0] ?? []
  const narrowed = isFilter(filter) ? { filter } : {}
  if (measure === 'count') return { key: name, label, measure: 'count', ...narrowed }
  if (!isOneOf(figureMeasures, measure) || typeof of !== 'string') return null
  return { key: name, label, measure, of, ...(typeof on === 'string' ? { on } : {}), ...narrowed }
}

/** A part of a ready report, to be copied and changed. */
export function fromReady(report: Report, { part, unit }: Search, filter: FilterJson): Draft | null {
  const found = report.tiles.find(({ key }) => key === part)
  if (!found) return null
  const tile = stepped(found, unit)
  const { measures, by = [], sort, limit } = tile.ask
  const shown = tile.show.map(nameOf)
  const ordered = Object.keys(measures).toSorted((one, two) => (shown.indexOf(one) + 1 || 99) - (shown.indexOf(two) + 1 || 99))
  const plain = ordered.flatMap((name) => figureFrom(name, measures[name], tile.labels[name] ?? '') ?? [])
  const known = new Set(plain.map(({ key }) => key))
  const ratios = tile.show.flatMap((one): Figure[] =>
    typeof one === 'string' || !one.ratio.every((key) => known.has(key))
      ? []
      : [{ key: one.as, label: tile.labels[one.as] ?? one.as, ratio: one.ratio }],
  )
  const order = sort?.find((one) => known.has(one.replace(/^-/, '')))
  return {
    name: `${report.label} · ${tile.label}`,
    about: '',
    object: report.object,
    filter: { ...tile.ask.filter, ...filter },
    body: {
      draw: drawOf[tile.draw],
      by: by.slice(0, 3).map(groupFrom),
      figures: [...plain, ...ratios].slice(0, 12),
      ...(order ? { sort: order } : {}),
      ...(limit && limit <= 1_000 ? { limit } : {}),
    },
  }
}

/** What the editor begins with, by what its address says: a chart beside a list, a part of a ready report, an object, or the first one there is. */
export function beginWith(meta: Meta, search: Search, objects: readonly ObjectMeta[]): Draft | null {
  const filter = isFilter(search.filter) ? search.filter : {}
  const ready = reportsOf(meta).find(({ name }) => name === search.report)
  if (ready) return fromReady(ready, search, filter)
  const object = objects.find(({ name }) => name === search.object) ?? objects.find(({ name }) => name === 'opportunity') ?? objects[0]
  if (!object) return null
  const base = { ...freshDraft(meta, object), filter }
  const choice = readChoice(search.chart, object)
  return choice ? fromChart(choice, base) : base
}
