import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { zstdCompress } from 'node:zlib'
import { findWorkspace } from '../accounts/workspaces.ts'
import type { BulkConnection } from '../db/bulk.ts'
import { oneServer } from '../db/placement.ts'
import type { Database } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import { makeFolder } from '../files/make-folder.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { contentPath } from '../stored-files/stored-files.ts'
import { sumTable } from './checksum.ts'
import {
  fileName,
  format,
  type Head,
  headName,
  type Manifest,
  manifestName,
  partName,
  peopleName,
  sealName,
  type TableCopy,
} from './manifest.ts'
import { readPeople } from './people.ts'
import { copiedColumns, holdsRows, readShape, type TableShape } from './shape.ts'
import { type Archive, createArchive } from './tar.ts'

export const compress = promisify(zstdCompress)

/** Rows of this many bytes make one part: what is held in memory while it is compressed. */
const partBytes = 4 * 1024 * 1024

export type BackupOptions = Readonly<{
  database: Database
  workspace: WorkspaceFacts
  /** The file store of the installation. */
  filesDir: string
  path: string
  product: string
  /** Hears how many rows are done, of about how many. */
  onProgress?: (done: number, of: number) => void
  signal?: AbortSignal
}>

export type BackupReport = Readonly<{
  path: string
  bytes: number
  rows: number
  tables: number
  files: number
  missingFiles: number
  people: number
  tookMs: number
}>

/**
 * One file with the whole workspace as of one moment, while it is in use: all tables, whoever defined them, stored files, the accounts of its people.
 * The file has its name only once it is whole; until then it ends in `.part`.
 */
export async function writeBackup(o: BackupOptions): Promise<BackupReport> {
  const began = performance.now()
  const draft = `${o.path}.part`
  await makeFolder(dirname(o.path))
  await rm(draft, { force: true })
  const archive = await createArchive(draft)
  try {
    const manifest = await o.database.bulk(o.workspace, 'snapshot', (tx) => fill(archive, tx, o))
    await archive.finish()
    await rename(draft, o.path)
    const { rows, tables, files, missingFiles, people } = manifest
    const counts = { rows, tables: tables.length, files: files.length, missingFiles: missingFiles.length, people }
    return { path: o.path, bytes: archive.size(), ...counts, tookMs: Math.round(performance.now() - began) }
  } catch (error) {
    await archive.abort().catch(() => undefined)
    await rm(draft, { force: true })
    throw error
  }
}

async function fill(archive: Archive, tx: BulkConnection, o: BackupOptions): Promise<Manifest> {
  const { workspace } = o
  const shapes = await readShape(tx, workspace.schema)
  const head = await headOf(o)
  await archive.addBuffer(headName, toJson(head))
  const people = await readPeople(o.database.control, workspace.id)
  await archive.addBuffer(peopleName, await compress(toJson(people)))
  const tables: TableCopy[] = []
  const expected = await expectedRows(tx, o, shapes)
  for (const shape of shapes) {
    o.signal?.throwIfAborted()
    if (!holdsRows(shape)) tables.push({ shape, rows: 0, sum: '0', parts: 0 })
    else {
      const before = tables.reduce((rows, table) => rows + table.rows, 0)
      const tell = (rows: number) => o.onProgress?.(before + rows, Math.max(expected, before + rows))
      const sum = await sumTable(tx, workspace.schema, shape)
      tables.push({ shape, ...sum, parts: await copyTable(archive, tx, { o, shape, tell }) })
    }
  }
  const files = await copyFiles(archive, tx, o)
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const manifest: Manifest = { ...head, tables, ...files, people: people.users.length, rows, entries: archive.entries() }
  const text = toJson(manifest)
  await archive.addBuffer(manifestName, text)
  await archive.addBuffer(sealName, Buffer.from(createHash('sha256').update(text).digest('hex')))
  return manifest
}

async function headOf({ database, workspace, product }: BackupOptions): Promise<Head> {
  const stored = await findWorkspace(database.control, workspace.slug)
  const { slug, name, locale, currency, timeZone, region } = stored ?? workspace
  return {
    format,
    product,
    madeAt: new Date().toISOString(),
    workspace: { slug, name, locale, currency, timeZone, region, demo: stored?.demo ?? false },
  }
}

async function expectedRows(tx: BulkConnection, { workspace }: BackupOptions, shapes: readonly TableShape[]): Promise<number> {
  let sum = 0
  for (const shape of shapes.filter(holdsRows)) sum += await oneServer.estimateRows(tx, workspace, shape.name)
  return sum
}

async function copyTable(
  archive: Archive,
  tx: BulkConnection,
  { o, shape, tell }: { o: BackupOptions; shape: TableShape; tell: (rows: number) => void },
): Promise<number> {
  const columns = sql.join(copiedColumns(shape).map((name) => sql.id(name)))
  const stream = tx.copyOut(sql`COPY ${sql.id(o.workspace.schema, shape.name)} (${columns}) TO STDOUT`)
  let [parts, rows] = [0, 0]
  for await (const raw of inParts(stream)) {
    o.signal?.throwIfAborted()
    await archive.addBuffer(partName(shape.name, ++parts), await compress(raw))
    tell((rows += linesIn(raw)))
  }
  return parts
}

/** A line break within a value is written otherwise, so each one ends a row. */
function linesIn(raw: Buffer): number {
  let lines = 0
  for (let at = raw.indexOf(10); at !== -1; at = raw.indexOf(10, at + 1)) lines++
  return lines
}

/** The stream in pieces of about the size of a part. */
async function* inParts(stream: Readable): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes < partBytes) continue
    yield Buffer.concat(chunks)
    chunks = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(chunks)
}

/** Contents never change once they have a name, so they may be read after the snapshot began. */
async function copyFiles(
  archive: Archive,
  tx: BulkConnection,
  { workspace, filesDir, signal }: BackupOptions,
): Promise<Pick<Manifest, 'files' | 'missingFiles'>> {
  const rows = await tx.query(sql`SELECT DISTINCT hash FROM ${sql.id(workspace.schema, 'stored_file')} ORDER BY hash`)
  const files: { hash: string; bytes: number }[] = []
  const missingFiles: string[] = []
  for (const hash of rows.map((row) => String(row.hash))) {
    signal?.throwIfAborted()
    const path = contentPath(filesDir, workspace.slug, hash)
    const found = await stat(path).catch(() => null)
    if (!found) missingFiles.push(hash)
    else {
      const { sha256 } = await archive.add(fileName(hash), found.size, createReadStream(path))
      if (sha256 !== hash) throw new Error(`the stored file ${hash} does not hold what it held when it was stored`)
      files.push({ hash, bytes: found.size })
    }
  }
  return { files, missingFiles }
}

const toJson = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))
