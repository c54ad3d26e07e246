import { system } from '../access/define-access.ts'
import { sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { fail } from '../model/fault.ts'
import { distinctPair } from '../model/sameness.ts'
import { isUuid } from '../model/uuid.ts'
import { reachCondition } from '../query/reach.ts'
import { isOwnerShown, shownTitle } from '../query/shown.ts'
import { readRows } from '../records/read-rows.ts'
import { queryContext, type Scope } from '../records/state.ts'
import { tableOf } from '../records/store.ts'
import { createRecords } from '../records/write.ts'
import { judgeOf } from './judge.ts'

/** `why` of a record: what whoever made it noted, mostly why it is another one than that which was offered. */
export type TwinGroup = Readonly<{
  id: string
  sure: boolean
  by: readonly string[]
  /** They only sound alike. */
  spoken?: true
  foundAt: string
  records: readonly Readonly<{
    id: string
    title: string | null
    owner: string | null
    createdAt: string
    updatedAt: string
    why: string | null
  }>[]
}>
export type TwinGroups = Readonly<{ rows: readonly TwinGroup[]; next: string | null }>

/** Groups of records that most likely are the same, of which the asker may read at least two; the sure ones first. */
export async function listGroups(scope: Scope, object: CatalogObject, o: { limit: number; after?: string }): Promise<TwinGroups> {
  const { state } = scope
  const title = shownTitle(queryContext(scope), object, (column) => sql`a.${sql.id(column)}::text`)
  const owner = isOwnerShown(queryContext(scope), object)
    ? sql`(SELECT m.name FROM ${sql.id(state.session.workspace.schema, 'member')} m WHERE m.id = a.owner_id)`
    : sql.raw('NULL')
  const { schema, id: workspace } = state.session.workspace
  const why = sql`(SELECT s.note FROM ${sql.id(schema, 'change')} c JOIN ${sql.id(schema, 'change_set')} s ON s.id = c.change_set_id
    WHERE c.record_id = a.id AND c.workspace_id = ${workspace}::int AND c.kind = 'create' ORDER BY c.at, c.id LIMIT 1)`
  const rows = await state.tx.query(sql`
    SELECT json_agg(x ORDER BY x.id)::text AS rows FROM (SELECT g.id, g.sure, g.terms, g.found_at AS "foundAt", r.records FROM ${sql.id(schema, 'twin_group')} g
      CROSS JOIN LATERAL (SELECT count(*) AS n, json_agg(json_build_object('id', a.id, 'title', ${title}, 'owner', ${owner},
          'createdAt', a.created_at, 'updatedAt', a.updated_at, 'why', ${why}) ORDER BY a.id) AS records
        FROM ${tableOf(state, object)} a WHERE a.id = ANY(g.records) AND ${reachCondition(queryContext(scope), object.name, 'a', 'read')}) r
      WHERE g.object = ${object.name}::text AND r.n > 1 ${o.after && isUuid(o.after) ? sql`AND g.id > ${o.after}::uuid` : sql.empty}
      ORDER BY g.id LIMIT ${o.limit + 1}::int) x`)
  const found = JSON.parse((rows[0]?.rows as string | null) ?? '[]') as (Omit<TwinGroup, 'by'> & { terms: string[] })[]
  const judge = await judgeOf(state, object)
  const shown = found.slice(0, o.limit)
  return {
    rows: shown.map(({ terms, ...group }) => {
      const { by, spoken } = judge(terms)
      return { ...group, by, ...(spoken ? { spoken } : {}) }
    }),
    next: found.length > o.limit ? shown.at(-1)!.id : null,
  }
}

/** Remembers that these records are not the same; each pair of them. @throws `kernel.not-found`, `kernel.forbidden` */
export async function keepApart(scope: Scope, object: CatalogObject, ids: readonly string[]): Promise<number> {
  if (!scope.state.access.may(scope.actor, object.name, 'update')) fail('kernel.forbidden', { verb: 'update', object: object.name })
  if (ids.length < 2 || ids.length > 20 || !ids.every(isUuid)) fail('kernel.bad-value', { path: 'records', want: 'list' })
  const rows = await readRows(scope, object, ids)
  const missing = ids.find((id) => !rows.has(id))
  if (missing) fail('kernel.not-found', { object: object.name, id: missing })
  const sorted = [...new Set(ids)].sort()
  const pairs = sorted.flatMap((one, i) => sorted.slice(i + 1).map((other) => ({ object: object.name, one, other })))
  const kernel: Scope = {
    state: scope.state,
    actor: { ...system('said not to be duplicates'), memberId: scope.actor.memberId, name: scope.actor.name },
  }
  const made = await createRecords(kernel, scope.state.catalog.objects[distinctPair.name]!, pairs, { indexed: true, skipTaken: true })
  await scope.state.tx.affected(sql`DELETE FROM ${sql.id(scope.state.session.workspace.schema, 'twin_group')}
    WHERE object = ${object.name}::text AND records = ${sorted}::uuid[]`)
  return made.length
}
