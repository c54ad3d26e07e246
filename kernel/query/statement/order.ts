import { isOpen } from '../../access/inputs.ts'
import { type Sql, sql } from '../../db/sql.ts'
import type { CatalogField, CatalogObject } from '../../model/catalog.ts'
import { fail } from '../../model/fault.ts'
import { resolveOpenField } from '../filter/path.ts'
import { columnsOf } from './expression.ts'
import type { Source } from './source.ts'

/** One key of an order. Empty values come last in either direction. */
export type SortKey = Readonly<{
  sql: Sql
  isDescending: boolean
  isNullable: boolean
}>

/** What a list is sorted by. The last key is the id, so no two records are alike. */
export type Order = Readonly<{
  keys: readonly SortKey[]
  /** Says the same for the same sort; part of cursors. */
  name: string
  /** An index holds the records in the order of the first key, with empty values apart. */
  splitsNulls: boolean
}>

const mostKeys = 5
const neverNull = new Set(['id', 'version', 'createdAt', 'updatedAt'])

/**
 * The order of a list over `source`, whose joins it may extend.
 *
 * @throws `kernel.unknown-field`, `kernel.not-sortable` with the path: kinds without an order, masked fields, more than 5 keys
 */
export function readOrder(source: Source, sort: readonly string[] | undefined): Order {
  const wanted = sort && sort.length > 0 ? sort : defaultSort(source)
  if (wanted.length > mostKeys) fail('kernel.not-sortable', { path: wanted[mostKeys], reason: 'too-many-keys', max: mostKeys })
  const full = withTieBreaker(source.object, wanted)
  const end = full.findIndex((text) => pathOf(text) === 'id')
  // Nothing is left to decide behind the id.
  const named = end < 0 ? full : full.slice(0, end + 1)
  const keys = named.map((text) => toKey(source, text))
  if (end < 0) keys.push({ sql: source.column('id'), isDescending: keys.at(-1)?.isDescending ?? false, isNullable: false })
  return {
    keys,
    name: `${source.object.name}:${named.join(',')}`,
    splitsNulls: isWalked(source.object, named[0] as string) && keys[0]!.isNullable,
  }
}

/** Sort keys of an order as text behind ORDER BY, over the names that the keys have in the answer of a leg. */
export const orderBy = (order: Order, names: readonly Sql[]): Sql =>
  sql.join(
    order.keys.map(
      ({ isDescending, isNullable }, i) => sql`${names[i]!}${sql.raw(isDescending ? (isNullable ? ' DESC NULLS LAST' : ' DESC') : '')}`,
    ),
  )

const pathOf = (text: string): string => text.replace(/^-/, '')

/** The object's own list order where the reader may sort so, else newest change first. */
function defaultSort({ build, object }: Source): readonly string[] {
  const declared = object.views.list?.sort
  const field = declared ? object.fields[pathOf(declared)] : undefined
  return declared && field && isOpen(build.right(object, field)) ? [declared] : ['-updatedAt']
}

/** An index on a field goes on by the time of change; sorting likewise makes the whole order one walk along it. */
function withTieBreaker(object: CatalogObject, sort: readonly string[]): readonly string[] {
  const field = sort.length === 1 ? object.fields[pathOf(sort[0]!)] : undefined
  if (!field || !isIndexedPlain(field)) return sort
  return [sort[0]!, sort[0]!.startsWith('-') ? '-updatedAt' : 'updatedAt']
}

/** The field's index is over the column itself, which is also what it is sorted by. */
function isIndexedPlain(field: CatalogField): boolean {
  if (!field.indexed || field.refers || field.columns.length === 0) return false
  const column = sql.id(field.columns[0]!.name)
  return field.type.order?.([column], field.options).chunks.join() === column.chunks.join()
}

const isWalked = (object: CatalogObject, text: string): boolean => {
  const field = object.fields[pathOf(text)]
  if (!field || field.refers || field.columns.length === 0) return false
  return field.name === object.title || isIndexedPlain(field) || pathOf(object.views.list?.sort ?? '') === field.name
}

function toKey(source: Source, text: string): SortKey {
  const path = pathOf(text)
  const place = resolveOpenField(source, path, 'kernel.not-sortable')
  const expression = orderOf(place.source, place.field, path)
  const isOwn = place.source === source
  return { sql: expression, isDescending: text.startsWith('-'), isNullable: !(isOwn && neverNull.has(place.field.name)) }
}

/** What records are sorted by in a field; a link by the title of what it leads to. @throws `kernel.not-sortable` with the path */
export function orderOf(source: Source, field: CatalogField, path: string, depth = 0): Sql {
  const { type, options } = field
  if (!isOpen(source.build.right(source.object, field)) || !type.order || depth > 3) return fail('kernel.not-sortable', { path })
  if (!field.refers) return type.order(columnsOf(source, field), options)
  const target = source.follow(field)
  return orderOf(target, target.object.fields[target.object.title]!, path, depth + 1)
}
