import { type Sql, sql } from '../db/sql.ts'
import type { ReachVerb } from './build.ts'
import type { QueryContext } from './question.ts'
import { startBuild } from './statement/start-build.ts'

/**
 * The records of `object`, named `alias` in the caller's statement, that the actor may `verb`: one condition.
 *
 * Everything within reach gives `true`, nothing gives `false`, never an error. Costs no query.
 */
export function reachCondition(context: QueryContext, object: string, alias: string, verb: ReachVerb): Sql {
  const build = startBuild(context)
  // The caller's name must not be hidden by one of ours inside a sub-select.
  build.alias(alias)
  const source = { ...build.open(build.object(object)), alias, column: (name: string) => sql.id(alias, name) }
  return sql.all(build.reachOf(source, verb))
}
