import { fieldLabel, fillText, optionLabel, textOf, type Work } from '#kernel'
import type { Locale } from '#kernel/model'
import { type FigureRow, type Kept, numberOf, type Told } from './ask-report.ts'
import { type Figure, type Group, groupAsked, isRatioFigure } from './objects/index.ts'

type Reader = Readonly<{ work: Work; object: string; locale: Locale }>
type CatalogField = Work['catalog']['objects'][string]['fields'][string]
const mostLines = 30

/** A field at the end of a path, where the catalog has it. */
function fieldAt({ work, object }: Reader, path: string): CatalogField | undefined {
  let at = work.catalog.objects[object]
  let field: CatalogField | undefined
  for (const name of path.split('.')) {
    field = at?.fields[name]
    at = field?.refers ? work.catalog.objects[field.refers] : undefined
  }
  return field
}

const say = ({ work, locale }: Reader, key: string, values: Readonly<Record<string, unknown>> = {}): string =>
  fillText(textOf(work.modules, locale, key) ?? key, values, locale)

const labelOf = (reader: Reader, path: string): string => {
  const field = fieldAt(reader, path)
  return field ? fieldLabel({ modules: reader.work.modules, locale: reader.locale }, field) : path
}

/** What a figure is called: by its maker, else by what it measures. */
export function figureLabel(reader: Reader, figure: Figure): string {
  if (figure.label) return figure.label
  if (isRatioFigure(figure)) return say(reader, 'reporting.figure.ratio')
  return say(reader, `reporting.figure.${figure.measure}`, { field: figure.of ? labelOf(reader, figure.of) : '' })
}

function figureText(reader: Reader, row: FigureRow | undefined, figure: Figure): string {
  const value = numberOf(row, figure)
  if (value === null) return '–'
  const { locale } = reader
  if (isRatioFigure(figure)) return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(value)
  const told = row?.[figure.key]
  const currency = typeof told === 'object' && told !== null && 'currency' in told ? String(told.currency) : null
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2, ...(currency ? { style: 'currency', currency } : {}) }).format(value)
}

function groupText(reader: Reader, row: FigureRow, group: Group): string {
  const asked = groupAsked(group)
  const value = row[typeof asked === 'string' ? asked : (asked.as ?? asked.field)]
  if (value === null || value === undefined) return say(reader, 'reporting.group.none')
  if (typeof value === 'object') {
    const { title, hidden } = value as Readonly<{ title?: unknown; hidden?: boolean }>
    return hidden ? say(reader, 'reporting.group.hidden') : String(title ?? '')
  }
  const field = fieldAt(reader, group.field)
  const option = field?.type.choices?.(field.options).find(({ key }) => key === value)
  const reads = { modules: reader.work.modules, locale: reader.locale }
  return field && option ? optionLabel(reads, `${field.object}.${field.name}`, option) : String(value)
}

/** The figures of a report as lines of a letter, in somebody's language. */
export function figuresText(work: Work, o: Readonly<{ kept: Kept; told: Told; locale: Locale }>): string {
  const { body, rows, former } = o.told
  const reader = { work, object: o.kept.object, locale: o.locale }
  if (body.draw === 'list') return say(reader, 'reporting.text.records', { count: rows.length })
  const keyOf = (row: FigureRow) => JSON.stringify(body.by.map((group) => groupText(reader, row, group)))
  const before = new Map((former ?? []).map((row) => [keyOf(row), row]))
  const lines = rows.slice(0, mostLines).map((row) => {
    const figures = body.figures.map((figure) => {
      const now = `${figureLabel(reader, figure)} ${figureText(reader, row, figure)}`
      if (!former) return now
      const isNew = !isRatioFigure(figure) && !!numberOf(row, figure) && !numberOf(before.get(keyOf(row)), figure)
      // Beside nothing no change can be said in per cent, nor is a dash: there was none of it.
      return isNew
        ? say(reader, 'reporting.text.new', { now })
        : say(reader, 'reporting.text.before', { now, former: figureText(reader, before.get(keyOf(row)), figure) })
    })
    const groups = body.by.map((group) => groupText(reader, row, group)).join(' · ')
    return say(reader, groups ? 'reporting.text.line' : 'reporting.text.figures', { groups, figures: figures.join(', ') })
  })
  const rest = rows.length - lines.length
  return [...lines, ...(rest > 0 ? [say(reader, 'reporting.text.more', { count: rest })] : [])].join('\n')
}
