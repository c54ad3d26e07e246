import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Connection } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import type { Session } from '../engine-types.ts'
import type { StoredFile } from '../model/fields.ts'
import { newId } from '../model/uuid.ts'
import type { QueryContext, WorkspaceFacts } from '../query/question.ts'
import { reachCondition } from '../query/reach.ts'

const longestName = 255

/** The file store of an installation: contents by their SHA-256 below a folder, names and senders in the workspace. */
export type StoredFiles = Readonly<{
  /** Keeps what a stream brings; equal contents are kept once. @throws what the stream throws, and then keeps nothing */
  receive(session: Session, source: Readable, o: { name: string; type: string }): Promise<StoredFile>
  /** Where a file lies and what it is called, for those who sent it or may read a record that holds it. */
  find(context: QueryContext, id: string): Promise<(StoredFile & { path: string }) | null>
}>

/** Where the content of this hash lies. */
export const contentPath = (folder: string, slug: string, hash: string): string => join(folder, slug, hash.slice(0, 2), hash)

export function openStoredFiles(folder: string, connectionOf: (workspace: WorkspaceFacts) => Connection): StoredFiles {
  const pathOf = (workspace: WorkspaceFacts, hash: string) => contentPath(folder, workspace.slug, hash)
  return {
    async receive({ workspace, actor }, source, o) {
      const id = newId()
      const draft = join(folder, workspace.slug, `${id}.part`)
      await mkdir(join(folder, workspace.slug), { recursive: true, mode: 0o700 })
      try {
        const hash = await writeHashed(source, draft)
        const file = { id, name: plainName(o.name), type: o.type, sizeBytes: (await stat(draft)).size }
        await mkdir(join(folder, workspace.slug, hash.slice(0, 2)), { recursive: true, mode: 0o700 })
        await rename(draft, pathOf(workspace, hash))
        await connectionOf(
          workspace,
        ).affected(sql`INSERT INTO ${sql.id(workspace.schema, 'stored_file')} (id, hash, name, type, size_bytes, at, by)
          VALUES (${id}::uuid, ${hash}::text, ${file.name}::text, ${file.type}::text, ${file.sizeBytes}::bigint, now(), ${actor.memberId}::uuid)`)
        return file
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    async find(context, id) {
      const { workspace, actor } = context
      const [row] = await connectionOf(workspace).query(sql`
        SELECT f.hash, f.name, f.type, f.size_bytes::int8 AS size FROM ${sql.id(workspace.schema, 'stored_file')} f
        WHERE f.id = ${id}::uuid AND (f.by = ${actor.memberId}::uuid OR ${sql.any(holders(context, id))})`)
      if (!row) return null
      return { id, name: String(row.name), type: String(row.type), sizeBytes: Number(row.size), path: pathOf(workspace, String(row.hash)) }
    },
  }
}

/** One condition per file field of the catalog: some record within reach holds the file, in a field that the actor may see. */
const holders = (context: QueryContext, id: string) =>
  Object.values(context.catalog.objects).flatMap((object) =>
    Object.values(object.fields)
      .filter(
        (field) => field.type.holdsFile && ['read', 'write'].includes(context.access.fieldRight(context.actor, object.name, field.name)),
      )
      .map(
        (field) => sql`EXISTS (SELECT 1 FROM ${sql.id(context.workspace.schema, object.table)} r
          WHERE r.${sql.id(field.columns[0]!.name)} ->> 'id' = ${id}::text AND ${reachCondition(context, object.name, 'r', 'read')})`,
      ),
  )

/** Writes a stream to a file and answers the SHA-256 of what it wrote. */
async function writeHashed(source: Readable, path: string): Promise<string> {
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(source, hashing, createWriteStream(path, { mode: 0o600 }))
  return hash.digest('hex')
}

/** The last part of a name that a browser sent, without what no name should hold. */
export const plainName = (name: string): string =>
  name
    .split(/[/\\]/)
    .at(-1)!
    .replace(/\p{Cc}/gu, '')
    .toWellFormed()
    .normalize('NFC')
    .trim()
    .slice(0, longestName) || 'file'
