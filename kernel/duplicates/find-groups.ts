import type { BulkKind } from '../bulk/bulk-kind.ts'
import { objectOfRun } from '../bulk/bulk-kind.ts'
import { type Sql, sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { fail } from '../model/fault.ts'
import { newId } from '../model/uuid.ts'
import { fromJson, rowJson } from '../records/cells.ts'
import { refreshTerms } from '../records/sets/refresh-terms.ts'
import type { Scope } from '../records/state.ts'
import { tableOf } from '../records/store.ts'
import { type Judge, judgeOf } from './judge.ts'
import { actingTerms, twinMark, twinTerms, wayOf } from './twin-terms.ts'

/** What more records share than these says nothing: a switchboard, a word that stands for "unknown". */
const mostInGroup = 20

const kernelTable = ({ state }: Scope, name: string): Sql => sql.id(state.session.workspace.schema, name)

type Place = Readonly<{ after: string }> | Readonly<{ isGathered: true }>

/** Looks through all records of an object for those that share a way to tell duplicates by. What an earlier look found is replaced. */
export const findKind: BulkKind = {
  batch: 5_000,
  async begin(scope, run) {
    const object = run.object!
    const { access, tx } = scope.state
    for (const verb of ['update', 'remove'] as const)
      if (!access.may(scope.actor, object.name, verb)) fail('kernel.forbidden', { verb, object: object.name })
    if (object.duplicates.length === 0) fail('kernel.bad-value', { path: 'object', reason: 'no-duplicates' })
    const [row] = await tx.query(sql`SELECT count(*)::int AS n FROM ${tableOf(scope.state, object)}`)
    return Number(row?.n ?? 0)
  },
  async step(scope, run, { limit }) {
    const object = objectOfRun(scope, run)
    const place = run.place as Place | null
    if (place && 'isGathered' in place) return null
    await mendTerms(scope, object, { after: place?.after ?? null, limit })
    const gathered = await gatherTerms(scope, object, { run: run.id, after: place?.after ?? null, limit })
    if (gathered.last !== null) return { done: gathered.count, place: { after: gathered.last }, counts: {}, leftOut: [] }
    const found = await writeGroups(scope, object, run.id)
    return { done: 0, place: { isGathered: true }, counts: { found }, leftOut: [] }
  },
}

type Range = Readonly<{ after: string | null; limit: number }>
type Gathering = Range & Readonly<{ run: string }>

const rangeOf = (scope: Scope, object: CatalogObject, { after, limit }: Range): Sql =>
  sql`SELECT a.* FROM ${tableOf(scope.state, object)} a ${after === null ? sql.empty : sql`WHERE a.id > ${after}::uuid`} ORDER BY a.id LIMIT ${limit}::int`

/** Records that were written before duplicates were told by these fields get the terms that they lack. */
async function mendTerms(scope: Scope, object: CatalogObject, range: Range): Promise<void> {
  const [row] =
    await scope.state.tx.query(sql`SELECT json_agg(x)::text AS rows FROM (SELECT ${rowJson(object, 'a')} FROM (${rangeOf(scope, object, range)}) a
    WHERE ${mayLack(object)}) x`)
  const lacking = (JSON.parse((row?.rows as string | null) ?? '[]') as Record<string, unknown>[])
    .map((json) => fromJson(object, json))
    .filter((values) => twinTerms(object, values).length > 0)
  await refreshTerms(
    scope,
    object,
    lacking.map((values) => ({ id: String(values.id), values })),
  )
}

/** Ways of the code are told by from the start, those of a workspace may come later: then one of several may be lacking. */
const mayLack = (object: CatalogObject): Sql =>
  sql`(SELECT count(*) FROM unnest(a.search) t WHERE t.lexeme LIKE ${`${twinMark}%`}::text) < ${object.isCustom === true ? object.duplicates.length : 1}::int`

/** Terms of the next records into the run's table; answers how far that came. */
async function gatherTerms(scope: Scope, object: CatalogObject, range: Gathering): Promise<{ count: number; last: string | null }> {
  const rows = await scope.state.tx.query(sql`
    WITH taken AS (SELECT r.id, r.search FROM (${rangeOf(scope, object, range)}) r),
    put AS (INSERT INTO ${kernelTable(scope, 'twin_term')} (run_id, term, record_id)
      SELECT ${range.run}::uuid, t.lexeme, s.id FROM taken s, unnest(s.search) AS t WHERE t.lexeme LIKE ${`${twinMark}%`}::text ON CONFLICT DO NOTHING)
    SELECT count(*)::int AS n, (array_agg(s.id ORDER BY s.id DESC))[1] AS last FROM taken s`)
  return { count: Number(rows[0]?.n ?? 0), last: (rows[0]?.last as string | null) ?? null }
}

type Shared = Readonly<{ term: string; records: readonly string[] }>
type Group = Readonly<{ records: readonly string[]; terms: readonly string[]; sure: boolean }>

async function writeGroups(scope: Scope, object: CatalogObject, run: string): Promise<number> {
  const { tx } = scope.state
  const rows = await tx.query(sql`SELECT json_agg(g)::text AS groups FROM (
    SELECT term, array_agg(record_id ORDER BY record_id) AS records FROM ${kernelTable(scope, 'twin_term')} WHERE run_id = ${run}::uuid
    GROUP BY term HAVING count(*) BETWEEN 2 AND ${mostInGroup}::int) g`)
  const shared = JSON.parse((rows[0]?.groups as string | null) ?? '[]') as Shared[]
  const distinct = await distinctPairs(scope, object)
  const judge = await judgeOf(scope.state, object)
  const known = shared.filter(({ term }) => wayOf(object, term) >= 0)
  const acting = new Set(
    actingTerms(
      object,
      known.map(({ term }) => term),
    ),
  )
  const said = joined(
    judge,
    known.filter(({ term }) => acting.has(term)),
  )
  const groups = [
    ...said,
    ...soundingAlike(
      said,
      known.filter(({ term }) => !acting.has(term)),
    ),
  ].filter(({ records }) => !allDistinct(records, distinct))
  await tx.affected(sql`DELETE FROM ${kernelTable(scope, 'twin_term')} WHERE run_id = ${run}::uuid`)
  await tx.affected(sql`DELETE FROM ${kernelTable(scope, 'twin_group')} WHERE object = ${object.name}::text`)
  // Ids grow, and with them the order in which groups are shown: the sure ones first.
  const ordered = [...groups.filter(({ sure }) => sure), ...groups.filter(({ sure }) => !sure)]
  for (let i = 0; i < ordered.length; i += 5_000) {
    const some = ordered.slice(i, i + 5_000).map((group) => ({ id: newId(), ...group }))
    await tx.affected(sql`INSERT INTO ${kernelTable(scope, 'twin_group')} (id, object, records, terms, sure, found_at)
      SELECT g.id, ${object.name}::text, g.records, g.terms, g.sure, ${scope.state.now.toISOString()}::timestamptz
      FROM json_to_recordset(${JSON.stringify(some)}::json) AS g(id uuid, records uuid[], terms text[], sure boolean)`)
  }
  return ordered.length
}

/** Groups that share a record become one, as long as it stays one that a person can look at. */
function joined(judge: Judge, shared: readonly Shared[]): Group[] {
  const groupOf = new Map<string, { records: Set<string>; terms: Set<string> }>()
  for (const { term, records } of shared) {
    const touched = new Set(records.flatMap((id) => groupOf.get(id) ?? []))
    const all = new Set([...[...touched].flatMap((group) => [...group.records]), ...records])
    if (all.size > mostInGroup) continue
    const group = { records: all, terms: new Set([...[...touched].flatMap(({ terms }) => [...terms]), term]) }
    for (const id of all) groupOf.set(id, group)
  }
  return [...new Set(groupOf.values())].map(({ records, terms }) => ({
    records: [...records].sort(),
    terms: [...terms],
    sure: judge([...terms]).sure,
  }))
}

/** What only sounds alike is a group of its own: it draws nobody into one of those that are the same, and says nothing of records that stand together anyway. */
function soundingAlike(said: readonly Group[], shared: readonly Shared[]): Group[] {
  const groupOf = new Map(said.flatMap((group) => group.records.map((id) => [id, group] as const)))
  const isSaid = ([first, ...rest]: readonly string[]) => groupOf.has(first!) && rest.every((id) => groupOf.get(id) === groupOf.get(first!))
  return shared.filter(({ records }) => !isSaid(records)).map(({ term, records }) => ({ records, terms: [term], sure: false }))
}

async function distinctPairs(scope: Scope, object: CatalogObject): Promise<ReadonlySet<string>> {
  const rows = await scope.state.tx.query(
    sql`SELECT one_id AS one, other_id AS other FROM ${kernelTable(scope, 'distinct_pair')} WHERE object = ${object.name}::text`,
  )
  return new Set(rows.map((row) => `${String(row.one)} ${String(row.other)}`))
}

const allDistinct = (records: readonly string[], distinct: ReadonlySet<string>): boolean =>
  records.every((one, i) => records.slice(i + 1).every((other) => distinct.has(`${one} ${other}`)))
