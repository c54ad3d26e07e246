import { type Catalog, type CatalogObject, childrenNamed } from '../model/catalog.ts'
import type { Through } from './define-access.ts'

/** A link by which a record comes within reach: its own, or one of its children. */
export type Followed = Readonly<{ link: string; object: string; through?: Through }>

/** The record that this one is part of. */
export const wholeOf = (object: CatalogObject): Followed | null => (object.partOf === null ? null : linkTo(object, object.partOf))

/** The links that an object follows. */
export const followedBy = (catalog: Catalog, object: CatalogObject): readonly Followed[] =>
  object.follows.flatMap((path) => followedAlong(catalog, object, path) ?? [])

/** The objects whose records come within reach by those of an object. */
export const followersOf = (catalog: Catalog, name: string): readonly string[] =>
  Object.values(catalog.objects).flatMap((one) => (followedBy(catalog, one).some(({ object }) => object === name) ? [one.name] : []))

/** Tells the ways of one record apart. */
export const pathOf = ({ link, through }: Followed): string => (through ? `${through.object}.${link}` : link)

function linkTo(object: CatalogObject, link: string): Followed | null {
  const target = object.fields[link]?.refers
  return target ? { link, object: target } : null
}

function followedAlong(catalog: Catalog, object: CatalogObject, path: string): Followed | null {
  const [first, last] = path.split('.') as [string, string?]
  if (last === undefined) return linkTo(object, first)
  const children = childrenNamed(object, first)
  const end = children && linkTo(catalog.objects[children.object]!, last)
  return end ? { ...end, through: { object: children.object, by: children.by } } : null
}
