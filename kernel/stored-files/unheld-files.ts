import { rm } from 'node:fs/promises'
import type { Connection } from '../db/pool.ts'
import { type Sql, sql } from '../db/sql.ts'
import type { Engine } from '../engine-types.ts'
import type { Catalog } from '../model/catalog.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { contentPath } from './stored-files.ts'

type Place = Readonly<{ object: string; table: string; column: string }>

/** Where records hold files. */
const placesOf = ({ objects }: Catalog): readonly Place[] =>
  Object.values(objects).flatMap((object) =>
    Object.values(object.fields)
      .filter((field) => field.type.holdsFile)
      .map((field) => ({ object: object.name, table: object.table, column: field.columns[0]!.name })),
  )

/** Files that versions of records in the log hold, of those entries that the condition chooses. One statement; `log` is the log or a part of it. */
export async function filesInLog(connection: Connection, catalog: Catalog, o: { log: Sql; where: Sql }): Promise<readonly string[]> {
  const looks = placesOf(catalog).map(
    ({ object, column }) =>
      sql`SELECT c.was -> ${sql.literal(column)} ->> 'id' AS id FROM ${o.log} c WHERE c.object = ${sql.literal(object)} AND ${o.where}`,
  )
  if (looks.length === 0) return []
  const rows = await connection.query(sql`SELECT DISTINCT h.id FROM (${sql.join(looks, '\nUNION ALL\n')}) h WHERE h.id IS NOT NULL`)
  return rows.map((row) => String(row.id))
}

/**
 * Removes those of the files that no record and no version of one holds any more, with their contents where no other file is the same. Answers
 * how many.
 */
export async function removeUnheld(
  engine: Engine,
  workspace: WorkspaceFacts,
  o: { ids: readonly string[]; folder: string },
): Promise<number> {
  if (o.ids.length === 0) return 0
  const { database } = engine
  const catalog = await engine.catalogOf(workspace)
  const table = sql.id(workspace.schema, 'stored_file')
  const among = (id: Sql) => sql`${id} = ANY(${[...o.ids]}::text[])`
  const logged = await filesInLog(database.upkeep(workspace), catalog, { log: sql.id(workspace.schema, 'change'), where: sql.raw('true') })
  const living = placesOf(catalog).map(({ table: name, column }) => {
    const id = sql`r.${sql.id(column)} ->> 'id'`
    return sql`NOT EXISTS (SELECT 1 FROM ${sql.id(workspace.schema, name)} r WHERE ${id} = f.id::text)`
  })
  const gone = await database.write(workspace).query(sql`DELETE FROM ${table} f
    WHERE ${sql.all([among(sql`f.id::text`), sql`NOT f.id::text = ANY(${[...logged]}::text[])`, ...living])} RETURNING f.hash`)
  const hashes = [...new Set(gone.map((row) => String(row.hash)))]
  const shared = await database.write(workspace).query(sql`SELECT DISTINCT f.hash FROM ${table} f WHERE f.hash = ANY(${hashes}::text[])`)
  const kept = new Set(shared.map((row) => String(row.hash)))
  for (const hash of hashes.filter((one) => !kept.has(one))) await rm(contentPath(o.folder, workspace.slug, hash), { force: true })
  return gone.length
}
