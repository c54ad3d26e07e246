import type { ModuleDef } from '../define-module.ts'
import type { AnyObject } from '../model/define-object.ts'
import { checkFormula } from '../model/field-types/formula/check.ts'
import { fieldsOfFormula } from '../model/field-types/formula/read.ts'
import { fieldTypes } from '../model/field-types.ts'
import type { Field } from '../model/fields.ts'
import { toKebab, toSnake } from '../model/names.ts'
import { ownerFields, systemFields } from './system-fields.ts'

const nameForm = /^[a-z][a-zA-Z0-9]*$/
const longestName = 40

/** Everything that is wrong with the declarations, as lines to read; empty when all fits. */
export function checkCatalog(objects: readonly AnyObject[], modules: readonly ModuleDef[]): string[] {
  const byName = new Map(objects.map((object) => [object.name, object]))
  return [
    ...doublesOf(objects.map((object) => toKebab(object.plural))).map((plural) => `${plural}: plural used twice`),
    ...objects.flatMap((object) => [...checkObject(object), ...checkFields(object, byName), ...checkViews(object)]),
    ...doubleReverses(objects),
    ...measuresOfNothing(objects),
    ...modules.flatMap((module) => checkModule(module, byName)),
  ]
}

const fieldsOf = (object: AnyObject): Record<string, Field> => ({ ...systemFields, ...(object.owned ? ownerFields : {}), ...object.fields })

function checkObject(object: AnyObject): string[] {
  const faults: string[] = []
  const at = (what: string) => faults.push(`${object.name}: ${what}`)
  if (!nameForm.test(object.name) || toSnake(object.name).length > longestName) at('name must be camelCase, at most 40 characters')
  if (!(object.title in object.fields)) at(`title ${object.title} is no field`)
  for (const name of object.search) if (!(name in object.fields)) at(`search field ${name} is unknown`)
  for (const set of object.unique) for (const name of set) if (!(name in fieldsOf(object))) at(`unique field ${name} is unknown`)
  for (const [role, name] of [
    ['follows', object.follows],
    ['partOf', object.partOf],
    ['tree', object.tree],
  ] as const) {
    if (name !== undefined && object.fields[name]?.kind !== 'link') at(`${role} ${name} is no link`)
  }
  return faults
}

function checkFields(object: AnyObject, byName: ReadonlyMap<string, AnyObject>): string[] {
  const faults: string[] = []
  for (const [name, field] of Object.entries(object.fields as Record<string, Field>)) {
    const at = (what: string) => faults.push(`${object.name}.${name}: ${what}`)
    if (!nameForm.test(name) || toSnake(name).length > longestName) at('name must be camelCase, at most 40 characters')
    if (name in systemFields || (object.owned && name in ownerFields)) at('is a field of the kernel')
    const type = fieldTypes[field.kind]
    if (!type) {
      at(`unknown kind ${field.kind}`)
      continue
    }
    const target = type.refers?.(field.options)
    if (target !== undefined && !byName.has(target)) at(`links to unknown object ${target}`)
    const parts = type.parts?.(field.options)
    if (parts && byName.get(parts.object)?.fields[parts.by]?.options.to !== object.name)
      at(`lines of ${parts.object} do not link back by ${parts.by}`)
    for (const issue of type.checkOptions?.(field.options) ?? []) at(`${issue.path}: ${issue.code} ${JSON.stringify(issue.details ?? {})}`)
    if (typeof field.options.expression === 'string')
      for (const fault of checkExpression(object, field.options.expression, String(field.options.as))) at(fault)
    const keys = type.choices?.(field.options).map((option) => option.key) ?? []
    for (const double of doublesOf(keys)) at(`option ${double} twice`)
  }
  return faults
}

/** An expression may use the object's other fields, computed ones without a circle. */
function checkExpression(object: AnyObject, expression: string, as: string): string[] {
  const fields = fieldsOf(object)
  const kinds = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, typeof field.options.as === 'string' ? field.options.as : field.kind]),
  )
  const reaches = (text: string, seen: readonly string[]): string[] =>
    fieldsOfFormula(text).flatMap((name) => {
      if (seen.includes(name)) return [`circle ${[...seen, name].join(' → ')}`]
      const next = fields[name]?.options.expression
      return typeof next === 'string' ? reaches(next, [...seen, name]) : []
    })
  const faults = checkFormula(expression, kinds, as).map((issue) => `${issue.path}: ${issue.code} ${JSON.stringify(issue.details ?? {})}`)
  return faults.length > 0 ? faults : reaches(expression, [])
}

function checkViews(object: AnyObject): string[] {
  const fields = fieldsOf(object)
  const { list, board, form, facts, path } = object.views
  const used: [string, readonly string[]][] = [
    ['list', [...(list?.columns ?? []), ...(list?.sort ? [list.sort.replace(/^-/, '')] : [])]],
    ['board', board ? [board.by, ...board.card, ...(board.sum ? [board.sum] : []), ...(board.weighted ? [board.weighted] : [])] : []],
    ['form', (form ?? []).flatMap((section) => section.rows.flat())],
    ['facts', facts ?? []],
    ['path', path ? [path] : []],
  ]
  return used.flatMap(([view, names]) =>
    names.filter((name) => !(name in fields)).map((name) => `${object.name}: ${view} shows unknown field ${name}`),
  )
}

/** A figure over children needs a reverse list of that name, and there the field it measures. */
function measuresOfNothing(objects: readonly AnyObject[]): string[] {
  const all = objects.flatMap((object) => Object.entries(fieldsOf(object)).map(([name, field]) => ({ object, name, field })))
  return all
    .filter(({ field }) => typeof field.options.of === 'string')
    .filter(({ object, field }) => {
      const link = all.find((other) => other.field.options.to === object.name && other.field.options.reverse === field.options.of)
      return !link || (typeof field.options.field === 'string' && !(field.options.field in fieldsOf(link.object)))
    })
    .map(
      ({ object, name, field }) =>
        `${object.name}.${name}: measures ${String(field.options.of)}.${String(field.options.field ?? '')}, which is not there`,
    )
}

function doubleReverses(objects: readonly AnyObject[]): string[] {
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
    ...doublesOf(reverses).map((path) => `${path}: reverse list named twice`),
    ...taken.map((path) => `${path}: reverse list is named like a field`),
  ]
}

function checkModule(module: ModuleDef, byName: ReadonlyMap<string, AnyObject>): string[] {
  const faults: string[] = []
  for (const rule of module.rules) if (!byName.has(rule.object)) faults.push(`${module.name}: rules for unknown object ${rule.object}`)
  for (const grant of module.grants) {
    const object = byName.get(grant.object)
    if (grant.object !== '*' && !object) faults.push(`${module.name}: grant for unknown object ${grant.object}`)
    for (const name of Object.keys(grant.fields))
      if (object && !(name in fieldsOf(object))) faults.push(`${module.name}: grant for unknown field ${grant.object}.${name}`)
  }
  for (const action of module.actions)
    if (!action.name.startsWith(`${module.name}.`)) faults.push(`${action.name}: action must be named ${module.name}.…`)
  for (const report of module.reports)
    if (!byName.has(report.object)) faults.push(`${report.name}: report over unknown object ${report.object}`)
  for (const code of Object.keys(module.faults))
    if (!code.startsWith(`${module.name}.`)) faults.push(`${code}: fault code must be named ${module.name}.…`)
  return faults
}

const doublesOf = (names: readonly string[]): string[] => [...new Set(names.filter((name, i) => names.indexOf(name) !== i))]
