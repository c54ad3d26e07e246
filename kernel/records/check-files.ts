import { sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import type { Issue } from '../model/fault.ts'
import type { StoredFile } from '../model/fields.ts'
import { pathIn, type Values } from './parse-input.ts'
import type { Scope } from './state.ts'

/**
 * Files that come into a record must have been sent by the actor: a file's id alone opens nothing to somebody else. What is kept of a file
 * (name, size, type) is taken from the store, whatever the input said.
 */
export async function checkFiles(
  scope: Scope,
  object: CatalogObject,
  rows: readonly Values[],
  at: { names: readonly string[] | null; indexed: boolean; issues: Issue[] },
): Promise<void> {
  const fields = Object.values(object.fields).filter(
    (field) => field.type.holdsFile && (at.names === null || at.names.includes(field.name)),
  )
  const uses = fields.flatMap((field) =>
    rows.flatMap((row, index) => {
      const file = row[field.name] as StoredFile | null | undefined
      return file ? [{ field, row, index, file }] : []
    }),
  )
  if (uses.length === 0) return
  const { state, actor } = scope
  const own = actor.kind === 'system' ? sql.raw('true') : sql`by = ${actor.memberId}::uuid`
  const found = await state.tx.query(sql`
    SELECT id, name, type, size_bytes::int8 AS size FROM ${sql.id(state.session.workspace.schema, 'stored_file')}
    WHERE id = ANY(${uses.map((use) => use.file.id)}::uuid[]) AND ${own}`)
  const known = new Map(found.map((row) => [String(row.id), row]))
  for (const { field, row, index, file } of uses) {
    const stored = known.get(file.id)
    if (stored)
      row[field.name] = {
        id: file.id,
        name: String(stored.name),
        sizeBytes: Number(stored.size),
        type: String(stored.type),
      } satisfies StoredFile
    else
      at.issues.push({ path: pathIn(at.indexed ? index : null, field.name), code: 'kernel.bad-value', details: { reason: 'no-such-file' } })
  }
}
