import type { ModuleDef } from '../define-module.ts'
import type { AnyObject } from '../model/define-object.ts'
import { checkFormula, expressionFault } from '../model/field-types/formula/check.ts'
import { fieldsOfFormula } from '../model/field-types/formula/read.ts'
import { fieldTypes } from '../model/field-types.ts'
import type { Field } from '../model/fields.ts'
import { toKebab, toSnake } from '../model/names.ts'
import { type CatalogFault, catalogFault } from './catalog-fault.ts'
import { ownerFields, systemFields } from './system-fields.ts'

const nameForm = /^[a-z][a-zA-Z0-9]*$/
const longestName = 40

/** Everything that is wrong with the declarations; empty when all fits. */
export function checkCatalog(objects: readonly AnyObject[], modules: readonly ModuleDef[]): CatalogFault[] {
  const byName = new Map(objects.map((object) => [object.name, object]))
  return [
    ...doublesOf(objects.map((object) => toKebab(object.plural))).map((plural) => catalogFault(plural, 'plural-twice')),
    ...objects.flatMap((object) => [...checkObject(object, byName), ...checkFields(object, byName), ...checkViews(object)]),
    ...doubleReverses(objects),
    ...measuresOfNothing(objects),
    ...modules.flatMap((module) => checkModule(module, byName)),
  ]
}

const fieldsOf = (object: AnyObject): Record<string, Field> => ({ ...systemFields, ...(object.owned ? ownerFields : {}), ...object.fields })

function checkObject(object: AnyObject, byName: ReadonlyMap<string, AnyObject>): CatalogFault[] {
  const faults: CatalogFault[] = []
  const at = (reason: string, details?: Record<string, unknown>) => faults.push(catalogFault(object.name, reason, details))
  if (!nameForm.test(object.name) || toSnake(object.name).length > longestName) at('bad-name', { max: longestName })
  if (!(object.title in object.fields) || fieldTypes[(object.fields[object.title] as Field).kind]?.veil)
    at('no-title', { field: object.title })
  for (const name of (object.duplicates ?? []).flatMap(({ by }) => by)) {
    const field = (object.fields as Record<string, Field>)[name]
    if (!field || !fieldTypes[field.kind]?.twinKey) at('no-twin-key', { field: name })
  }
  for (const name of object.search) if (!(name in object.fields)) at('unknown-search', { field: name })
  for (const set of [...object.unique, ...(object.atMostOne ?? []).map(({ by, where }) => [...by, where])])
    for (const name of set) if (!(name in fieldsOf(object))) at('unknown-unique', { field: name })
  for (const [role, name] of [
    ...[object.follows ?? []].flat().map((name) => ['follows', name] as const),
    ['partOf', object.partOf],
    ['tree', object.tree],
  ] as const) {
    if (name !== undefined && linkAlong(object, name, byName)?.kind !== 'link') at('not-a-link', { role, field: name })
  }
  if (object.recordType !== undefined && !object.fields[object.recordType]?.options.choices)
    at('no-record-type', { field: object.recordType })
  return faults
}

/** The field at the end of `link` or `children.link`. */
function linkAlong(object: AnyObject, path: string, byName: ReadonlyMap<string, AnyObject>): Field | undefined {
  const [first, last] = path.split('.') as [string, string?]
  if (last === undefined) return object.fields[first]
  const lines = object.fields[first] as Field | undefined
  const parts = lines && fieldTypes[lines.kind]?.parts?.(lines.options)
  const isBack = (field: Field) => field.options.to === object.name && field.options.reverse === first
  const child = [...byName.values()].find(({ name, fields }) =>
    parts ? name === parts.object : Object.values(fields as Record<string, Field>).some(isBack),
  )
  return child?.fields[last]
}

function checkFields(object: AnyObject, byName: ReadonlyMap<string, AnyObject>): CatalogFault[] {
  const faults: CatalogFault[] = []
  for (const [name, field] of Object.entries(object.fields as Record<string, Field>)) {
    const at = (reason: string, details?: Record<string, unknown>) => faults.push(catalogFault(`${object.name}.${name}`, reason, details))
    if (!nameForm.test(name) || toSnake(name).length > longestName) at('bad-name', { max: longestName })
    if (name in systemFields || (object.owned && name in ownerFields)) at('kernel-field')
    const type = fieldTypes[field.kind]
    if (!type) {
      at('unknown-kind', { kind: field.kind })
      continue
    }
    const target = type.refers?.(field.options)
    for (const name of [target ?? [], type.targets?.(field.options) ?? []].flat())
      if (!byName.has(name)) at('unknown-object', { target: name })
    const parts = type.parts?.(field.options)
    if (parts && byName.get(parts.object)?.fields[parts.by]?.options.to !== object.name)
      at('lines-back', { target: parts.object, by: parts.by })
    for (const issue of type.checkOptions?.(field.options) ?? [])
      if (issue.path === 'expression') at('bad-expression', expressionFault(issue))
      else at('bad-setting', { setting: issue.path, fault: issue.code, ...issue.details })
    if (typeof field.options.expression === 'string')
      for (const fault of checkExpression(object, field.options.expression, String(field.options.as))) at(fault.reason, fault.details)
    for (const path of type.counterPaths?.(field.options) ?? []) {
      const [link, last] = path.split('.') as [string, string]
      const from = link === 'record' ? object : byName.get(String(fieldsOf(object)[link]?.options.to))
      if (!from || !(last in fieldsOf(from))) at('bad-setting', { setting: 'pattern', fault: 'kernel.unknown-field', path })
    }
    const keys = type.choices?.(field.options).map((option) => option.key) ?? []
    for (const double of doublesOf(keys)) at('option-twice', { option: double })
  }
  return faults
}

