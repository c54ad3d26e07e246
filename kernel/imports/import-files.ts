import { createWriteStream } from 'node:fs'
import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Connection } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import { fail } from '../model/fault.ts'
import { isUuid, newId } from '../model/uuid.ts'
import type { WorkspaceFacts } from '../query/question.ts'

/** A file that came in to be imported. */
export type ImportFile = Readonly<{ id: string; name: string; sizeBytes: number; by: string | null }>

/** Where files lie that are or will be imported: `<folder>/<workspace>/<id>`, their names in the database. */
export type ImportFiles = Readonly<{
  pathOf(workspace: WorkspaceFacts, id: string): string
  /** Keeps what a stream brings, piece by piece. @throws what `source` throws, and then keeps nothing */
  receive(workspace: WorkspaceFacts, source: Readable, o: { name: string; by: string | null }): Promise<ImportFile>
  /** Keeps a copy of a file of this machine. */
  copy(workspace: WorkspaceFacts, path: string, o: { name: string; by: string | null }): Promise<ImportFile>
  /** A file of this member; any file for `by` undefined. @throws `kernel.not-found` */
  find(connection: Connection, workspace: WorkspaceFacts, o: { id: unknown; by: string | null | undefined }): Promise<ImportFile>
  remove(connection: Connection, workspace: WorkspaceFacts, id: string): Promise<void>
  /** Removes files that came more than a day ago and belong to no import, or to one that ended more than 30 days ago; answers how many. */
  clean(connection: Connection, workspace: WorkspaceFacts): Promise<number>
}>

const longestName = 200

/** The last part of a name that a browser sent, without what no name should hold. */
const plainName = (name: string): string =>
  name
    .split(/[/\\]/)
    .at(-1)!
    .replace(/[\u0000-\u001f\u007f]/g, '')
    .toWellFormed()
    .trim()
    .slice(0, longestName) || 'file'

export function openImportFiles(folder: string, write: (workspace: WorkspaceFacts) => Connection): ImportFiles {
  const pathOf = (workspace: WorkspaceFacts, id: string) => join(folder, workspace.slug, id)
  const table = (workspace: WorkspaceFacts) => sql.id(workspace.schema, 'import_file')
  const keep = async (
    workspace: WorkspaceFacts,
    o: { name: string; by: string | null },
    fill: (path: string) => Promise<void>,
  ): Promise<ImportFile> => {
    const id = newId()
    const path = pathOf(workspace, id)
    await mkdir(join(folder, workspace.slug), { recursive: true, mode: 0o700 })
    try {
      await fill(path)
      const file = { id, name: plainName(o.name), sizeBytes: (await stat(path)).size, by: o.by }
      await write(workspace).affected(sql`INSERT INTO ${table(workspace)} (id, name, size_bytes, by, at)
        VALUES (${id}::uuid, ${file.name}::text, ${file.sizeBytes}::bigint, ${o.by}::uuid, now())`)
      return file
    } catch (error) {
      await rm(path, { force: true })
      throw error
    }
  }
  const remove = async (connection: Connection, workspace: WorkspaceFacts, id: string) => {
    await connection.affected(sql`DELETE FROM ${table(workspace)} WHERE id = ${id}::uuid`)
    await rm(pathOf(workspace, id), { force: true })
  }
  return {
    pathOf,
    receive: (workspace, source, o) => keep(workspace, o, (path) => pipeline(source, createWriteStream(path, { mode: 0o600 }))),
    copy: (workspace, from, o) => keep(workspace, o, (path) => copyFile(from, path)),
    async find(connection, workspace, { id, by }) {
      const own = by === undefined ? sql.empty : sql` AND by = ${by}::uuid`
      const rows = isUuid(id)
        ? await connection.query(sql`SELECT id, name, size_bytes, by FROM ${table(workspace)} WHERE id = ${id}::uuid${own}`)
        : []
      const row = rows[0] ?? fail('kernel.not-found', { file: typeof id === 'string' ? id.slice(0, 100) : null })
      return { id: String(row.id), name: String(row.name), sizeBytes: Number(row.size_bytes), by: row.by as string | null }
    },
    remove,
    async clean(connection, workspace) {
      const rows = await connection.query(sql`SELECT f.id FROM ${table(workspace)} f WHERE f.at < now() - interval '1 day' AND NOT EXISTS (
        SELECT 1 FROM ${sql.id(workspace.schema, 'import_run')} j WHERE j.file_id = f.id AND (j.finished_at IS NULL OR j.finished_at > now() - interval '30 days'))`)
      for (const row of rows) await remove(connection, workspace, String(row.id))
      return rows.length + (await removeStrays(connection, workspace))
    },
  }

  /** Files whose upload broke off with the process. */
  async function removeStrays(connection: Connection, workspace: WorkspaceFacts): Promise<number> {
    const names = (await readdir(join(folder, workspace.slug)).catch(() => [])).filter(isUuid)
    if (names.length === 0) return 0
    const known = new Set((await connection.query(sql`SELECT id FROM ${table(workspace)}`)).map((row) => String(row.id)))
    let gone = 0
    for (const name of names.filter((one) => !known.has(one))) {
      const path = pathOf(workspace, name)
      const { mtimeMs } = await stat(path)
      if (Date.now() - mtimeMs < 86_400_000) continue
      await rm(path, { force: true })
      gone += 1
    }
    return gone
  }
}
