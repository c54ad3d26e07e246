import type { Meta } from '../data/meta-types.ts'
import { creatable } from '../frame/create-menu.tsx'
import { navigationOf, pageEntries } from '../frame/navigation-entries.ts'
import type { Say } from '../i18n/texts.ts'
import { createAddress, listAddress, recordAddress } from '../parts/app-link.tsx'
import type { SearchGroup, SearchHit } from './use-search.ts'

export type PaletteKind = 'record' | 'page' | 'action'
export type PaletteItem = Readonly<{
  key: string
  kind: PaletteKind
  label: string
  icon: string
  to: string
  search?: Readonly<Record<string, unknown>>
  /** The record of a hit and the object it belongs to. */
  hit?: SearchHit
  object?: string
}>
export type PaletteGroup = Readonly<{ key: string; label: string; items: readonly PaletteItem[] }>

const contains = (label: string, q: string): boolean => label.toLowerCase().includes(q.trim().toLowerCase())

function recordGroups(meta: Meta, groups: readonly SearchGroup[]): readonly PaletteGroup[] {
  return groups.flatMap(({ object: name, hits }) => {
    const object = meta.objects[name]
    if (!object || hits.length === 0) return []
    const items = hits.map((hit) => ({
      key: `${name}/${hit.id}`,
      kind: 'record' as const,
      label: hit.title ?? hit.text ?? hit.id,
      icon: object.icon,
      to: recordAddress(object.plural, hit.id),
      hit,
      object: name,
    }))
    return [{ key: name, label: object.labelPlural, items }]
  })
}

/** Pages, lists and settings whose name contains the words. */
function pageItems(meta: Meta, say: Say, q: string): readonly PaletteItem[] {
  const lists = navigationOf(meta, say).flatMap(({ entries }) => entries)
  const entries = [
    { to: '/', label: say('nav.home'), icon: 'house' },
    ...lists,
    ...pageEntries('head', meta, say),
    ...pageEntries('foot', meta, say),
  ]
  return entries.filter(({ label }) => contains(label, q)).map((entry) => ({ ...entry, key: entry.to, kind: 'page' as const }))
}

/** Searching a word in one list: offered for objects with hits. */
function listSearches(meta: Meta, say: Say, groups: readonly SearchGroup[], q: string): readonly PaletteItem[] {
  return groups.slice(0, 2).flatMap(({ object: name }) => {
    const object = meta.objects[name]
    if (!object) return []
    const label = say('palette.search-in', { objects: object.labelPlural, q })
    return [{ key: `search/${name}`, kind: 'page' as const, label, icon: 'filter', to: listAddress(object.plural), search: { q } }]
  })
}

function actionItems(meta: Meta, say: Say, q: string): readonly PaletteItem[] {
  // Of what administrators look after too, where the name was typed.
  return [...new Set([...creatable(meta), ...(q ? Object.values(meta.objects) : [])])]
    .filter((object) => object.may.create && !object.partOf)
    .map((object) => ({
      key: `create/${object.name}`,
      kind: 'action' as const,
      label: say('object.create', { object: object.label }),
      icon: object.icon,
      to: createAddress(object.plural),
    }))
    .filter(({ label }) => contains(label, q))
}

export type PaletteInput = Readonly<{
  meta: Meta
  say: Say
  q: string
  found: readonly SearchGroup[]
  only: PaletteKind | 'all'
  readOnly: boolean
}>

/** What the palette offers for the words, in the order it is drawn: records, actions, pages. */
export function paletteGroups({ meta, say, q, found, only, readOnly }: PaletteInput): readonly PaletteGroup[] {
  const words = q.trim()
  const records = words ? recordGroups(meta, found) : []
  const pages = [...pageItems(meta, say, words), ...(words ? listSearches(meta, say, found, words) : [])]
  const actions = readOnly ? [] : actionItems(meta, say, words)
  const most = only === 'all' && words ? 6 : 40
  const groups = [
    ...records,
    { key: 'actions', label: say('palette.actions'), items: actions.slice(0, most) },
    { key: 'pages', label: say('palette.pages'), items: pages.slice(0, most) },
  ]
  return groups
    .map((group) => ({ ...group, items: group.items.filter(({ kind }) => only === 'all' || kind === only) }))
    .filter(({ items }) => items.length > 0)
}