type Fault = Pick<CatalogFault, 'reason' | 'details'>

/** An expression may use the object's other fields, computed ones without a circle. */
export function checkExpression(object: AnyObject, expression: string, as: string): Fault[] {
  const fields = fieldsOf(object)
  const kinds = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, typeof field.options.as === 'string' ? field.options.as : field.kind]),
  )
  const reaches = (text: string, seen: readonly string[]): Fault[] =>
    fieldsOfFormula(text).flatMap((name) => {
      if (seen.includes(name)) return [{ reason: 'circle', details: { names: [...seen, name].join(' → ') } }]
      const next = fields[name]?.options.expression
      return typeof next === 'string' ? reaches(next, [...seen, name]) : []
    })
  const faults = checkFormula(expression, kinds, as).map((issue) => ({ reason: 'bad-expression', details: expressionFault(issue) }))
  return faults.length > 0 ? faults : reaches(expression, [])
}

const checkViews = (object: AnyObject): CatalogFault[] => checkView(object, object.views, object.name)

/** Views may only name fields that there are. */
export function checkView(object: AnyObject, views: AnyObject['views'], at: string): CatalogFault[] {
  const fields = fieldsOf(object)
  const { list, board, form, facts, path, pathLeft, mark } = views
  const used: [string, readonly string[]][] = [
    ['list', [...(list?.columns ?? []), ...(list?.sort ? [list.sort.replace(/^-/, '')] : [])]],
    [
      'board',
      board ? [board.by, ...board.card, ...[board.sum, board.weighted, board.closed?.on].filter((name) => name !== undefined)] : [],
    ],
    ['form', (form ?? []).flatMap((section) => section.rows.flat())],
    ['facts', facts ?? []],
    ['path', [path, pathLeft].filter((name) => name !== undefined)],
    ['mark', mark ? [mark] : []],
  ]
  return used.flatMap(([view, names]) =>
    names.filter((name) => !(name in fields)).map((name) => catalogFault(at, 'view-unknown-field', { view, field: name })),
  )
}

/** A figure over children needs a reverse list of that name, and there the field it measures. */
function measuresOfNothing(objects: readonly AnyObject[]): CatalogFault[] {
  const all = objects.flatMap((object) => Object.entries(fieldsOf(object)).map(([name, field]) => ({ object, name, field })))
  return all
    .filter(({ field }) => typeof field.options.of === 'string')
    .filter(({ object, field }) => {
      const link = all.find((other) => other.field.options.to === object.name && other.field.options.reverse === field.options.of)
      const child =
        link?.object ??
        objects.find(({ name }) => name === (object.fields as Record<string, Field>)[field.options.of as string]?.options.object)
      return !child || (typeof field.options.field === 'string' && !(field.options.field in fieldsOf(child)))
    })
    .map(({ object, name, field }) =>
      catalogFault(`${object.name}.${name}`, 'measures-nothing', { of: field.options.of, measured: field.options.field }),
    )
}

function doubleReverses(objects: readonly AnyObject[]): CatalogFault[] {
  const reverses = objects.flatMap((object) =>
    Object.values(object.fields as Record<string, Field>)
      .filter((field) => typeof field.options.reverse === 'string')
      .map((field) => `${String(field.options.to)}.${String(field.options.reverse)}`),
  )
  const taken = reverses.filter((path) => {
    const [target, name] = path.split('.') as [string, string]
    const object = objects.find((candidate) => candidate.name === target)
    return object && name in fieldsOf(object)
  })
  return [
    ...doublesOf(reverses).map((path) => catalogFault(path, 'reverse-twice')),
    ...taken.map((path) => catalogFault(path, 'reverse-like-field')),
  ]
}

function checkModule(module: ModuleDef, byName: ReadonlyMap<string, AnyObject>): CatalogFault[] {
  const faults: CatalogFault[] = []
  const at = (place: string, reason: string) => faults.push(catalogFault(place, reason, { module: module.name }))
  for (const rule of module.rules) if (!byName.has(rule.object)) at(rule.object, 'rules-of-nothing')
  for (const grant of module.grants) {
    const object = byName.get(grant.object)
    if (grant.object !== '*' && !object) at(grant.object, 'grant-of-nothing')
    for (const name of Object.keys(grant.fields))
      if (object && name !== '*' && !(name in fieldsOf(object))) at(`${grant.object}.${name}`, 'grant-of-nothing')
  }
  for (const action of module.actions) if (!action.name.startsWith(`${module.name}.`)) at(action.name, 'named-elsewhere')
  for (const report of module.reports) if (!byName.has(report.object)) at(report.name, 'report-of-nothing')
  for (const code of Object.keys(module.faults)) if (!code.startsWith(`${module.name}.`)) at(code, 'named-elsewhere')
  return faults
}

const doublesOf = (names: readonly string[]): string[] => [...new Set(names.filter((name, i) => names.indexOf(name) !== i))]
