import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sql } from '../db/sql.ts'
import { fail } from '../model/fault.ts'
import type { StoredFile } from '../model/fields.ts'
import { newId } from '../model/uuid.ts'
import type { Scope } from '../records/state.ts'
import { contentPath, plainName } from './stored-files.ts'

/** Files that a work makes or looks into. */
export type WorkFiles = Readonly<{
  /** Keeps a file as if the actor had sent it. Taken back with the work; its content may stay where nothing names it. */
  keep(file: Readonly<{ name: string; type: string; content: Uint8Array }>): Promise<StoredFile>
  /** What is in a file, null when it is gone. For the system alone: who may see it is to be asked before. */
  content(id: string): Promise<Uint8Array | null>
  /** By id, the same word for the same content. For the system alone. */
  prints(ids: readonly string[]): Promise<ReadonlyMap<string, string>>
}>

export function workFiles({ state, actor }: Scope): WorkFiles {
  const { workspace } = state.session
  const table = sql.id(workspace.schema, 'stored_file')
  return {
    async keep({ name, type, content }) {
      const hash = createHash('sha256').update(content).digest('hex')
      const file = { id: newId(), name: plainName(name), type, sizeBytes: content.length }
      const path = contentPath(state.filesDir, workspace.slug, hash)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const draft = join(state.filesDir, workspace.slug, `${file.id}.part`)
      await writeFile(draft, content, { mode: 0o600 })
      await rename(draft, path)
      await state.tx.affected(sql`INSERT INTO ${table} (id, hash, name, type, size_bytes, at, by) VALUES (${file.id}::uuid,
        ${hash}::text, ${file.name}::text, ${type}::text, ${file.sizeBytes}::bigint, ${state.now.toISOString()}::timestamptz, ${actor.memberId}::uuid)`)
      return file
    },
    async prints(ids) {
      if (actor.kind !== 'system') fail('kernel.forbidden', { files: ids.length })
      const rows = await state.tx.query(sql`SELECT id, hash FROM ${table} WHERE id = ANY(${ids}::uuid[])`)
      return new Map(rows.map(({ id, hash }) => [String(id), String(hash)]))
    },
    async content(id) {
      if (actor.kind !== 'system') fail('kernel.forbidden', { file: id })
      const [row] = await state.tx.query(sql`SELECT hash FROM ${table} WHERE id = ${id}::uuid`)
      return row ? readFile(contentPath(state.filesDir, workspace.slug, String(row.hash))).catch(() => null) : null
    },
  }
}
