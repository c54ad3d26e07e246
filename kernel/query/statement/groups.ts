import { isOpen } from '../../access/inputs.ts'
import { type Sql, sql } from '../../db/sql.ts'
import type { CatalogField } from '../../model/catalog.ts'
import { fail } from '../../model/fault.ts'
import { sortOf } from '../build.ts'
import { resolveOpenField } from '../filter/path.ts'
import { isPlain } from '../filter/plain.ts'
import { columnsOf, readableColumnsOf, titleOf } from './expression.ts'
import { orderOf } from './order.ts'
import type { Source } from './source.ts'

/** One thing to group by. The groups are made first, as `groups`; what people read of them is made over the few that come out. */
export type Group = Readonly<{
  name: string
  /** Grouped by, over all records. */
  keys: readonly Readonly<{ sql: Sql; as: Sql }>[]
  /** Joined to the records, for roots of trees. */
  join: Sql
  /** Joined to the groups, for titles. */
  titleJoin(): Sql
  /** JSON of the group, and what groups are sorted by, over `groups`. */
  answer: Sql
  order: Sql | null
}>

export const groupsAlias = sql.id('groups')
const plainUnits = ['day', 'week', 'month', 'quarter', 'year']
/** Each unit as the database truncates to it; fiscal ones are those of a calendar that is moved. */
const units = new Map([...plainUnits.map((unit) => [unit, unit] as const), ['fiscalQuarter', 'quarter'], ['fiscalYear', 'year']])

type GroupInput = Readonly<{ field: string; unit?: unknown; root?: unknown; as?: unknown }>

/** @throws `kernel.unknown-field`, `kernel.bad-value` with the path */
export function readGroup(source: Source, given: unknown, index: number): Group {
  const path = `by.${index}`
  const input: GroupInput = typeof given === 'string' ? { field: given } : readInput(given, path)
  const { source: at, field } = resolveOpenField(source, input.field, 'kernel.bad-value')
  const name = typeof input.as === 'string' ? input.as : input.field
  const key = (part: number) => sql.id(`g${index + 1}_${part + 1}`)
  if (input.unit !== undefined) return byUnit(at, { field, unit: input.unit, name, as: key(0), path })
  if (input.root !== undefined && input.root !== false) return byRoot(at, { field, name, as: key(0), path })
  if (field.refers) return byLink(at, { field, name, as: key(0), hidden: key(1) })
  const columns = columnsOf(at, field)
  if (columns.length === 0) return fail('kernel.bad-value', { path, reason: 'not-groupable' })
  const grouped = field.type.group ? [field.type.group(columns, field.options)] : columns
  const named = grouped.map((_, part) => sql`${groupsAlias}.${key(part)}`)
  return {
    name,
    keys: grouped.map((piece, part) => ({ sql: piece, as: key(part) })),
    join: sql.empty,
    titleJoin: () => sql.empty,
    answer: field.type.group ? named[0]! : field.type.select(named, field.options),
    order: field.type.group ? named[0]! : (field.type.order?.(named, field.options) ?? null),
  }
}

function readInput(given: unknown, path: string): GroupInput {
  if (!isPlain(given) || typeof given.field !== 'string') return fail('kernel.bad-value', { path, want: 'field' })
  const stranger = Object.keys(given).find((key) => !['field', 'unit', 'root', 'as'].includes(key))
  return stranger === undefined ? (given as GroupInput) : fail('kernel.bad-value', { path: `${path}.${stranger}` })
}

type Unit = Readonly<{ field: CatalogField; unit: unknown; name: string; as: Sql; path: string }>

/** Groups by the first day of the unit: of days as they are, of instants as they fell in the reader's zone. */
function byUnit(source: Source, { field, unit, name, as, path }: Unit): Group {
  const sort = sortOf(field)
  const plain = units.get(unit as string)
  if (plain === undefined || (sort !== 'day' && sort !== 'instant')) {
    return fail('kernel.bad-value', { path: `${path}.unit`, want: 'unit' })
  }
  const [column] = columnsOf(source, field) as [Sql]
  const local =
    sort === 'instant'
      ? sql`(${column} AT TIME ZONE ${source.build.fact(source.build.parse().timeZone, 'zone of the reader')}::text)`
      : sql`${column}::timestamp`
  const later = sql.literal(`${(source.build.parse().fiscalMonth ?? 1) - 1} months`)
  const truncated = (day: Sql) => sql`date_trunc(${sql.literal(plain)}, ${day})`
  const first =
    plain === unit ? sql`${truncated(local)}::date` : sql`(${truncated(sql`${local} - interval ${later}`)} + interval ${later})::date`
  const named = sql`${groupsAlias}.${as}`
  return { name, keys: [{ sql: first, as }], join: sql.empty, titleJoin: () => sql.empty, answer: named, order: named }
}

