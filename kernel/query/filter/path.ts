import { isOpen } from '../../access/inputs.ts'
import { type CatalogChildren, type CatalogField, type CatalogObject, childrenNamed } from '../../model/catalog.ts'
import { fail } from '../../model/fault.ts'
import type { Build } from '../build.ts'
import type { Source } from '../statement/source.ts'

const mostLinks = 2

/** What a path of a question leads to: a field, or the children of a record. */
export type Place = Readonly<
  { source: Source } & ({ field: CatalogField; children?: undefined } | { children: CatalogChildren; field?: undefined })
>

/**
 * Where a path such as `account.parent.name` leads, its links joined on the way.
 *
 * @throws `kernel.unknown-field` for what is not there and for what the reader may not see: the two look alike on purpose.
 */
export function resolvePath(source: Source, path: string, reported: string = path): Place {
  const [last, ...before] = path.split('.').reverse() as [string, ...string[]]
  if (before.length > mostLinks) unknown(source.object, reported)
  const end = before.reverse().reduce((at, name) => {
    const field = visibleField(at, name)
    // The masked value of a link would show through the record behind it.
    if (!field?.refers || !isOpen(at.build.right(at.object, field))) return unknown(source.object, reported)
    return at.follow(field)
  }, source)
  const field = visibleField(end, last)
  if (field && !field.type.parts) return { source: end, field }
  const children = childrenOf(end.build, end.object, last)
  return children ? { source: end, children } : unknown(source.object, reported)
}

/** The field that a path leads to, its true value open to the reader. @throws `kernel.unknown-field`, or `code` for masked fields and children. */
export function resolveOpenField(source: Source, path: string, code: string): Readonly<{ source: Source; field: CatalogField }> {
  const place = resolvePath(source, path)
  if (!place.field) return fail(code, { path, reason: 'children' })
  if (!isOpen(source.build.right(place.source.object, place.field))) fail(code, { path, reason: 'masked' })
  return { source: place.source, field: place.field }
}

const unknown = (object: CatalogObject, path: string): never => fail('kernel.unknown-field', { path, object: object.name })

function visibleField({ build, object }: Source, name: string): CatalogField | undefined {
  const field = Object.hasOwn(object.fields, name) ? object.fields[name] : undefined
  return field && build.right(object, field) !== 'hidden' ? field : undefined
}

/** A reverse list, or the lines of a record, as far as the reader may know of them. */
function childrenOf(build: Build, object: CatalogObject, name: string): CatalogChildren | undefined {
  const children = childrenNamed(object, name)
  if (!children || !build.mayKnow(children.object)) return undefined
  const child = build.object(children.object)
  const isKnown = (field: CatalogField | undefined) => field !== undefined && isOpen(build.right(child, field))
  if (Object.hasOwn(object.fields, name) && build.right(object, object.fields[name]!) === 'hidden') return undefined
  return isKnown(child.fields[children.by]) ? children : undefined
}
