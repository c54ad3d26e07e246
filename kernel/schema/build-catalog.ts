import { createHash } from 'node:crypto'
import { approvalObjects } from '../approvals/objects.ts'
import type { ModuleDef } from '../define-module.ts'
import type { Catalog, CatalogChildren, CatalogCopy, CatalogField, CatalogObject } from '../model/catalog.ts'
import type { AnyObject, ExtensionDef } from '../model/define-object.ts'
import { definedRules } from '../model/defined-rules.ts'
import { definition } from '../model/definition.ts'
import { kernelFaults } from '../model/fault.ts'
import type { ChoiceOption, Labels } from '../model/field-type.ts'
import { fieldTypes } from '../model/field-types.ts'
import type { Field, FromRows } from '../model/fields.ts'
import { toKebab, toSnake } from '../model/names.ts'
import { department, exchangeRate, member, membership, role, share } from '../model/people.ts'
import { distinctPair, duplicateSetting, mergedInto } from '../model/sameness.ts'
import { savedView, viewChoice } from '../model/saved-view.ts'
import { identityProvider, securitySetting, signInPolicy } from '../model/security.ts'
import { backupPlan, historyRetention } from '../model/upkeep.ts'
import type { Horizons } from '../retention/horizons.ts'
import { type CatalogFault, catalogFault, faultLine } from './catalog-fault.ts'
import { checkCatalog } from './check-catalog.ts'
import { type Customised, customise, customModule, type OwnedObject } from './defined/customise.ts'
import type { Definition } from './defined/read-definitions.ts'
import { readHomes } from './defined/read-homes.ts'
import { ownerFields, systemFields } from './system-fields.ts'

/** Options that come from rows, by `object.field`. */
export type RowOptions = Readonly<Record<string, readonly ChoiceOption[]>>

/** The declarations of all modules are at odds with each other; `faults` names every place. */
export class CatalogProblem extends Error {
  readonly faults: readonly CatalogFault[]
  constructor(faults: readonly CatalogFault[]) {
    super(`The declarations have ${faults.length} fault(s):\n${faults.map((fault) => `  - ${faultLine(fault)}`).join('\n')}`)
    this.name = 'CatalogProblem'
    this.faults = faults
  }
}

/** Objects of the kernel itself: the people of the workspace, what they may do, what money was worth, how it is secured and backed up, what it defined itself. */
export const kernelObjects: readonly AnyObject[] = [
  ...[department, member, membership, role, share],
  exchangeRate,
  ...[securitySetting, signInPolicy, identityProvider],
  backupPlan,
  ...[duplicateSetting, historyRetention],
  definition,
  savedView,
  viewChoice,
  mergedInto,
  distinctPair,
  ...approvalObjects,
]

/**
 * The catalog of a workspace: all modules' declarations and what the workspace itself defined, linked, completed with system fields and frozen.
 *
 * @throws CatalogProblem with all faults found, not just the first.
 */
export function buildCatalog(
  modules: readonly ModuleDef[],
  rowOptions: RowOptions = {},
  definitions: readonly Definition[] = [],
  horizons: Horizons = {},
): Catalog {
  const { declared, faults } = declaredObjects(modules)
  const custom = customise(declared, definitions)
  const { homes, faults: homeFaults } = readHomes(custom.objects, modules, definitions)
  const found = [...faults, ...custom.faults, ...homeFaults, ...checkCatalog(custom.objects, modules)]
  if (found.length > 0) throw new CatalogProblem(found)
  const parts: Parts = { all: byNameOf(custom.objects), pointing: pointingOf(custom.objects), modules, rowOptions, custom, horizons }
  const objects = Object.fromEntries(custom.objects.map((object) => [object.name, toCatalogObject(object, parts)]))
  const shape = JSON.stringify([objects, custom.grants, homes], (key, value: unknown) =>
    key === 'type' || key === 'rules' ? undefined : value,
  )
  return Object.freeze({
    version: createHash('sha256').update(shape).digest('hex').slice(0, 16),
    objects,
    byPlural: Object.fromEntries(Object.values(objects).map((object) => [object.plural, object])),
    modules: listModules(custom.objects, modules),
    faults: Object.assign({}, kernelFaults, ...modules.map((module) => module.faults)) as Record<string, number>,
    grants: custom.grants,
    homes,
  })
}

/** Objects of the code with the fields that other modules add to them. */
function declaredObjects(modules: readonly ModuleDef[]): { declared: readonly OwnedObject[]; faults: CatalogFault[] } {
  const owned = new Map<string, OwnedObject>()
  const faults: CatalogFault[] = []
  const add = (module: string, object: AnyObject) => {
    if (owned.has(object.name)) faults.push(catalogFault(object.name, 'declared-twice'))
    owned.set(object.name, { ...object, module })
  }
  for (const object of kernelObjects) add('kernel', object)
  for (const module of modules) for (const object of module.objects) add(module.name, object)
  for (const extension of modules.flatMap((module) => module.extensions)) {
    const object = owned.get(extension.object)
    if (object) owned.set(object.name, { ...extended(object, extension), module: object.module })
    else faults.push(catalogFault(extension.object, 'no-object', { object: extension.object }))
  }
  return { declared: [...owned.values()], faults }
}

