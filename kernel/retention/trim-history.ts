import type { Connection } from '../db/pool.ts'
import { type Sql, sql } from '../db/sql.ts'
import type { Engine } from '../engine-types.ts'
import type { CatalogObject } from '../model/catalog.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { filesInLog, removeUnheld } from '../stored-files/unheld-files.ts'

/** A part of the log with the first moment that lies behind it; null for the last part, which holds what no month does. */
type Part = Readonly<{ name: string; end: Date | null }>
/** `files`: that nothing held any more; absent where nobody said where files lie. */
export type Trimmed = Readonly<{ objects: number; dropped: number; removed: number; files?: number }>
/** `filesDir`: where stored files lie. */
export type TrimPlace = Readonly<{ engine: Engine; filesDir?: string | undefined }>

/** Months back for which the log has parts of its own, which are made anew when missing: these are emptied, older ones dropped. */
const keptParts = 13

/**
 * Removes the past of objects for which a retention says so: whole months, up to the first of the month that is the last to be kept. Months of
 * the log in which nothing must be kept are dropped or emptied at once, of the others what is over is removed by one statement each. First it is
 * told everywhere that the past begins there now; so nobody is answered out of half a past. Files that only this past held go with it.
 */
export async function trimHistory({ engine, filesDir }: TrimPlace, workspace: WorkspaceFacts, now: Date): Promise<Trimmed> {
  const ends = await endsOf(engine, workspace, now)
  if (ends.size === 0) return { objects: 0, dropped: 0, removed: 0 }
  if (await writeHorizons(engine, workspace, ends)) await engine.forget(workspace.slug)
  const latest = new Date(Math.max(...[...ends.values()].map((end) => end.getTime())))
  let [dropped, removed] = [0, 0]
  const files = new Set<string>()
  const catalog = await engine.catalogOf(workspace)
  for (const part of await partsOf(engine.database.upkeep(workspace), workspace)) {
    if (part.end !== null && startOf(part.end) >= latest) continue
    const held = { log: sql.id(workspace.schema, part.name), where: isOverBy(ends) }
    if (filesDir !== undefined) for (const id of await filesInLog(engine.database.upkeep(workspace), catalog, held)) files.add(id)
    const isOver = await engine.database.lockedTransaction(
      `history ${workspace.slug}`,
      (tx) => dropPart(tx, workspace, { part, ends, now }),
      workspace,
    )
    if (isOver) dropped += 1
    else removed += await removeFrom(engine, workspace, { part, ends })
  }
  if (filesDir === undefined) return { objects: ends.size, dropped, removed }
  return { objects: ends.size, dropped, removed, files: await removeUnheld(engine, workspace, { ids: [...files], folder: filesDir }) }
}

/** By object, the moment before which nothing is kept. */
async function endsOf(engine: Engine, workspace: WorkspaceFacts, now: Date): Promise<ReadonlyMap<string, Date>> {
  const [rows, { objects }] = await Promise.all([
    engine.database
      .read(workspace)
      .query(sql`SELECT object, months::int AS months FROM ${sql.id(workspace.schema, 'history_retention')} WHERE months IS NOT NULL`),
    engine.catalogOf(workspace),
  ])
  const months = new Map(rows.map((row) => [String(row.object), Number(row.months)]))
  // Lines go with the record they are lines of, unless something is said of them alone.
  const wholeOf = (object: CatalogObject): string => (object.partOf && object.fields[object.partOf]?.refers) || ''
  const monthsOf = (object: CatalogObject) => months.get(object.name) ?? months.get(wholeOf(object))
  return new Map(
    Object.values(objects).flatMap((object) => {
      const kept = monthsOf(object)
      return kept === undefined ? [] : [[object.name, new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - kept, 1))]]
    }),
  )
}

/** Whether any of them moved. What was removed does not come back when more months are wanted later. */
async function writeHorizons({ database }: Engine, workspace: WorkspaceFacts, ends: ReadonlyMap<string, Date>): Promise<boolean> {
  const horizon = sql.id(workspace.schema, 'history_horizon')
  const given = [...ends].map(([object, end]) => ({ object, kept_from: end.toISOString() }))
  const moved = await database.write(workspace).affected(sql`INSERT INTO ${horizon} AS h (object, kept_from)
    SELECT g.object, g.kept_from FROM json_to_recordset(${JSON.stringify(given)}::json) AS g(object text, kept_from timestamptz)
    ON CONFLICT (object) DO UPDATE SET kept_from = excluded.kept_from WHERE h.kept_from < excluded.kept_from`)
  return moved > 0
}

async function partsOf(connection: Connection, workspace: WorkspaceFacts): Promise<readonly Part[]> {
  const rows = await connection.query(sql`SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ${workspace.schema}::text AND c.relkind = 'r' AND (c.relname ~ '^change_[0-9]{4}_[0-9]{2}$' OR c.relname = 'change_rest') ORDER BY c.relname`)
  return rows.map((row) => ({ name: String(row.name), end: endOf(String(row.name)) }))
}

function endOf(name: string): Date | null {
  const [, year, month] = /^change_(\d{4})_(\d{2})$/.exec(name) ?? []
  return year === undefined ? null : new Date(Date.UTC(Number(year), Number(month), 1))
}

const startOf = (end: Date): Date => new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - 1, 1))

type At = Readonly<{ part: Part; ends: ReadonlyMap<string, Date> }>

/** Takes a month away as a whole when all in it is over; false when something must be kept. */
async function dropPart(tx: Connection, workspace: WorkspaceFacts, { part, ends, now }: At & { now: Date }): Promise<boolean> {
  const { end } = part
  if (end === null) return false
  const place = sql.id(workspace.schema, part.name)
  const over = [...ends].filter(([, keptFrom]) => keptFrom >= end).map(([object]) => object)
  if (over.length === 0) return false
  const [row] = await tx.query(
    sql`SELECT EXISTS (SELECT 1 FROM ${place}) AS some, EXISTS (SELECT 1 FROM ${place} WHERE NOT object = ANY(${over}::text[])) AS kept`,
  )
  if (row?.kept === true) return false
  const oldest = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - keptParts, 1))
  const isOld = end <= oldest
  if (isOld) await tx.query(sql`DROP TABLE ${place}`)
  else if (row?.some === true) await tx.query(sql`TRUNCATE ${place}`)
  return isOld || row?.some === true
}

async function removeFrom({ database }: Engine, workspace: WorkspaceFacts, { part, ends }: At): Promise<number> {
  return database.write(workspace).affected(sql`DELETE FROM ${sql.id(workspace.schema, part.name)} WHERE ${isOverBy(ends)}`)
}

/** The condition for entries of the log that are over. */
const isOverBy = (ends: ReadonlyMap<string, Date>): Sql =>
  sql.any([...ends].map(([object, end]) => sql`(object = ${object}::text AND at < ${end.toISOString()}::timestamptz)`))
