import { isShareable } from '../access/shareable.ts'
import type { ActionDef } from '../actions/define-action.ts'
import type { ReportDef } from '../define-module.ts'
import { waysToSet } from '../duplicates/judge.ts'
import { broughtBy } from '../imports/plan/brings.ts'
import { type CatalogChildren, type CatalogField, type CatalogObject, isOfProgram } from '../model/catalog.ts'
import type { CheckBody } from '../model/definition.ts'
import type { KernelFaultCode } from '../model/fault.ts'
import type { ChoiceOption } from '../model/field-type.ts'
import { fieldsOfFormula } from '../model/field-types/formula/read.ts'
import { fieldType } from '../model/field-types.ts'
import type { Field } from '../model/fields.ts'
import { labelIn } from '../model/labels.ts'
import { duplicateSetting } from '../model/sameness.ts'
import { fieldLabel, objectLabel, objectsLabel, optionLabel } from './labels.ts'
import { type MetaContext, say } from './meta-context.ts'
import { describeHomes } from './meta-homes.ts'
import { describeViews } from './meta-views.ts'
import { textOf } from './texts.ts'

export type { MetaContext }

/** A check that reads a hidden field would tell of it: whoever does not see the field hears of the check when it is broken. */
const isWhole = (check: CheckBody, isShown: (field: string) => boolean): boolean =>
  [check.must, check.when ?? 'true'].every((expression) => fieldsOfFormula(expression).every(isShown))

/** What a person may know of the catalog, in the asked language: hidden fields and objects are not in it. */
export function describeCatalog(context: MetaContext) {
  const { catalog, modules } = context
  const visible = Object.values(catalog.objects).filter((object) => context.access.may(context.actor, object.name, 'read'))
  const names = new Set(visible.map((object) => object.name))
  return {
    modules: catalog.modules
      .map(({ name, objects }) => ({
        name,
        label: say(context, `${name}.module`) ?? name,
        objects: objects.filter((one) => names.has(one)),
      }))
      .filter(({ objects }) => objects.length > 0),
    objects: Object.fromEntries(visible.map((object) => [object.name, describeObject(context, object, names)])),
    reports: modules.flatMap((module) =>
      module.reports.filter((report) => names.has(report.object)).map((report) => describeReport(context, report)),
    ),
    homes: describeHomes(context, names),
    faults: faultTexts(context),
  }
}

/** What rules of a workspace answer with. */
const definedCodes: readonly KernelFaultCode[] = ['kernel.needed', 'kernel.retired-option', 'kernel.unfit-option']

/** Sentences of the modules' faults by code, `{{…}}` still in them: the form says with them what the rules say. */
const faultTexts = ({ modules, locale }: MetaContext): Record<string, string> => {
  const start = 'fault.'
  const own = definedCodes.flatMap((code) => {
    const text = textOf(modules, locale, `${start}${code}`)
    return text === undefined ? [] : [[`${start}${code}`, text] as const]
  })
  const all = [...own, ...modules.flatMap((module) => Object.entries(module.texts[locale]))]
  return Object.fromEntries(all.flatMap(([key, text]) => (key.startsWith(start) ? [[key.slice(start.length), text]] : [])))
}

function describeObject(context: MetaContext, object: CatalogObject, names: ReadonlySet<string>) {
  const { access, actor } = context
  const { name } = object
  const fields = Object.values(object.fields).filter((field) => access.fieldRight(actor, name, field.name) !== 'hidden')
  const isShown = (field: string) => fields.some((one) => one.name === field)
  return {
    name,
    plural: object.plural,
    label: objectLabel(context, object),
    labelPlural: objectsLabel(context, object),
    icon: object.icon,
    module: object.module,
    title: object.title,
    owned: object.owned,
    ...(object.owned ? { scope: access.readingScope(actor, name) } : {}),
    tree: object.tree,
    ...(object.keptFrom === null ? {} : { keptFrom: object.keptFrom }),
    duplicates: [...new Set(object.duplicates.flatMap(({ by, from }) => [...by, ...(from ?? [])]))],
    ...(object.duplicates.length > 0 && access.may(actor, duplicateSetting.name, 'update') ? { ways: waysToSet(object) } : {}),
    follows: object.partOf ? [] : object.follows,
    partOf: object.partOf,
    listedFor: object.listedFor,
    may: {
      read: true,
      create: access.mayCreate(actor, name) && !isOfProgram(object),
      update: access.may(actor, name, 'update'),
      remove: access.may(actor, name, 'remove'),
      export: access.may(actor, name, 'export'),
      import: access.may(actor, name, 'import') && !isOfProgram(object),
      share: isShareable(object) && access.may(actor, name, 'update') && access.may(actor, name, 'share'),
    },
    ...(access.may(actor, name, 'import') ? { importBrings: broughtBy(object).map((one) => describeBrought(context, one)) } : {}),
    fields: Object.fromEntries(fields.map((field) => [field.name, describeField(context, field)])),
    children: Object.fromEntries(
      Object.values(object.children)
        .filter((child) => names.has(child.object))
        .map((child) => [child.name, describeChild(context, name, child)]),
    ),
    ...describeViews(context, object, isShown),
    ...(object.open && Object.keys(object.open).every(isShown) ? { open: object.open } : {}),
    recordType: object.recordType && isShown(object.recordType) ? object.recordType : null,
    ...(object.isCustom ? { isCustom: true } : {}),
    checks: object.checks
      .filter((check) => isWhole(check, isShown))
      .map(({ message, ...check }) => ({ ...check, says: labelIn(message, context.locale) })),
    actions: describeActions(context, object),
  }
}

const describeBrought = (context: MetaContext, name: string) => {
  const key = `consequence.${name}`
  return { name, label: say(context, key) ?? name, why: say(context, `${key}.why`) ?? '' }
}

