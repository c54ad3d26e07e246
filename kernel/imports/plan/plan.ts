import type { Template } from 'liquidjs'
import type { Access, Actor } from '../../access/define-access.ts'
import { dayFormats } from '../../files/day-formats.ts'
import type { DayFormat } from '../../files/days.ts'
import type { Catalog, CatalogField, CatalogObject } from '../../model/catalog.ts'
import { Fault, fail, type Issue } from '../../model/fault.ts'
import { fold } from './fold.ts'
import type { ColumnTarget, ImportMap, ImportOptions, Missing } from './import-map.ts'
import { parseTemplate } from './render-template.ts'

/** Where one text of a row goes. */
export type Feed = Readonly<{
  /** As the map names it: `owner`, `department.head`, `amount.currency`. */
  path: string
  /** The column the text comes from; null where a template makes it. */
  column: string | null
  index: number
  template: readonly Template[] | null
  /** Field of the object. */
  field: CatalogField
  /** Field of the linked record that is filled instead; null for the object's own. */
  sub: CatalogField | null
  isCurrency: boolean
  missing: Missing
  values: ReadonlyMap<string, string | null>
  format: DayFormat | null
  currency: string | null
}>

/** A map checked against the file's columns and the rights of the person: what is done with each row. */
export type ImportPlan = Readonly<{
  object: CatalogObject
  columns: readonly string[]
  feeds: readonly Feed[]
  match: readonly CatalogField[]
  options: ImportOptions
}>

export type PlanInput = Readonly<{
  catalog: Catalog
  access: Access
  actor: Actor
  object: string
  columns: readonly string[]
  map: ImportMap
  match: readonly string[]
  options: ImportOptions
}>

/** Whether a field's values are days or instants, by the form that it states for them. */
export const timeForm = (field: CatalogField): 'date' | 'date-time' | null => {
  const { format } = field.type.schema(field.options)
  return format === 'date' || format === 'date-time' ? format : null
}

/**
 * What is done with each row.
 *
 * @throws `kernel.unknown-object`; `kernel.forbidden` without the right to import; `kernel.bad-import` with `reason: 'bad-map'` and an issue per
 *   fault: unknown columns and fields, fields that cannot be written, a field fed twice, unknown formats and match fields
 */
export function makePlan(input: PlanInput): ImportPlan {
  const { catalog, access, actor, columns } = input
  const object = Object.hasOwn(catalog.objects, input.object)
    ? catalog.objects[input.object]!
    : fail('kernel.unknown-object', { object: input.object })
  if (!access.may(actor, object.name, 'import')) fail('kernel.forbidden', { verb: 'import', object: object.name })
  const issues: Issue[] = []
  const feeds: Feed[] = []
  const add = (at: string, target: ColumnTarget, source: Pick<Feed, 'column' | 'index' | 'template'>) => {
    const place = placeOf(input, object, target.field)
    if ('issue' in place) issues.push({ path: at, ...place.issue })
    else if (feeds.some((feed) => feed.path === place.path))
      issues.push({ path: at, code: 'kernel.bad-value', details: { reason: 'fed-twice', field: place.path } })
    else feeds.push({ ...source, ...place, ...extrasOf(target, place, { at, issues, mayCreate: (name) => access.mayCreate(actor, name) }) })
  }
  for (const [column, target] of Object.entries(input.map.columns)) {
    const index = columns.indexOf(column)
    if (index < 0) issues.push({ path: `columns.${column}`, code: 'kernel.bad-value', details: { reason: 'no-such-column', column } })
    else add(`columns.${column}`, target, { column, index, template: null })
  }
  for (const [field, { template, ...rest }] of Object.entries(input.map.templates)) {
    const parsed = parseTemplate(template)
    if (parsed) add(`templates.${field}`, { ...rest, field }, { column: null, index: -1, template: parsed })
    else issues.push({ path: `templates.${field}`, code: 'kernel.bad-value', details: { reason: 'bad-template' } })
  }
  for (const { path, field } of feeds.filter(
    (feed) => (feed.sub !== null || feed.isCurrency) && !feeds.some((other) => other.path === feed.field.name),
  )) {
    issues.push({ path: 'columns', code: 'kernel.bad-value', details: { reason: 'not-fed', path, field: field.name } })
  }
  const match = input.match.map((name) => matchField(object, feeds, { name, issues }))
  if (feeds.length === 0 && issues.length === 0) issues.push({ path: 'columns', code: 'kernel.required' })
  if (issues.length > 0) throw new Fault('kernel.bad-import', { reason: 'bad-map', object: object.name }, issues)
  return { object, columns, feeds, match: match as CatalogField[], options: input.options }
}

