import type { Meta, ModuleMeta, ObjectMeta } from '../data/meta-types.ts'
import type { Say } from '../i18n/texts.ts'
import { listAddress } from '../parts/app-link.tsx'
import { installedMenu, mayOpen, pageNamed } from '../slots/installed.ts'

export type NavEntry = Readonly<{ to: string; label: string; icon: string }>
export type NavGroup = Readonly<{ module: ModuleMeta; entries: readonly NavEntry[] }>
/** `rules`: what is set up once and seldom looked at again. */
export type MenuGroup = NavGroup & Readonly<{ rules: readonly NavEntry[] }>

/** Pages registered below `under`: a module's name, `head` or `foot`. */
export function pageEntries(under: string, meta: Meta, say: Say, areRules?: boolean): readonly NavEntry[] {
  return installedMenu(under).flatMap(({ page: name, icon, isRule = false }) => {
    const page = pageNamed(name)
    const isAsked = areRules === undefined || areRules === isRule
    return page && isAsked && mayOpen(page, meta) ? [{ to: page.path, label: say(`page.${name}`), icon }] : []
  })
}

/** Objects a person may read, by module; lines of other records have no list of their own. */
export const navigationOf = (meta: Meta, say: Say): readonly NavGroup[] =>
  meta.modules
    .map((module) => ({ module, entries: [...listsOf(module, meta, () => true), ...pageEntries(module.name, meta, say)] }))
    .filter(({ entries }) => entries.length > 0)

const listsOf = (module: ModuleMeta, meta: Meta, shows: (object: ObjectMeta) => boolean): readonly NavEntry[] =>
  module.objects
    .flatMap((name) => meta.objects[name] ?? [])
    .filter((object) => object.may.read && !object.partOf && shows(object))
    .map((object) => ({ to: listAddress(object.plural), label: object.labelPlural, icon: object.icon }))

/**
 * The same without what administrators look after and what is met on other records, which stand in the palette alone; rules stand apart, for those who may change
 * them.
 */
export const menuOf = (meta: Meta, say: Say): readonly MenuGroup[] =>
  meta.modules
    .filter(({ name }) => name !== 'kernel')
    .map((module) => ({
      module,
      entries: [...listsOf(module, meta, ({ listedFor }) => listedFor === 'readers'), ...pageEntries(module.name, meta, say, false)],
      rules: [...listsOf(module, meta, isRule), ...pageEntries(module.name, meta, say, true)],
    }))
    .filter(({ entries, rules }) => entries.length + rules.length > 0)

const isRule = ({ listedFor, may }: ObjectMeta): boolean => listedFor === 'editors' && (may.create || may.update)
