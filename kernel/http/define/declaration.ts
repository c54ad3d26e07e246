import type { ModuleDef } from '../../define-module.ts'
import type { CatalogField, CatalogObject } from '../../model/catalog.ts'
import { type ChoiceOption, type Labels, locales } from '../../model/field-type.ts'
import { textOf } from '../texts.ts'

/** Words in all languages, whether they stand in the declaration or in the locale files. */
function wordsOf(modules: readonly ModuleDef[], keys: readonly string[], own: Labels | undefined): Labels {
  return Object.fromEntries(
    locales.flatMap((locale) => {
      const text = own?.[locale] ?? keys.map((key) => textOf(modules, locale, key)).find((found) => found !== undefined)
      return text === undefined ? [] : [[locale, text]]
    }),
  )
}

/** An object as whoever defines it sees it: everything that can be said about it, in all languages at once. */
export const declarationOf = (modules: readonly ModuleDef[], object: CatalogObject) => ({
  name: object.name,
  plural: object.plural,
  isCustom: object.isCustom === true,
  module: object.module,
  icon: object.icon,
  labels: wordsOf(modules, [object.name], object.labels),
  labelsPlural: wordsOf(modules, [`${object.name}.plural`, object.name], object.labelsPlural),
  title: object.title,
  owned: object.owned,
  tree: object.tree,
  follows: object.follows,
  partOf: object.partOf,
  recordType: object.recordType,
  search: object.search,
  unique: object.unique,
  duplicates: object.duplicates,
  children: object.children,
})

/** A field likewise; its settings stand beside, as they are given. */
export function fieldDeclaration(modules: readonly ModuleDef[], field: CatalogField) {
  const key = `${field.object}.${field.name}`
  const { choices, rows: _rows, asOptions: _asOptions, ...options } = field.options
  const list = field.type.choices?.(field.options)
  return {
    name: field.name,
    kind: field.kind,
    isCustom: field.isCustom === true,
    system: field.system,
    labels: wordsOf(modules, [key, `system.${field.name}`], field.labels),
    help: wordsOf(modules, [`${key}.help`], field.help),
    required: field.required,
    unique: field.unique,
    indexed: field.indexed,
    readOnly: field.readOnly,
    /** One of a list: boards, paths and layouts may go by it. */
    /** Duplicates may be told by it. */
    tells: field.type.twinKey !== undefined && field.columns.length > 0,
    decides: field.type.choices !== undefined && field.type.order !== undefined,
    ...(field.default === undefined ? {} : { default: field.default }),
    ...options,
    ...(choices && list
      ? { choices: list.map((option: ChoiceOption) => ({ ...option, labels: wordsOf(modules, [`${key}.${option.key}`], option.labels) })) }
      : {}),
  }
}
