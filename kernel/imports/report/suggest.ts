import { sql } from '../../db/sql.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import { reachCondition } from '../../query/reach.ts'
import { queryContext, type Scope } from '../../records/state.ts'
import { tableOf } from '../../records/store.ts'
import { namingFields } from '../batch/find-records.ts'
import type { ImportPlan } from '../plan/plan.ts'
import type { Problem } from './report.ts'
import { mostLike } from './similar.ts'

const mostTitles = 5_000

/** What people may have meant by texts that name nothing: titles and options most like them. Titles are read once per object. */
export function openSuggestions(plan: ImportPlan): (scope: Scope, problems: readonly Problem[]) => Promise<void> {
  const titles = new Map<string, readonly string[]>()
  return async (scope, problems) => {
    for (const problem of problems) {
      if (problem.value === null || problem.suggestion !== undefined) continue
      const feed = plan.feeds.find((candidate) => candidate.path === problem.field)
      const field = feed?.sub ?? feed?.field
      if (!field) continue
      const target = field.refers === null ? null : scope.state.catalog.objects[field.refers]!
      if (target && !titles.has(target.name)) titles.set(target.name, await titlesOf(scope, target))
      const options =
        field.type
          .choices?.(field.options)
          .flatMap(({ key, labels }) => [labels?.[scope.actor.locale] ?? key, key, ...Object.values(labels ?? {})]) ?? []
      problem.suggestion = mostLike(problem.value, target ? titles.get(target.name)! : options)
    }
  }
}

async function titlesOf(scope: Scope, object: CatalogObject): Promise<string[]> {
  const title = namingFields(scope, object).find((field) => field.name === object.title)
  if (!title) return []
  const column = sql`a.${sql.id(title.columns[0]!.name)}`
  const rows = await scope.state.tx.query(sql`SELECT DISTINCT ${column} AS title FROM ${tableOf(scope.state, object)} a
    WHERE ${column} IS NOT NULL AND ${reachCondition(queryContext(scope), object.name, 'a', 'read')} LIMIT ${mostTitles}::int`)
  return rows.map((row) => String(row.title))
}
