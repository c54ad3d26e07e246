import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { BulkConnection } from '../db/bulk.ts'
import { oneServer } from '../db/placement.ts'
import type { Database, Place } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import { contentPath } from '../stored-files/stored-files.ts'
import { sumTable } from './checksum.ts'
import { fileName, partName, type TableCopy } from './manifest.ts'
import type { Backup } from './open-backup.ts'
import { copiedColumns, holdsRows, readShape, type TableShape } from './shape.ts'
import { indexStatements, linkStatements, tableStatements } from './statements.ts'

/** A table that does not hold what the backup holds. */
export type Difference = Readonly<{ table: string; what: 'rows' | 'content' | 'shape' }>

export type Progress = (done: number, of: number) => void

/**
 * All tables of a backup in a schema of their own, filled, with keys, indexes and links; a schema of that name is replaced.
 * One transaction. Answers where what lies there now differs from the backup: nowhere, if all is well.
 */
export async function loadTables(
  database: Database,
  place: Place & Readonly<{ id: number }>,
  { backup, onProgress }: { backup: Backup; onProgress?: Progress | undefined },
): Promise<readonly Difference[]> {
  const { tables, rows } = backup.manifest
  const { schema } = place
  return database.bulk(place, 'write', async (tx) => {
    await tx.query(sql`SET LOCAL maintenance_work_mem = '256MB'`)
    await tx.query(sql`DROP SCHEMA IF EXISTS ${sql.id(schema)} CASCADE`)
    await oneServer.createSchema(tx, place)
    // Definitions name tables and functions without their schema.
    await tx.query(sql`SET LOCAL search_path = ${sql.id(schema)}, pg_catalog`)
    let done = 0
    for (const { shape } of tables) for (const statement of tableStatements(schema, shape, place.id)) await tx.query(statement)
    for (const table of tables) {
      await fillTable(tx, schema, { backup, table })
      onProgress?.((done += table.rows), rows)
    }
    for (const { shape } of tables) for (const statement of indexStatements(schema, shape)) await tx.query(statement)
    for (const { shape } of tables) for (const statement of linkStatements(schema, shape)) await tx.query(statement)
    return findDifferences(tx, schema, tables)
  })
}

async function fillTable(tx: BulkConnection, schema: string, { backup, table }: { backup: Backup; table: TableCopy }): Promise<void> {
  if (table.parts === 0) return
  const columns = sql.join(copiedColumns(table.shape).map((name) => sql.id(name)))
  async function* parts() {
    for (let part = 1; part <= table.parts; part++) yield await backup.part(partName(table.shape.name, part))
  }
  await pipeline(Readable.from(parts()), tx.copyIn(sql`COPY ${sql.id(schema, table.shape.name)} (${columns}) FROM STDIN`))
}

/** Compares tables with what a backup says of them: shape, number of rows, sum over all rows. */
export async function findDifferences(tx: BulkConnection, schema: string, tables: readonly TableCopy[]): Promise<readonly Difference[]> {
  const found = new Map((await readShape(tx, schema)).map((shape) => [shape.name, shape]))
  const differences: Difference[] = []
  for (const { shape, rows, sum } of tables) {
    const { name } = shape
    if (JSON.stringify(found.get(name)) !== JSON.stringify(shape)) differences.push({ table: name, what: 'shape' })
    if (!holdsRows(shape) || !found.has(name)) continue
    const now = await sumTable(tx, schema, shape)
    if (now.rows !== rows) differences.push({ table: name, what: 'rows' })
    else if (now.sum !== sum) differences.push({ table: name, what: 'content' })
  }
  return differences
}

/** Tells the planner about tables that were just filled, and which of their pages need no second look. */
export async function settleTables(database: Database, place: Place, shapes: readonly TableShape[]): Promise<void> {
  for (const shape of shapes.filter(holdsRows))
    await database.upkeep(place).query(sql`VACUUM (ANALYZE) ${sql.id(place.schema, shape.name)}`)
}

/** The contents of stored files, where the workspace of this name looks for them. */
export async function loadFiles(backup: Backup, filesDir: string, slug: string): Promise<void> {
  for (const { hash } of backup.manifest.files) {
    const path = contentPath(filesDir, slug, hash)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await pipeline(Readable.from(backup.stream(fileName(hash))), createWriteStream(path, { mode: 0o600 }))
  }
}