/** A list of others without a name of its own is called like what stands in it. */
const describeChild = (context: MetaContext, of: string, { labels, ...child }: CatalogChildren) => ({
  ...child,
  label:
    labelIn(labels, context.locale) ??
    say(context, `${of}.children.${child.name}`) ??
    objectsLabel(context, context.catalog.objects[child.object]!),
})

function describeField(context: MetaContext, field: CatalogField) {
  const right = context.access.fieldRight(context.actor, field.object, field.name)
  const key = `${field.object}.${field.name}`
  const help = labelIn(field.help, context.locale) ?? say(context, `${key}.help`)
  return {
    name: field.name,
    kind: field.kind,
    label: fieldLabel(context, field),
    ...(help ? { help } : {}),
    required: field.required,
    readOnly: field.readOnly || field.type.compute !== undefined || right !== 'write',
    unique: field.unique,
    system: field.system,
    options: describeOptions(field, (option) => optionLabel(context, key, option)),
    operators: Object.keys(field.type.operators),
    sortable: field.type.order !== undefined,
    ...(field.type.measures ? { measures: Object.keys(field.type.measures) } : {}),
    ...(field.type.formulaSort ? { sort: field.type.formulaSort(field.options) } : {}),
    ...(field.isCustom ? { isCustom: true } : {}),
    right,
    ...(field.default === undefined ? {} : { default: field.default }),
  }
}

/** Options as declared; choices come with their labels in the asked language. */
function describeOptions({ type, options }: Pick<CatalogField, 'type' | 'options'>, toLabel: (option: ChoiceOption) => string) {
  const choices = type.choices?.(options)
  // Options that come from rows stand in `rows`: told once, as choices.
  const isTold = ([name, value]: [string, unknown]) => typeof value !== 'function' && value !== undefined && !(choices && name === 'rows')
  const plain = Object.fromEntries(Object.entries(options).filter(isTold))
  return choices ? { ...plain, choices: choices.map((option) => ({ ...withoutLabels(option), label: toLabel(option) })) } : plain
}

const withoutLabels = ({ labels: _labels, ...option }: ChoiceOption): Omit<ChoiceOption, 'labels'> => option

/** Verbs on records of an object, for whoever may take them; the field that names the record is filled by the address. */
function describeActions(context: MetaContext, object: CatalogObject) {
  const verbs = (['update', 'read'] as const).map((verb) => context.access.may(context.actor, object.name, verb))
  const actions = context.modules.flatMap((module) => module.actions as readonly ActionDef[])
  return actions
    .filter(({ byReaders }) => verbs[byReaders ? 1 : 0])
    .filter((action) => action.on?.name === object.name && context.access.mayAct(context.actor, object.name, action.name))
    .map((action) => ({
      name: action.name,
      label: say(context, `action.${action.name}`) ?? action.name,
      many: action.many,
      input: Object.fromEntries(
        Object.entries(action.input)
          .filter(([name]) => name !== object.name)
          .map(([name, field]) => [name, describeInput(context, { action: action.name, object, name, field })]),
      ),
      ...(action.alike ? { alike: Object.keys(action.alike) } : {}),
      ...(action.aside ? { aside: true } : {}),
      ...(action.byReaders ? { byReaders: true } : {}),
      ...madeBy(action, object),
      ...(action.offered ? { offered: action.offered } : {}),
    }))
}

/** The record of another object that an action answers: what it made, or what it was put into. */
function madeBy({ result }: ActionDef, object: CatalogObject) {
  const made = Object.entries(result).find(([, { kind, options }]) => kind === 'link' && options.to !== object.name)
  return made ? { made: { name: made[0], object: made[1].options.to } } : {}
}

function describeInput(context: MetaContext, o: { action: string; object: CatalogObject; name: string; field: Field }) {
  const { name, field } = o
  const type = fieldType(field.kind)
  const key = `action.${o.action}.${name}`
  const same = Object.hasOwn(o.object.fields, name) ? o.object.fields[name] : undefined
  const help = say(context, `${key}.help`)
  return {
    name,
    kind: field.kind,
    label: field.labels?.[context.locale] ?? say(context, key) ?? (same ? fieldLabel(context, same) : name),
    ...(help ? { help } : {}),
    required: field.required,
    readOnly: false,
    unique: false,
    system: false,
    options: describeOptions({ type, options: field.options }, (option) => inputOptionLabel(context, key, same, option)),
    operators: [],
    sortable: false,
    right: 'write' as const,
    ...(field.default === undefined ? {} : { default: field.default }),
  }
}

/** An action that asks for a field of its object asks by the same options. */
function inputOptionLabel(context: MetaContext, key: string, same: CatalogField | undefined, option: ChoiceOption): string {
  return say(context, `${key}.${option.key}`) ?? optionLabel(context, same ? `${same.object}.${same.name}` : key, option)
}

/** A report with its words: title, what each part is called and means, and what its figures are called. */
function describeReport(context: MetaContext, report: ReportDef) {
  const key = `report.${report.name}`
  return {
    ...report,
    label: say(context, key) ?? report.name,
    tiles: report.tiles.map((tile) => {
      const means = say(context, `${key}.${tile.key}.means`)
      const names = [
        ...Object.keys((tile.ask.measures ?? {}) as object),
        ...tile.show.map((one) => (typeof one === 'string' ? one : one.as)),
      ]
      const labels = [...new Set(names)].map((name) => [name, say(context, `${key}.${tile.key}.${name}`) ?? name])
      return {
        ...tile,
        label: say(context, `${key}.${tile.key}`) ?? report.name,
        ...(means ? { means } : {}),
        labels: Object.fromEntries(labels) as Record<string, string>,
      }
    }),
  }
}
