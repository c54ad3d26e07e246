import type { FieldMeta, Meta, ObjectMeta } from '../../data/meta-types.ts'

/** What happens where a cell names a record that is not there, or holds no possible value. */
export type Missing = 'fail' | 'create' | 'leave'
export type Target = Readonly<{
  field: string
  missing?: Missing
  values?: Readonly<Record<string, string | null>>
  format?: string
  currency?: string
}>
export type TemplateTarget = Readonly<{ template: string } & Omit<Target, 'field'>>

/** Where the columns of a file go, as `POST /api/v1/imports` takes it. */
export type ImportMap = Readonly<{ columns: Readonly<Record<string, Target>>; templates: Readonly<Record<string, TemplateTarget>> }>
export type Days = Readonly<{ format: string; ambiguous: boolean; candidates: readonly string[] }>

/** A column of the file with what it is guessed to hold. */
export type Column = Readonly<{
  name: string
  samples: readonly string[]
  guess: Readonly<{ field: string; score: number; why: 'name' | 'samples' }> | null
  days?: Days | null
}>

/** A place that a text can go to: a field, or a field of the record that a field links to (`department.head`). */
export type Place = Readonly<{ path: string; label: string; field: FieldMeta; isBelow: boolean }>

const isImportable = (field: FieldMeta): boolean => !field.readOnly && field.right === 'write' && field.operators.length > 0

/** All places of an object's records that a file can fill; those of linked records after the own ones. */
export function placesOf(meta: Meta, object: ObjectMeta): readonly Place[] {
  const own = Object.values(object.fields).filter(isImportable)
  const below = own.flatMap((field) => {
    const target = field.options.to ? meta.objects[field.options.to] : undefined
    if (!target?.may.create) return []
    const fields = Object.values(target.fields).filter((one) => isImportable(one) && !one.system)
    return fields.map((one) => ({ path: `${field.name}.${one.name}`, label: `${field.label} · ${one.label}`, field: one, isBelow: true }))
  })
  return [...own.map((field) => ({ path: field.name, label: field.label, field, isBelow: false })), ...below]
}

/** The map that the guesses make. */
export const guessedMap = (columns: readonly Column[], places: readonly Place[]): ImportMap => ({
  columns: Object.fromEntries(
    columns.flatMap(({ name, guess }) =>
      guess && places.some(({ path }) => path === guess.field) ? [[name, { field: guess.field }]] : [],
    ),
  ),
  templates: {},
})

/** Fields that every record needs and that neither a column nor a template gives. */
export function unfed(map: ImportMap, places: readonly Place[]): readonly Place[] {
  const fed = new Set([...Object.values(map.columns).map(({ field }) => field), ...Object.keys(map.templates)])
  return places.filter(({ path, field, isBelow }) => !isBelow && field.required && field.default === undefined && !fed.has(path))
}

/** How a template names a column: plain words as they are, all others through `row`. */
export const columnInTemplate = (name: string): string =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? `{{ ${name} }}` : `{{ row["${name.replaceAll('"', '')}"] }}`

/** A title made of what tells records apart: what they are about, and their key or first column. */
export function proposedTemplate(map: ImportMap, columns: readonly Column[], places: readonly Place[]): string {
  const isLinked = (name: string) => {
    const place = places.find(({ path }) => path === map.columns[name]?.field)
    return place?.field.options.to !== undefined && place.field.options.to !== 'member'
  }
  const about = columns.find(({ name }) => isLinked(name))?.name
  const key = columns.find(({ name }) => map.columns[name]?.field === 'externalId')?.name ?? columns[0]?.name
  return [...new Set([about, key])].flatMap((name) => (name ? [columnInTemplate(name)] : [])).join(' ')
}

