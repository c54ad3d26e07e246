import { type Sql, sql } from '../../db/sql.ts'
import type { CatalogField } from '../../model/catalog.ts'
import { fail } from '../../model/fault.ts'
import { readableColumnsOf } from '../statement/expression.ts'
import type { Source } from '../statement/source.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

type Under = Readonly<{ field: CatalogField; wanted: unknown; path: string }>

/**
 * Records whose link names one of the given nodes of a tree or anything below them. Nodes out of the reader's reach end the way down.
 *
 * @throws `kernel.bad-filter` when the link leads to no tree or the value is no id or list of ids
 */
export function compileUnder(source: Source, { field, wanted, path }: Under): Sql {
  const { build } = source
  const target = build.object(field.refers as string)
  const tree = target.tree === null ? undefined : target.fields[target.tree]
  if (!tree) return fail('kernel.bad-filter', { path, operator: 'under', reason: 'no-tree' })
  const ids = Array.isArray(wanted) ? wanted : [wanted]
  if (ids.length === 0 || !ids.every((id) => typeof id === 'string' && uuid.test(id)))
    fail('kernel.bad-filter', { path, operator: 'under', want: 'id' })
  const below = sql.id(build.alias('below'))
  const [link] = readableColumnsOf(source, field)
  const root = build.open(target)
  const roots = sql.all([sql`${root.column('id')} = ANY(${sql.param(ids, 'roots of the tree')}::uuid[])`, ...build.reachOf(root, 'read')])
  const node = build.open(target)
  const nodes = [...build.reachOf(node, 'read')]
  const parent = node.column(tree.columns[0]!.name)
  return sql`${link} IN (WITH RECURSIVE ${below}(id) AS (
      SELECT ${root.column('id')} FROM ${root.from()} WHERE ${roots}
      UNION
      SELECT ${node.column('id')} FROM ${node.from()} JOIN ${below} ON ${sql.all([sql`${parent} = ${below}.id`, ...nodes])}
    ) SELECT id FROM ${below})`
}
