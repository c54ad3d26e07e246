import { isOpen } from '../../access/inputs.ts'
import { sql } from '../../db/sql.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import { isUuid } from '../../model/uuid.ts'
import { reachCondition } from '../../query/reach.ts'
import { shownTitle } from '../../query/shown.ts'
import { queryContext, type Scope } from '../../records/state.ts'
import { tableOf } from '../../records/store.ts'
import type { Draft } from '../plan/drafts.ts'
import type { ImportPlan } from '../plan/plan.ts'

/** A row that names a record which warns of something, or is one. */
export type MarkedRow = Readonly<{ line: number; object: string; id: string; title: string; mark: string }>

/** What is counted anew at every reading warns on the page, not here; nor does what the reader may not see. */
const warningTo = ({ state, actor }: Scope, object: CatalogObject | undefined) => {
  const field = object?.views.mark ? object.fields[object.views.mark] : undefined
  return field && field.columns.length > 0 && isOpen(state.access.fieldRight(actor, object!.name, field.name)) ? field : undefined
}

/** Rows that have to do with records that warn, such as blacklisted customers: one statement for each object that may. */
export async function markedRows(scope: Scope, plan: ImportPlan, drafts: readonly Draft[]): Promise<readonly MarkedRow[]> {
  const { state, actor } = scope
  const warning = (object: CatalogObject | undefined) => warningTo(scope, object)
  const named = plan.feeds.flatMap((feed) => {
    const target = feed.sub ? undefined : state.catalog.objects[feed.field.refers ?? '']
    return target && warning(target) ? [{ target, idOf: (draft: Draft) => draft.values[feed.field.name] }] : []
  })
  const own = warning(plan.object) ? [{ target: plan.object, idOf: (draft: Draft) => (draft.isFound ? draft.id : null) }] : []
  const found: MarkedRow[] = []
  for (const { target, idOf } of [...named, ...own]) {
    const ids = [...new Set(drafts.map(idOf).filter((id): id is string => typeof id === 'string' && isUuid(id)))]
    if (ids.length === 0) continue
    const mark = sql.id('a', warning(target)!.columns[0]!.name)
    const title = shownTitle({ access: state.access, actor }, target, (column) => sql.id('a', column))
    const rows = await state.tx.query(sql`SELECT a.id, ${title} AS title, ${mark} AS mark FROM ${tableOf(state, target)} a
      WHERE a.id = ANY(${ids}::uuid[]) AND ${mark} IS NOT NULL AND ${reachCondition(queryContext(scope), target.name, 'a', 'read')}`)
    const byId = new Map(rows.map((row) => [String(row.id), row]))
    for (const draft of drafts) {
      const row = byId.get(String(idOf(draft)))
      if (row)
        found.push({ line: draft.line, object: target.name, id: String(row.id), title: String(row.title ?? ''), mark: String(row.mark) })
    }
  }
  return found
}
