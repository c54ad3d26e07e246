import { type FieldMeta, type FilterJson, fieldAt, groupFields, isDated, type Meta, type ObjectMeta } from '#kernel/web'
import type { Figure, Group, ReportBody } from '../objects/index.ts'

/** A report while it is put together or shown. */
export type Draft = Readonly<{ name: string; about: string; object: string; filter: FilterJson; body: ReportBody }>

export type Pick = Readonly<{ value: string; label: string }>

const isLinked = ({ options, system }: FieldMeta): boolean => typeof options.to === 'string' && !system

/** Fields of the object and of what it links to, one step away, as paths. */
function paths(meta: Meta, object: ObjectMeta, fieldsOf: (object: ObjectMeta) => readonly FieldMeta[]): readonly Pick[] {
  const own = fieldsOf(object).map(({ name, label }) => ({ value: name, label }))
  const linked = Object.values(object.fields)
    .filter(isLinked)
    .flatMap((field) => {
      const target = meta.objects[field.options.to ?? '']
      if (!target?.may.read) return []
      return fieldsOf(target)
        .filter(({ system }) => !system)
        .map(({ name, label }) => ({ value: `${field.name}.${name}`, label: `${field.label} · ${label}` }))
    })
  return [...own, ...linked]
}

export const groupPicks = (meta: Meta, object: ObjectMeta): readonly Pick[] => paths(meta, object, groupFields)

const isOpen = ({ right }: FieldMeta): boolean => right !== 'masked'
const hasMeasure = (measure: string) => (object: ObjectMeta) =>
  Object.values(object.fields).filter((field) => isOpen(field) && !field.system && field.measures?.includes(measure))

/** What a figure can be made of. */
export function measurePicks(meta: Meta, object: ObjectMeta, measure: string): readonly Pick[] {
  if (measure === 'countDistinct') return groupPicks(meta, object)
  return paths(meta, object, hasMeasure(measure))
}

export const columnPicks = (meta: Meta, object: ObjectMeta): readonly Pick[] =>
  paths(meta, object, (one) =>
    Object.values(one.fields).filter((field) => isOpen(field) && field.name !== 'id' && field.options.object === undefined),
  )

export const dayPicks = (object: ObjectMeta): readonly Pick[] =>
  Object.values(object.fields)
    .filter((field) => isOpen(field) && isDated(field))
    .map(({ name, label }) => ({ value: name, label }))

/** A group that says something from its first moment. */
export function groupOf(meta: Meta, object: ObjectMeta, path: string): Group {
  const field = fieldAt(meta, object, path)
  return field && isDated(field) ? { field: path, unit: 'month' } : { field: path }
}

/** Whether what a field names lies in a tree. */
export function isInTree(meta: Meta, object: ObjectMeta, path: string): boolean {
  const to = fieldAt(meta, object, path)?.options.to
  return Boolean(to && meta.objects[to]?.tree)
}

export function nextKey(figures: readonly Figure[]): string {
  const taken = new Set(figures.map(({ key }) => key))
  let at = 1
  while (taken.has(`f${at}`)) at += 1
  return `f${at}`
}

/** How many groups a drawing takes at least: what is missing is filled with the first fields there are. */
const least: Readonly<Record<string, number>> = { pivot: 2, stacked: 2, bar: 1, line: 1, pie: 1, funnel: 1 }
const most: Readonly<Record<string, number>> = { figure: 0, pivot: 2, stacked: 2, bar: 2, line: 2, pie: 1, funnel: 1, list: 1, table: 3 }
export const mostGroups = (draw: string): number => most[draw] ?? 3

export function withDrawing(body: ReportBody, draw: ReportBody['draw'], o: Readonly<{ meta: Meta; object: ObjectMeta }>): ReportBody {
  const fields = groupFields(o.object)
  const { views } = o.object
  const told = [views.board?.by, views.path]
  // A field of few values says something at once; the first link would make a bar of each customer.
  const first =
    fields.find((field) => (draw === 'line' ? isDated(field) : told.includes(field.name))) ?? fields.find(({ kind }) => kind === 'choice')
  const offered = [...(first ? [first] : []), ...fields.filter((field) => field !== first)].map(({ name }) =>
    groupOf(o.meta, o.object, name),
  )
  const kept = body.by.slice(0, mostGroups(draw))
  const missing = Math.max(0, (least[draw] ?? 0) - kept.length)
  const by = [...kept, ...offered.filter(({ field }) => !kept.some((one) => one.field === field)).slice(0, missing)]
  const columns = body.columns ?? views.list?.columns.slice(0, 6) ?? [o.object.title]
  const figures = body.figures.length > 0 || draw === 'list' ? body.figures : [{ key: 'f1', measure: 'count' as const }]
  return { ...body, draw, by, figures, ...(draw === 'list' ? { columns } : {}) }
}

/** What a new report begins with. */
export function freshDraft(meta: Meta, object: ObjectMeta): Draft {
  const empty: ReportBody = { draw: 'bar', by: [], figures: [] }
  return { name: '', about: '', object: object.name, filter: {}, body: withDrawing(empty, 'bar', { meta, object }) }
}

/** The words of an order that belong to a list: of another drawing it means nothing. */
export function withoutLost(body: ReportBody): ReportBody {
  const plain = body.figures.filter((figure) => !('ratio' in figure)).map(({ key }) => key)
  const figures = body.figures.filter((figure) => !('ratio' in figure) || figure.ratio.every((key) => plain.includes(key)))
  const { sort, ...rest } = body
  const isThere = sort && (body.draw === 'list' ? body.columns?.includes(sort.replace(/^-/, '')) : plain.includes(sort.replace(/^-/, '')))
  return { ...rest, figures, ...(isThere ? { sort } : {}) }
}
