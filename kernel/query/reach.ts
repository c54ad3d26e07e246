import type { Reach, WallFilter } from '../access/define-access.ts'
import { type Sql, sql } from '../db/sql.ts'
import type { ReachVerb } from './build.ts'
import type { QueryContext } from './question.ts'
import { within } from './statement/branches.ts'
import type { Source } from './statement/source.ts'
import { startBuild } from './statement/start-build.ts'
import { wallCondition } from './statement/walls.ts'

/**
 * The records of `object`, named `alias` in the caller's statement, that the actor may `verb`: one condition.
 *
 * Everything within reach gives `true`, nothing gives `false`, never an error. Costs no query.
 */
export function reachCondition(context: QueryContext, object: string, alias: string, verb: ReachVerb): Sql {
  const source = namedSource(context, object, alias)
  return sql.all(source.build.reachOf(source, verb))
}

/** A reach that was found already, over the caller's record: one condition. */
export const withinReach = (context: QueryContext, at: Readonly<{ object: string; alias: string; reach: Reach }>): Sql =>
  within(namedSource(context, at.object, at.alias), at.reach)

/** The walls alone, as one condition that is true or false, never empty. */
export function wallsCondition(context: QueryContext, object: string, alias: string): Sql {
  const source = namedSource(context, object, alias)
  const walls = context.access.walls(context.actor, object)
  return sql`coalesce(${sql.all(walls.map(({ filter }) => wallCondition(source, filter)))}, false)`
}

/** A wall's filter over the caller's record, as one condition that is true or false, never empty. */
export function filterCondition(context: QueryContext, at: Readonly<{ object: string; alias: string; filter: WallFilter }>): Sql {
  return sql`coalesce(${wallCondition(namedSource(context, at.object, at.alias), at.filter)}, false)`
}

function namedSource(context: QueryContext, object: string, alias: string): Source {
  const build = startBuild(context)
  // The caller's name must not be hidden by one of ours inside a sub-select.
  build.alias(alias)
  return { ...build.open(build.object(object)), alias, column: (name: string) => sql.id(alias, name) }
}
