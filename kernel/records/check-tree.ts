import { sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import type { Issue } from '../model/fault.ts'
import { pathIn, type Values } from './parse-input.ts'
import type { Scope } from './state.ts'
import { tableOf } from './store.ts'

/**
 * A record must not come to lie below itself in its tree. Walks up from the new parents in one statement, over the links as they will be.
 * A tree is held by a lock of the workspace's tree while a link in it changes, so that two moves at once cannot close a circle together.
 */
export async function checkTree(
  scope: Scope,
  object: CatalogObject,
  rows: readonly Values[],
  at: { names: readonly string[]; indexed: boolean; issues: Issue[] },
): Promise<void> {
  const { tree } = object
  if (tree === null || !at.names.includes(tree)) return
  const { state } = scope
  const moved = rows.filter((row) => typeof row[tree] === 'string')
  if (moved.length === 0) return
  const column = sql.id(object.fields[tree]!.columns[0]!.name)
  await state.tx.query(sql`SELECT pg_advisory_xact_lock(hashtext(${`${state.session.workspace.schema} ${object.name} ${tree}`}::text))`)
  const links = JSON.stringify(moved.map((row) => ({ id: row.id, parent: row[tree] })))
  const circles = await state.tx.query(sql`
    WITH RECURSIVE moved AS (SELECT * FROM json_to_recordset(${links}::json) AS m(id uuid, parent uuid)),
    up AS (SELECT m.id AS start, m.parent AS at FROM moved m
      UNION SELECT u.start, coalesce(m.parent, a.${column}) FROM up u JOIN ${tableOf(state, object)} a ON a.id = u.at LEFT JOIN moved m ON m.id = u.at WHERE u.at <> u.start)
    SELECT DISTINCT start AS id FROM up WHERE at = start`)
  const inCircle = new Set(circles.map((row) => String(row.id)))
  rows.forEach((row, i) => {
    if (inCircle.has(row.id as string))
      at.issues.push({ path: pathIn(at.indexed ? i : null, tree), code: 'kernel.bad-value', details: { reason: 'circle' } })
  })
}