/** Modules with their objects; objects of the workspace stand with the module that they name, else under a heading of their own. */
function listModules(objects: readonly OwnedObject[], modules: readonly ModuleDef[]): Catalog['modules'] {
  const names = [...modules.map((module) => module.name), customModule, 'kernel']
  const of = (object: OwnedObject) => (names.includes(object.module) ? object.module : customModule)
  return names
    .map((name) => ({ name, objects: objects.filter((object) => of(object) === name).map((object) => object.name) }))
    .filter(({ name, objects: its }) => name !== customModule || its.length > 0)
}

type Parts = Readonly<{
  all: ReadonlyMap<string, OwnedObject>
  pointing: Pointing
  modules: readonly ModuleDef[]
  rowOptions: RowOptions
  custom: Customised
  horizons: Horizons
}>

function toCatalogObject(object: OwnedObject, parts: Parts): CatalogObject {
  const { pointing, modules, rowOptions, custom, horizons } = parts
  const declared = Object.entries(allFields(object))
  const system = Object.entries(systemFields)
  const fields = [...system.slice(0, 1), ...declared, ...system.slice(1)].map(([name, def]) =>
    toCatalogField(
      object.name,
      name,
      { ...def, options: withMeasured(def.options, object.name, parts) },
      {
        isSystem: name in systemFields || name === 'ownerDepartment',
        labels: (key) => labelsOf(modules, `${object.name}.${name}.${key}`),
        rows: rowOptions[`${object.name}.${name}`],
      },
    ),
  )
  const byName = Object.fromEntries(fields.map((field) => [field.name, field]))
  const checks = custom.checks[object.name] ?? []
  const table = columnName(object, object.name)
  const terms = [...new Set([...object.search, ...(object.duplicates ?? []).flatMap(({ by }) => by)])]
  const sorted = mapValues(byName, (field) => ({ ...field, sort: field.type.formulaSort?.(field.options) }))
  return Object.freeze({
    name: object.name,
    plural: toKebab(object.plural),
    module: object.module,
    table,
    title: object.title,
    owned: object.owned,
    follows: [object.follows ?? object.partOf ?? []].flat(),
    changesAlong: object.owned ? (object.changesAlong ?? []) : [object.follows ?? []].flat(),
    partOf: object.partOf ?? null,
    isFew: object.isFew ?? false,
    shut: object.shut ?? null,
    stands: object.stands ?? {},
    exchange: object.exchange ?? null,
    listedFor: object.listedFor ?? 'readers',
    tree: object.tree ?? null,
    search: object.search,
    duplicates: object.duplicates ?? [],
    terms,
    words: terms.length > 0 ? `${table}_words` : null,
    unique: object.unique,
    atMostOne: object.atMostOne ?? [],
    keptFrom: horizons[object.name] ?? null,
    icon: object.icon,
    open: object.open ?? null,
    views: object.views,
    fields: byName,
    children: pointing.get(object.name)?.children ?? {},
    copies: pointing.get(object.name)?.copies ?? [],
    rules: [
      ...modules.flatMap((module) => module.rules).filter((rule) => rule.object === object.name),
      ...definedRules({ name: object.name, fields: sorted, checks }),
    ],
    consequences: modules.flatMap((module) => module.consequences).filter((one) => one.object === object.name),
    guards: modules.flatMap((module) => module.guards).filter((one) => one.object === object.name),
    recordType: object.recordType ?? null,
    checks,
    layouts: custom.layouts[object.name] ?? [],
    ...(object.labels ? { labels: object.labels } : {}),
    ...(object.labelsPlural ? { labelsPlural: object.labelsPlural } : {}),
    ...(object.isCustom ? { isCustom: true as const } : {}),
  })
}

/** The object with the fields that another module adds, shown where that module says. */
function extended(object: AnyObject, extension: ExtensionDef): AnyObject {
  const { list, form, facts } = object.views
  const columns = list ? [...list.columns.slice(0, -1), ...extension.columns, ...list.columns.slice(-1)] : undefined
  return {
    ...object,
    fields: { ...object.fields, ...extension.fields },
    ...(extension.follows.length > 0 ? { follows: [...[object.follows ?? []].flat(), ...extension.follows] } : {}),
    changesAlong: [...(object.changesAlong ?? []), ...extension.changesAlong],
    views: {
      ...object.views,
      ...(list && columns ? { list: { ...list, columns } } : {}),
      ...(form ? { form: [...form, ...extension.sections] } : {}),
      ...(facts || extension.facts.length > 0 ? { facts: [...(facts ?? []), ...extension.facts] } : {}),
    },
  }
}

