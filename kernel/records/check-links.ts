import { sql } from '../db/sql.ts'
import type { CatalogField, CatalogObject } from '../model/catalog.ts'
import type { Issue } from '../model/fault.ts'
import { reachCondition } from '../query/reach.ts'
import { checkFiles } from './check-files.ts'
import { pathIn, type Values } from './parse-input.ts'
import { queryContext, type Scope } from './state.ts'

/**
 * Links must name records that exist and that the actor may read. One statement per object pointed at; the targets stay until the work ends.
 */
export async function checkLinks(
  scope: Scope,
  object: CatalogObject,
  rows: readonly Values[],
  at: { names: readonly string[] | null; indexed: boolean; issues: Issue[] },
): Promise<void> {
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
  for (const [target, uses] of wanted) {
    const known = await readableAmong(scope, target, [...new Set(uses.map((use) => use.id))])
    for (const { field, index, id } of uses) {
      if (!known.has(id))
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

async function readableAmong(scope: Scope, target: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const object = scope.state.catalog.objects[target]!
  const rows = await scope.state.tx.query(sql`
    SELECT a.id FROM ${sql.id(scope.state.session.workspace.schema, object.table)} a
    WHERE a.id = ANY(${[...ids]}::uuid[]) AND ${reachCondition(queryContext(scope), target, 'a', 'read')} FOR KEY SHARE OF a`)
  return new Set(rows.map((row) => String(row.id)))
}