type Link = Readonly<{ field: CatalogField; name: string; as: Sql; hidden: Sql }>

/** Links are grouped by the id; all records whose link leads out of the reader's reach are one group. */
function byLink(source: Source, { field, name, as, hidden }: Link): Group {
  const isCut = source.build.reach(field.refers as string, 'read').kind !== 'all'
  const [id] = readableColumnsOf(source, field) as [Sql]
  const keys = [{ sql: id, as }]
  if (isCut) keys.push({ sql: sql`(${columnsOf(source, field)[0]!} IS NOT NULL AND ${id} IS NULL)`, as: hidden })
  return titled(source, { field, name, as, keys, join: sql.empty, hidden: isCut ? hidden : null })
}

type Titled = Readonly<{ field: CatalogField; name: string; as: Sql; keys: Group['keys']; join: Sql; hidden: Sql | null }>

function titled({ build }: Source, { field, name, as, keys, join, hidden }: Titled): Group {
  const target = build.open(build.object(field.refers as string))
  const id = sql`${groupsAlias}.${as}`
  const seen = field.type.select([id, titleOf(target)], field.options)
  const answer = hidden
    ? sql`CASE WHEN ${groupsAlias}.${hidden} THEN '{"id":null,"title":null,"hidden":true}'::json ELSE ${seen} END`
    : seen
  const title = target.object.fields[target.object.title]!
  const order = !isOpen(build.right(target.object, title)) || !title.type.order ? id : orderOf(target, title, name)
  return { name, keys, join, titleJoin: () => sql`\n  LEFT JOIN ${target.from()} ON ${target.column('id')} = ${id}`, answer, order }
}

type Root = Readonly<{ field: CatalogField; name: string; as: Sql; path: string }>

/** Groups by the topmost node above the linked one that the reader may read. */
function byRoot(source: Source, { field, name, as, path }: Root): Group {
  const { build } = source
  const target = field.refers ? build.object(field.refers) : undefined
  const tree = target?.tree ? target.fields[target.tree] : undefined
  if (!target || !tree) return fail('kernel.bad-value', { path: `${path}.root`, reason: 'no-tree' })
  const roots = sql.id(build.alias('roots'))
  const [top, node, above] = [build.open(target), build.open(target), build.open(target)]
  const parent = tree.columns[0]!.name
  const isCut = build.reach(target.name, 'read').kind !== 'all'
  const lone = sql`${top.column(parent)} IS NULL`
  const aboveTop = [sql`${above.column('id')} = ${top.column(parent)}`, ...build.reachOf(above, 'read')]
  const isTop = isCut ? sql`(${lone} OR NOT EXISTS (SELECT 1 FROM ${above.from()} WHERE ${sql.all(aboveTop)}))` : lone
  const below = [sql`${node.column(parent)} = ${roots}.id`, ...build.reachOf(node, 'read')]
  const starts = sql.all([isTop, ...build.reachOf(top, 'read')])
  const map = sql`(WITH RECURSIVE ${roots}(id, root) AS (
      SELECT ${top.column('id')}, ${top.column('id')} FROM ${top.from()} WHERE ${starts}
      UNION ALL
      SELECT ${node.column('id')}, ${roots}.root FROM ${node.from()} JOIN ${roots} ON ${sql.all(below)}
    ) SELECT id, root FROM ${roots})`
  const joined = sql`\n  LEFT JOIN ${map} AS ${roots} ON ${roots}.id = ${columnsOf(source, field)[0]!}`
  return titled(source, { field, name, as, keys: [{ sql: sql`${roots}.root`, as }], join: joined, hidden: null })
}
