import type { ModuleDef } from '../define-module.ts'
import type { Catalog, CatalogField, CatalogObject } from '../model/catalog.ts'
import type { ChoiceOption, Locale } from '../model/field-type.ts'
import { labelIn } from '../model/labels.ts'
import { textOf } from './texts.ts'

type Reader = Readonly<{ modules: readonly ModuleDef[]; locale: Locale; catalog?: Catalog | undefined }>

/** What a field at a path is called: `lines.0.quantity` by the label of `quantity`; the path itself where nobody knows it. */
export function labelOf(reader: Reader, object: string | undefined, path: string): string {
  const names = path.split('.').filter((part) => !/^\d+$/.test(part))
  let at = object === undefined ? undefined : own(reader.catalog?.objects, object)
  let label: string | undefined
  for (const name of names) {
    const field = own(at?.fields, name)
    if (!field) break
    label = fieldLabel(reader, field)
    const target = field.refers ?? field.type.parts?.(field.options)?.object
    at = target ? own(reader.catalog?.objects, target) : undefined
  }
  return label ?? textOf(reader.modules, reader.locale, `input.${names.at(-1)}`) ?? path
}

/** What an object is called, one of them and many. */
export const objectLabel = ({ modules, locale }: Reader, object: CatalogObject): string =>
  labelIn(object.labels, locale) ?? textOf(modules, locale, object.name) ?? object.name
export const objectsLabel = (reader: Reader, object: CatalogObject): string =>
  labelIn(object.labelsPlural, reader.locale) ??
  (object.isCustom ? undefined : textOf(reader.modules, reader.locale, `${object.name}.plural`)) ??
  objectLabel(reader, object)

/** What a field is called. */
export const fieldLabel = ({ modules, locale }: Reader, field: CatalogField): string =>
  labelIn(field.labels, locale) ??
  textOf(modules, locale, `${field.object}.${field.name}`) ??
  textOf(modules, locale, `system.${field.name}`) ??
  field.name

/** What an option of a choice is called: by its own labels, else by the text of the declaration. */
export const optionLabel = ({ modules, locale }: Reader, key: string, option: ChoiceOption): string =>
  option.labels?.[locale] ?? textOf(modules, locale, `${key}.${option.key}`) ?? labelIn(option.labels, locale) ?? option.key

/** What a name from outside stands for; `constructor` and the like stand for nothing. */
export const own = <T>(all: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  all && Object.hasOwn(all, name) ? all[name] : undefined
