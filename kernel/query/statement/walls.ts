import type { WallFilter } from '../../access/define-access.ts'
import { type Sql, sql } from '../../db/sql.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import type { Build } from '../build.ts'
import { isPlain } from '../filter/plain.ts'
import { openSource, type Source } from './source.ts'

/** A build in which nothing is hidden: what a wall looks at was settled by whoever made it, not by the reader's rights. */
export function freedBuild(build: Build): Build {
  const free: Build = {
    ...build,
    reach: () => ({ kind: 'all' }),
    reachOf: () => [],
    right: () => 'read',
    mayKnow: () => true,
    countCondition: () => undefined,
    open: (object, wish, key) => openSource(free, object, wish, key),
  }
  return free
}

/** The condition that a record stands on the right side of a wall. */
export function wallCondition(source: Source, filter: WallFilter): Sql {
  const free = freedBuild(source.build)
  if (isOwn(source.object, filter)) return sql.all(free.conditions({ ...source, build: free }, filter))
  // What lies behind links is looked up apart: joined to the statement it would be read by whoever follows the same link.
  const inside = openSource(free, source.object)
  const conditions = free.conditions(inside, filter)
  if (source.build.options.readsAll)
    return sql`${source.column('id')} IN (SELECT ${inside.column('id')} FROM ${inside.from()} WHERE ${sql.all(conditions)})`
  return sql`EXISTS (SELECT 1 FROM ${inside.from()} WHERE ${sql.all([sql`${inside.column('id')} = ${source.column('id')}`, ...conditions])})`
}

/** Whether the columns of the record itself decide. */
function isOwn(object: CatalogObject, filter: unknown): boolean {
  if (!isPlain(filter)) return false
  return Object.entries(filter).every(([key, value]) => {
    if (key === 'and' || key === 'or') return Array.isArray(value) && value.every((one) => isOwn(object, one))
    if (key === 'not') return isOwn(object, value)
    return Object.hasOwn(object.fields, key) && object.fields[key]!.columns.length > 0
  })
}
