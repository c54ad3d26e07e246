import { type Sql, sql } from '../../db/sql.ts'
import type { CatalogChildren } from '../../model/catalog.ts'
import { fail } from '../../model/fault.ts'
import { reachBelow } from '../statement/branches.ts'
import type { Source } from '../statement/source.ts'
import { isPlain } from './plain.ts'

type ChildrenFilter = Readonly<{
  children: CatalogChildren
  value: unknown
  path: string
  depth: number
}>

/**
 * What the children of a record must be like: `some`, `none`, `every`, each with a filter, and `count` with comparisons and, as
 * `where`, the filter of those that count. Only children within the reader's reach are there at all: the record's own reach is asked beside this.
 *
 * @throws `kernel.bad-filter`
 */
export function compileChildren(source: Source, filter: ChildrenFilter): Sql {
  const { value, path } = filter
  if (!isPlain(value) || Object.keys(value).length === 0) return fail('kernel.bad-filter', { path, want: 'operator' })
  return sql.all(
    Object.entries(value).map(([name, wanted]) => {
      source.build.countCondition(path)
      const at = `${path}.${name}`
      if (name === 'count') return countOf(source, filter, { wanted, at })
      if (name !== 'some' && name !== 'none' && name !== 'every') return fail('kernel.bad-filter', { path, operator: name })
      if (name === 'some') return sql`${source.column('id')} IN (${idsWith(source, filter, { wanted, at })})`
      return nothingLike(source, filter, { wanted, at, isFailing: name === 'every' })
    }),
  )
}

type Part = Readonly<{ wanted: unknown; at: string; isFailing?: boolean; having?: Sql }>

function childrenLike(source: Source, { children, depth }: ChildrenFilter, { wanted, at, isFailing }: Part) {
  const { build } = source
  const child = build.open(build.object(children.object))
  const holds = build.conditions(child, wanted, { at, depth: depth + 1 })
  const by = child.column(child.object.fields[children.by]!.columns[0]!.name)
  return { child, by, conditions: [...reachBelow(child, children.by), ...(isFailing ? [sql`(${sql.all(holds)}) IS NOT TRUE`] : holds)] }
}

/** Ids of the records that have children for which the filter holds, in groups of a certain size if so wanted. */
function idsWith(source: Source, filter: ChildrenFilter, part: Part): Sql {
  const { child, by, conditions } = childrenLike(source, filter, part)
  const groups = part.having ? sql` GROUP BY ${by} HAVING ${part.having}` : sql.empty
  return sql`SELECT ${by} FROM ${child.from()} WHERE ${sql.all([sql`${by} IS NOT NULL`, ...conditions])}${groups}`
}

/** There is no child for which the filter holds, or with `isFailing` none for which it does not. */
function nothingLike(source: Source, filter: ChildrenFilter, part: Part): Sql {
  const { child, by, conditions } = childrenLike(source, filter, part)
  return sql`NOT EXISTS (SELECT 1 FROM ${child.from()} WHERE ${sql.all([sql`${by} = ${source.column('id')}`, ...conditions])})`
}

const comparisons: Readonly<Record<string, Readonly<{ sign: string; holds: (n: number, wanted: number) => boolean }>>> = {
  eq: { sign: '=', holds: (n, wanted) => n === wanted },
  ne: { sign: '<>', holds: (n, wanted) => n !== wanted },
  gt: { sign: '>', holds: (n, wanted) => n > wanted },
  gte: { sign: '>=', holds: (n, wanted) => n >= wanted },
  lt: { sign: '<', holds: (n, wanted) => n < wanted },
  lte: { sign: '<=', holds: (n, wanted) => n <= wanted },
}

/** Records without any child are in no group, so where zero would do, those are sought whose number will not do. */
function countOf(source: Source, filter: ChildrenFilter, { wanted, at }: Part): Sql {
  const { where, ...rest } = isPlain(wanted) ? wanted : { eq: wanted, where: undefined }
  const wishes = Object.entries(rest)
  if (wishes.length === 0) fail('kernel.bad-filter', { path: at, want: 'operator' })
  const read = wishes.map(([name, value]) => {
    const comparison = Object.hasOwn(comparisons, name) ? comparisons[name] : undefined
    if (!comparison) return fail('kernel.bad-filter', { path: at, operator: name })
    if (!Number.isSafeInteger(value) || (value as number) < 0) fail('kernel.bad-filter', { path: at, operator: name, want: 'integer' })
    return { sql: sql`count(*) ${sql.raw(comparison.sign)} ${value}::bigint`, holdsForNone: comparison.holds(0, value as number) }
  })
  const holds = sql.all(read.map((one) => one.sql))
  const holdsForNone = read.every((one) => one.holdsForNone)
  const found = idsWith(source, filter, { wanted: where ?? {}, at: `${at}.where`, having: holdsForNone ? sql`NOT (${holds})` : holds })
  return holdsForNone ? sql`${source.column('id')} NOT IN (${found})` : sql`${source.column('id')} IN (${found})`
}
