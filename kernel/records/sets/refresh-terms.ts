import { sql } from '../../db/sql.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import { recordset, searchCell, searchVector } from '../cells.ts'
import type { Values } from '../parse-input.ts'
import type { Scope } from '../state.ts'
import { tableOf, wordsPiece } from '../store.ts'

/** Makes the terms of records anew from what they hold. Terms are derived: that is no change, and stands in no log. */
export async function refreshTerms(
  scope: Scope,
  object: CatalogObject,
  records: readonly Readonly<{ id: string; values: Values }>[],
): Promise<void> {
  if (records.length === 0) return
  const cells = records.map(({ id, values }) => ({ id, search: searchCell(object, values) }))
  const columns = [
    { name: 'id', type: 'uuid' },
    { name: 'search', type: 'text' },
  ]
  await scope.state.tx.query(sql`WITH u AS (UPDATE ${tableOf(scope.state, object)} a SET search = ${searchVector('i')}
    FROM ${recordset(cells, columns, 'i')} WHERE a.id = i.id RETURNING new.id, new.search)${wordsPiece(scope.state, object, 'u')} SELECT count(*) FROM u`)
}
