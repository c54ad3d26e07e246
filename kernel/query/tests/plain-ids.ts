import { type Sql, sql } from '../../db/sql.ts'
import { where } from '../build.ts'
import type { ListQuestion, QueryContext } from '../question.ts'
import { orderBy, readOrder } from '../statement/order.ts'
import { startBuild } from '../statement/start-build.ts'

/** The ids of a list in the plainest form: all conditions in one WHERE, ways into reach joined by "or". Slow, and easy to trust. */
export function plainIds(context: QueryContext, question: Pick<ListQuestion, 'object' | 'filter' | 'sort'>): Sql {
  const build = startBuild(context)
  const source = build.open(build.asked(question.object))
  const order = readOrder(source, question.sort)
  const conditions = [...build.reachOf(source, 'read'), ...build.conditions(source, question.filter ?? {})]
  const sorted = orderBy(
    order,
    order.keys.map((key) => key.sql),
  )
  return sql`SELECT ${source.column('id')} AS id FROM ${source.from()} WHERE ${where(conditions)} ORDER BY ${sorted}`
}
