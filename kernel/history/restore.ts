import { sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { fail } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import { assertWithinReach } from '../records/gate.ts'
import type { Scope } from '../records/state.ts'
import { pastReach } from './past-reach.ts'
import { putRecordsBack } from './undo-apply.ts'

/**
 * Puts one removed record back as it was last.
 *
 * @throws `kernel.not-found` when it is not in the bin or not readable, `kernel.forbidden` when it would lie where the actor may change nothing, `kernel.not-unique` when its unique values are taken meanwhile.
 */
export async function restoreRecord(scope: Scope, object: CatalogObject, id: string): Promise<void> {
  if (!isUuid(id)) fail('kernel.not-found', { object: object.name, id })
  if (!scope.state.access.mayCreate(scope.actor, object.name)) fail('kernel.forbidden', { verb: 'create', object: object.name })
  const { state } = scope
  const rows = await state.tx.query(sql`
    SELECT c.kind, (c.was - 'search')::text AS was, c.was ->> 'search' AS search, (${pastReach(scope, object, sql.raw('c.was'))}) AS readable
    FROM ${sql.id(state.session.workspace.schema, 'change')} c
    WHERE c.record_id = ${id}::uuid AND c.workspace_id = ${state.session.workspace.id}::int AND c.object = ${object.name}::text ORDER BY c.at DESC, c.id DESC LIMIT 1`)
  const last = rows[0]
  if (last?.kind !== 'remove' || last.readable !== true) fail('kernel.not-found', { object: object.name, id })
  const was = JSON.parse(String(last.was)) as Record<string, unknown>
  const links = Object.values(object.fields).filter((field) => field.refers !== null && field.columns.length === 1)
  await assertWithinReach(scope, object, [Object.fromEntries(links.map((field) => [field.name, was[field.columns[0]!.name]]))])
  const record = {
    id,
    firstKind: 'remove',
    lastKind: 'remove',
    was,
    searchWas: last.search as string | null,
    changed: [],
    now: null,
    after: null,
    laterBy: null,
    laterAt: null,
  } as const
  const back = await putRecordsBack(scope, object, [{ record, does: 'insert', fields: [], clashes: [] }])
  if (back.length === 0) fail('kernel.not-unique', { object: object.name, id })
}
