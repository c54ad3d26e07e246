import { sql } from '../db/sql.ts'
import type { CatalogField, CatalogObject } from '../model/catalog.ts'
import type { Issue } from '../model/fault.ts'
import { reachCondition } from '../query/reach.ts'
import { checkFiles } from './check-files.ts'
import { pathIn, type Values } from './parse-input.ts'
import { queryContext, type Scope } from './state.ts'

/** Links must name records that exist and that the actor may read. One statement; the targets stay until the work ends. */
export async function checkLinks(
  scope: Scope,
  object: CatalogObject,
  rows: readonly Values[],
  at: { names: readonly string[] | null; indexed: boolean; issues: Issue[] },
): Promise<void> {
  // The system reaches everything, and what is not there a foreign key refuses.
  if (scope.actor.kind === 'system') return
  const fields = Object.values(object.fields).filter(
    (field) => field.refers !== null && field.columns.length === 1 && !field.system && (at.names === null || at.names.includes(field.name)),
  )
  const wanted = new Map<string, { field: CatalogField; index: number; id: string }[]>()
  for (const field of fields) {
    rows.forEach((row, index) => {
      const id = row[field.name]
      // Whoever owns what he writes himself is there, and a foreign key holds him.
      const isOneself = field.name === 'owner' && id === scope.actor.memberId
      if (typeof id === 'string' && !isOneself) wanted.set(field.refers!, [...(wanted.get(field.refers!) ?? []), { field, index, id }])
    })
  }
  if (wanted.size === 0) return
  const known = await readableAmong(
    scope,
    [...wanted].map(([target, uses]) => ({ target, ids: [...new Set(uses.map(({ id }) => id))] })),
  )
  for (const [target, uses] of wanted) {
    for (const { field, index, id } of uses) {
      if (!known.has(`${target} ${id}`))
        at.issues.push({
          path: pathIn(at.indexed ? index : null, field.name),
          code: 'kernel.bad-value',
          details: { reason: 'no-such-record', object: target },
        })
    }
  }
}

/** All that a record points at: other records and files. */
export async function checkReferences(
  scope: Scope,
  object: CatalogObject,
  rows: readonly Values[],
  at: Parameters<typeof checkLinks>[3],
): Promise<void> {
  await checkLinks(scope, object, rows, at)
  await checkFiles(scope, object, rows, at)
}

/** Those that are there for the actor, held, as object and id. */
async function readableAmong(
  scope: Scope,
  asked: readonly Readonly<{ target: string; ids: readonly string[] }>[],
): Promise<ReadonlySet<string>> {
  const { state } = scope
  const held = asked.map(({ target, ids }, i) => {
    const table = sql.id(state.session.workspace.schema, state.catalog.objects[target]!.table)
    return sql`${sql.id(`t${i}`)} AS MATERIALIZED (SELECT a.id FROM ${table} a
    WHERE a.id = ANY(${[...ids]}::uuid[]) AND ${reachCondition(queryContext(scope), target, 'a', 'read')} FOR KEY SHARE OF a)`
  })
  const found = asked.map(({ target }, i) => sql`SELECT ${target}::text AS target, id FROM ${sql.id(`t${i}`)}`)
  const rows = await state.tx.query(sql`WITH ${sql.join(held)} ${sql.join(found, ' UNION ALL ')}`, { plan: 'generic' })
  return new Set(rows.map((row) => `${String(row.target)} ${String(row.id)}`))
}