type Choices = Readonly<{ labels: (key: string) => Labels; rows: readonly ChoiceOption[] | undefined }>

/** Options of a choice with their labels in every language, and where they come from rows, those rows. */
function withChoices(options: Field['options'], { labels, rows }: Choices): Field['options'] {
  if (!Array.isArray(options.choices)) return options
  const choices = (options.choices as ChoiceOption[]).map((option) => ({ ...option, labels: { ...labels(option.key), ...option.labels } }))
  const from = options.from as FromRows | undefined
  if (!from) return { ...options, choices }
  return { ...options, choices, rows: from.adds ? besides(choices, rows ?? []) : (rows ?? choices) }
}

/** The declared options, named as their rows say where there are such, and behind them those that only rows have. */
function besides(declared: readonly ChoiceOption[], rows: readonly ChoiceOption[]): readonly ChoiceOption[] {
  const byKey = new Map([...declared, ...rows].map((option) => [option.key, option]))
  return [...byKey.values()]
}

/** Figures over figures over figures: no more than this. */
const mostFigures = 5

/** A figure over children has the kind of the field it measures: stated here once, where both declarations are at hand. */
function withMeasured(options: Field['options'], object: string, among: Parts, depth = 0): Field['options'] {
  if (typeof options.of !== 'string' || typeof options.field !== 'string') return options
  const { of } = options
  const { all, pointing } = among
  const parts = all.get(object)?.fields[of] as Field | undefined
  const child = (pointing.get(object)?.children[of]?.object ?? parts?.options.object) as string
  const measured = all.get(child)?.fields[options.field] as Field | undefined
  if (!measured || depth > mostFigures) return options
  const its = withMeasured(measured.options, child, among, depth + 1)
  return { ...options, as: its.as ?? measured.kind, asOptions: its }
}

function toCatalogField(
  object: string,
  name: string,
  def: Field,
  { isSystem, labels, rows }: Choices & { isSystem: boolean },
): CatalogField {
  const type = fieldTypes[def.kind]!
  const merged = withChoices(def.options, { labels, rows })
  const columns = type.columns(columnName(def, name), merged)
  return Object.freeze({
    object,
    name,
    kind: def.kind,
    type,
    options: merged,
    required: def.required,
    unique: def.unique,
    indexed: def.indexed,
    readOnly: def.readOnly,
    system: isSystem,
    ...(def.default === undefined ? {} : { default: def.default }),
    columns: def.column && columns.length === 1 ? [{ ...columns[0]!, name: def.column }] : columns,
    refers: type.refers?.(merged) ?? null,
    ...(def.labels ? { labels: def.labels } : {}),
    ...(def.help ? { help: def.help } : {}),
    ...(def.isCustom ? { isCustom: true as const } : {}),
  })
}

/** What workspaces define begins with `x_`, so that no later version of the code can want the same name. */
const columnName = ({ isCustom }: Readonly<{ isCustom?: true }>, name: string): string => `${isCustom ? 'x_' : ''}${toSnake(name)}`

const mapValues = <A, B>(all: Readonly<Record<string, A>>, to: (one: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, to(one)]))

function labelsOf(modules: readonly ModuleDef[], key: string): Labels {
  const found = modules.find((module) => key in module.texts.en)
  return found ? { 'zh-CN': found.texts['zh-CN'][key]!, 'zh-TW': found.texts['zh-TW'][key]!, en: found.texts.en[key]! } : {}
}

const allFields = (object: AnyObject): Record<string, Field> => ({ ...object.fields, ...(object.owned ? ownerFields : {}) })

/** What points at each object: links read backwards, of those that gave the reverse list a name, and fields that repeat a value of it. */
type Pointing = ReadonlyMap<string, Readonly<{ children: Record<string, CatalogChildren>; copies: CatalogCopy[] }>>

/** Found in one walk over all fields: asking all of them for each object takes a third of a second. */
function pointingOf(all: readonly AnyObject[]): Pointing {
  const pointing = new Map(all.map(({ name }) => [name, { children: {} as Record<string, CatalogChildren>, copies: [] as CatalogCopy[] }]))
  for (const object of all) {
    const fields = allFields(object)
    for (const [name, { options }] of Object.entries(fields)) {
      const copy = options.copyOf as Readonly<{ by: string; field: string }> | undefined
      if (copy)
        pointing
          .get(fields[copy.by]?.options.to as string)
          ?.copies.push({ object: object.name, field: name, by: copy.by, from: copy.field })
      const { to, reverse, reverseLabels } = options
      if (typeof reverse !== 'string') continue
      const labels = reverseLabels ? { labels: reverseLabels as Labels } : {}
      Object.assign(pointing.get(to as string)?.children ?? {}, { [reverse]: { name: reverse, object: object.name, by: name, ...labels } })
    }
  }
  return pointing
}

const byNameOf = (all: readonly OwnedObject[]) => new Map(all.map((object) => [object.name, object]))
