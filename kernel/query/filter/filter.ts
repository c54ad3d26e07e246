import { isOpen } from '../../access/inputs.ts'
import { type Sql, sql } from '../../db/sql.ts'
import type { CatalogField } from '../../model/catalog.ts'
import { Fault, fail } from '../../model/fault.ts'
import type { Operator } from '../../model/field-type.ts'
import type { Where } from '../build.ts'
import { columnsOf, readableColumnsOf } from '../statement/expression.ts'
import type { Source } from '../statement/source.ts'
import { compileChildren } from './children-filter.ts'
import { type Place, resolvePath } from './path.ts'
import { isPlain } from './plain.ts'
import { compileSharedWith } from './shared-filter.ts'
import { compileUnder } from './tree-filter.ts'

const deepest = 8
const mostValues = 1_000

const outermost: Where = { at: '', depth: 1 }

/**
 * The conditions for the records of `source`, all of which must hold, links joined to it as needed.
 *
 * A value alone means `eq`; conditions side by side must all hold; `not` holds for everything that its filter does not hold for, empty values included.
 *
 * @throws `kernel.unknown-field` with the path, also for fields the reader may not see
 * @throws `kernel.bad-filter` with the path: unknown operator, unreadable value, masked field, more than 100 conditions, 8 levels or 1,000 values
 */
export function conditionsOf(source: Source, filter: unknown, { at, depth }: Where = outermost): Sql[] {
  const max = source.build.context.bounds?.depth ?? deepest
  if (depth > max) fail('kernel.bad-filter', { path: at, reason: 'too-deep', max })
  if (!isPlain(filter)) fail('kernel.bad-filter', { path: at, want: 'object' })
  const inner = (value: unknown, path: string) => sql.all(conditionsOf(source, value, { at: path, depth: depth + 1 }))
  return Object.entries(filter).map(([key, value]) => {
    const path = at === '' ? key : `${at}.${key}`
    if (key === 'and') return sql.all(readFilters(value, path).map((one, i) => inner(one, `${path}.${i}`)))
    if (key === 'or') return sql.any(readFilters(value, path).map((one, i) => inner(one, `${path}.${i}`)))
    if (key === 'not') return sql`(${inner(value, path)}) IS NOT TRUE`
    return conditionOf(source, { key, value, path, depth })
  })
}

function readFilters(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) return fail('kernel.bad-filter', { path, want: 'list' })
  return value
}

type Condition = Readonly<{ key: string; value: unknown; path: string; depth: number }>

function conditionOf(source: Source, { key, value, path, depth }: Condition): Sql {
  const place = resolvePath(source, key, path)
  if (place.children) return compileChildren(place.source, { children: place.children, value, path, depth })
  if (!isOpen(source.build.right(place.source.object, place.field))) fail('kernel.bad-filter', { path, reason: 'masked' })
  return sql.all(comparisonsOf(place.field, value, path).map(([name, wanted]) => compare(place, { name, wanted, path })))
}

/** The operators and their values. A plain object none of whose keys is an operator is a value itself, as with addresses. */
function comparisonsOf(field: CatalogField, value: unknown, path: string): [string, unknown][] {
  if (!isPlain(value)) return [['eq', value]]
  const entries = Object.entries(value)
  const isKnown = (name: string) =>
    Object.hasOwn(field.type.operators, name) ||
    (name === 'under' && field.refers !== null) ||
    (name === 'sharedWith' && field.name === 'id')
  const stranger = entries.find(([name]) => !isKnown(name))
  if (!stranger) return entries.length > 0 ? entries : fail('kernel.bad-filter', { path, want: 'operator' })
  if (entries.some(([name]) => isKnown(name)) || !hasObjects(field)) fail('kernel.bad-filter', { path, operator: stranger[0] })
  return [['eq', value]]
}

/** Kinds whose values are objects have more than one column, or a column that holds objects. */
const hasObjects = (field: CatalogField): boolean =>
  Object.hasOwn(field.type.operators, 'eq') && (field.columns.length > 1 || field.columns.some(({ type }) => type.startsWith('json')))

type Comparison = Readonly<{ name: string; wanted: unknown; path: string }>

function compare({ source, field }: Place, { name, wanted, path }: Comparison): Sql {
  if (!field) return fail('kernel.bad-filter', { path })
  const { build } = source
  build.countCondition(path)
  if (Array.isArray(wanted) && wanted.length > mostValues) fail('kernel.bad-filter', { path, reason: 'too-many-values', max: mostValues })
  const operator = Object.hasOwn(field.type.operators, name) ? (field.type.operators[name] as Operator) : undefined
  if (!operator && name === 'under' && field.refers) return compileUnder(source, { field, wanted, path })
  if (!operator && name === 'sharedWith' && field.name === 'id') return compileSharedWith(source, { wanted, path })
  if (!operator) return fail('kernel.bad-filter', { path, operator: name })
  // That a link is given shows in every answer; what it leads to only where that record is within reach.
  const columns = name === 'empty' ? columnsOf(source, field) : readableColumnsOf(source, field)
  try {
    return operator({ columns, value: wanted, options: field.options, context: build.parse() })
  } catch (error) {
    if (error instanceof Fault && error.code === 'kernel.bad-value') fail('kernel.bad-filter', { path, operator: name, ...error.details })
    throw error
  }
}