type Place = Pick<Feed, 'path' | 'field' | 'sub' | 'isCurrency'>
type Refusal = Readonly<{ issue: Omit<Issue, 'path'> }>

function placeOf(input: PlanInput, object: CatalogObject, path: string): Place | Refusal {
  const [name = '', below, ...more] = path.split('.')
  const field = writable(input, object, name)
  if ('issue' in field || below === undefined) return 'issue' in field ? field : { path, field, sub: null, isCurrency: false }
  if (more.length > 0) return unknown(object, path)
  if (below === 'currency' && field.type.currencyOf) return { path, field, sub: null, isCurrency: true }
  if (!field.refers) return unknown(object, path)
  if (below === 'id') return { path: name, field, sub: null, isCurrency: false }
  const sub = writable(input, input.catalog.objects[field.refers]!, below)
  return 'issue' in sub ? sub : { path, field, sub, isCurrency: false }
}

const unknown = (object: CatalogObject, path: string): Refusal => ({
  issue: { code: 'kernel.unknown-field', details: { path, object: object.name } },
})

function writable({ access, actor }: PlanInput, object: CatalogObject, name: string): CatalogField | Refusal {
  const field = Object.hasOwn(object.fields, name) ? object.fields[name]! : undefined
  const right = field ? access.fieldRight(actor, object.name, name) : 'hidden'
  if (!field || right === 'hidden') return unknown(object, name)
  // The id is taken to find records by, never written.
  if (name === 'id') return field
  if (field.readOnly || field.type.compute || field.type.parts)
    return { issue: { code: 'kernel.read-only', details: { field: name, object: object.name } } }
  if (right !== 'write') return { issue: { code: 'kernel.forbidden', details: { field: name, object: object.name } } }
  return field
}

type Surroundings = Readonly<{ at: string; issues: Issue[]; mayCreate: (object: string) => boolean }>

function extrasOf(
  target: ColumnTarget,
  { field, sub }: Place,
  { at, issues, mayCreate }: Surroundings,
): Pick<Feed, 'missing' | 'values' | 'format' | 'currency'> {
  const fed = sub ?? field
  const bad = (name: string, details: Record<string, unknown>) => issues.push({ path: `${at}.${name}`, code: 'kernel.bad-value', details })
  if (target.missing === 'create' && !fed.refers) bad('missing', { reason: 'cannot-create' })
  if (target.missing === 'create' && fed.refers && !mayCreate(fed.refers)) bad('missing', { reason: 'may-not-create', object: fed.refers })
  if (target.format !== undefined && (!timeForm(fed) || !Object.hasOwn(dayFormats, target.format)))
    bad('format', { reason: 'unknown-format', formats: Object.keys(dayFormats) })
  if (target.currency !== undefined && !fed.type.currencyOf) bad('currency', { reason: 'no-currency' })
  return {
    missing: target.missing ?? 'fail',
    values: new Map(Object.entries(target.values ?? {}).map(([text, value]) => [fold(text), value])),
    format: (target.format as DayFormat | undefined) ?? null,
    currency: target.currency ?? null,
  }
}

/** Records are found by fields that a text of the row gives. */
function matchField(
  object: CatalogObject,
  feeds: readonly Feed[],
  { name, issues }: { name: string; issues: Issue[] },
): CatalogField | null {
  const field = Object.hasOwn(object.fields, name) ? object.fields[name]! : null
  const isFed = feeds.some((feed) => feed.field.name === name && feed.sub === null && !feed.isCurrency)
  if (field && isFed && field.columns.length === 1) return field
  issues.push({ path: 'match', code: 'kernel.bad-value', details: { reason: field ? 'match-not-fed' : 'no-such-field', field: name } })
  return null
}
