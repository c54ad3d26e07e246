import type { Meta, ModuleMeta, ObjectMeta } from '../data/meta-types.ts'
import type { Say } from '../i18n/texts.ts'
import { listAddress } from '../parts/app-link.tsx'
import { installedMenu, mayOpen, pageNamed } from '../slots/installed.ts'

export type NavEntry = Readonly<{ to: string; label: string; icon: string }>
export type NavGroup = Readonly<{ module: ModuleMeta; entries: readonly NavEntry[] }>

/** Pages registered below `under`: a module's name, `head` or `foot`. */
export function pageEntries(under: string, meta: Meta, say: Say): readonly NavEntry[] {
  return installedMenu(under).flatMap(({ page: name, icon }) => {
    const page = pageNamed(name)
    return page && mayOpen(page, meta) ? [{ to: page.path, label: say(`page.${name}`), icon }] : []
  })
}

/** Objects a person may read, by module; lines of other records have no list of their own. */
export const navigationOf = (meta: Meta, say: Say): readonly NavGroup[] => groupsOf(meta, say, () => true)

function groupsOf(meta: Meta, say: Say, shows: (object: ObjectMeta) => boolean): readonly NavGroup[] {
  return meta.modules
    .map((module) => {
      const objects = module.objects
        .flatMap((name) => meta.objects[name] ?? [])
        .filter((object) => object.may.read && !object.partOf && shows(object))
      const lists = objects.map((object) => ({ to: listAddress(object.plural), label: object.labelPlural, icon: object.icon }))
      return { module, entries: [...lists, ...pageEntries(module.name, meta, say)] }
    })
    .filter(({ entries }) => entries.length > 0)
}

/** The same without what administrators look after, rules for those who may not change them, and what is met on other records: all that stands in the palette. */
export const menuOf = (meta: Meta, say: Say): readonly NavGroup[] =>
  groupsOf(meta, say, isListed).filter(({ module }) => module.name !== 'kernel')

const isListed = ({ listedFor, may }: ObjectMeta): boolean =>
  listedFor === 'readers' || (listedFor === 'editors' && (may.create || may.update))