/** The map with a template for the title, where no column gives one. */
export function withTitle(map: ImportMap, columns: readonly Column[], places: readonly Place[], title: string): ImportMap {
  if (!unfed(map, places).some(({ path }) => path === title)) return map
  return { ...map, templates: { ...map.templates, [title]: { template: proposedTemplate(map, columns, places) } } }
}

/** Fields by which the file tells records: the key of the system it comes from, or what is unique. */
export function proposedMatch(map: ImportMap, places: readonly Place[]): readonly string[] {
  const fed = Object.values(map.columns).map(({ field }) => field)
  const own = places.filter(({ path, isBelow }) => !isBelow && fed.includes(path))
  const found = own.find(({ path }) => path === 'externalId') ?? own.find(({ field }) => field.unique)
  return found ? [found.path] : []
}

/** Fields that records can be found by: those that columns or templates give. */
export function matchable(map: ImportMap, places: readonly Place[]): readonly Place[] {
  const fed = new Set([...Object.values(map.columns).map(({ field }) => field), ...Object.keys(map.templates)])
  return places.filter(({ path, isBelow }) => !isBelow && fed.has(path))
}

/** The map with a column's target changed; without a field the column is left out. A field fed by another column is taken from it. */
export function withTarget(map: ImportMap, column: string, target: Target | null): ImportMap {
  const others = Object.entries(map.columns).filter(([name, { field }]) => name !== column && field !== target?.field)
  const templates = Object.fromEntries(Object.entries(map.templates).filter(([field]) => field !== target?.field))
  return { columns: Object.fromEntries([...others, ...(target ? [[column, target] as const] : [])]), templates }
}

/** The map with a text of a field taken as another, whether a column or a template gives it. */
export function withValue(map: ImportMap, field: string, from: string, to: string | null): ImportMap {
  const change = <T extends Omit<Target, 'field'>>(target: T): T => ({ ...target, values: { ...target.values, [from]: to } })
  return {
    columns: Object.fromEntries(
      Object.entries(map.columns).map(([name, target]) => [name, target.field === field ? change(target) : target]),
    ),
    templates: Object.fromEntries(Object.entries(map.templates).map(([name, target]) => [name, name === field ? change(target) : target])),
  }
}

/** The map with another rule for texts of a field that name nothing. */
export function withMissing(map: ImportMap, field: string, missing: Missing): ImportMap {
  return {
    columns: Object.fromEntries(
      Object.entries(map.columns).map(([name, target]) => [name, target.field === field ? { ...target, missing } : target]),
    ),
    templates: Object.fromEntries(
      Object.entries(map.templates).map(([name, target]) => [name, name === field ? { ...target, missing } : target]),
    ),
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A map as a file or the server has it, in full; undefined for anything else. Columns that the file at hand lacks are left out. */
export function readMap(input: unknown, columns: readonly Column[]): ImportMap | undefined {
  if (!isRecord(input) || !isRecord(input.columns ?? {}) || !isRecord(input.templates ?? {})) return undefined
  const names = new Set(columns.map(({ name }) => name))
  const targets = Object.entries((input.columns ?? {}) as Record<string, string | Target>).filter(([name]) => names.has(name))
  const templates = Object.entries((input.templates ?? {}) as Record<string, string | TemplateTarget>)
  return {
    columns: Object.fromEntries(targets.map(([name, target]) => [name, typeof target === 'string' ? { field: target } : target])),
    templates: Object.fromEntries(templates.map(([name, target]) => [name, typeof target === 'string' ? { template: target } : target])),
  }
}

/** What a template makes of the first samples, roughly: names of columns replaced, nothing else computed. */
export function templatePreview(template: string, columns: readonly Column[]): string {
  const first = new Map(columns.map(({ name, samples }) => [name, samples[0] ?? '']))
  return template.replace(
    /\{\{\s*(?:row\["([^"]+)"\]|([^}|\s]+))[^}]*\}\}/g,
    (_all, quoted?: string, plain?: string) => first.get(quoted ?? plain ?? '') ?? '…',
  )
}
