import type { Connection, Database } from '../db/pool.ts'
import { type Sql, sql } from '../db/sql.ts'
import type { Catalog } from '../model/catalog.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import type { KeyRing } from './open-vault.ts'
import { type ShutPlace, shutPlaces } from './shut-places.ts'

const batch = 1_000

type Wanted = Readonly<{ workspace: WorkspaceFacts; ring: KeyRing; current: string }>
type Found = Readonly<{ place: unknown; sealed: string }>
/** One column, or the same column in the versions that the log keeps: where it is read from and written back to. */
type Road = Readonly<{
  find(tx: Connection, after: string | null): Promise<readonly Found[]>
  store(tx: Connection, rows: readonly Readonly<{ place: unknown; was: string; now: string }>[]): Promise<number>
}>

const isFormer = (text: Sql, current: string): Sql => sql`${text} IS NOT NULL AND NOT starts_with(${text}, ${`${current}.`}::text)`

function recordsRoad({ workspace, current }: Wanted, { object, column }: ShutPlace): Road {
  const table = sql.id(workspace.schema, object.table)
  const text = sql`a.${sql.id(column)}`
  return {
    find: async (tx, after) =>
      (
        await tx.query(sql`SELECT a.id, ${text} AS sealed FROM ${table} a
          WHERE ${isFormer(text, current)} ${after === null ? sql.empty : sql`AND a.id > ${after}::uuid`} ORDER BY a.id LIMIT ${batch}::int`)
      ).map((row) => ({ place: String(row.id), sealed: String(row.sealed) })),
    store: (tx, rows) =>
      tx.affected(sql`UPDATE ${table} a SET ${sql.id(column)} = i.now
        FROM json_to_recordset(${JSON.stringify(rows)}::json) AS i(place uuid, was text, now text) WHERE a.id = i.place AND ${text} = i.was`),
  }
}

/** The log keeps what records were; which value that was does not change, so nothing of it is written anew but the shut text. */
function versionsRoad({ workspace, current }: Wanted, { object, column }: ShutPlace): Road {
  const table = sql.id(workspace.schema, 'change')
  const text = sql`(c.was ->> ${sql.literal(column)})`
  return {
    find: async (tx, after) =>
      (
        await tx.query(sql`SELECT c.id, c.record_id, c.at::text AS at, ${text} AS sealed FROM ${table} c
          WHERE c.object = ${object.name}::text AND c.workspace_id = ${workspace.id}::int AND ${isFormer(text, current)}
          ${after === null ? sql.empty : sql`AND c.id > ${after}::uuid`} ORDER BY c.id LIMIT ${batch}::int`)
      ).map((row) => ({ place: { id: row.id, record_id: row.record_id, at: row.at }, sealed: String(row.sealed) })),
    store: (tx, rows) =>
      tx.affected(sql`UPDATE ${table} c SET was = jsonb_set(c.was, ARRAY[${sql.literal(column)}]::text[], to_jsonb(i.now))
        FROM json_to_recordset(${JSON.stringify(rows.map(({ place, ...rest }) => ({ ...(place as object), ...rest })))}::json)
          AS i(id uuid, record_id uuid, at timestamptz, was text, now text)
        WHERE c.record_id = i.record_id AND c.id = i.id AND c.at = i.at AND ${text} = i.was`),
  }
}

const idIn = (place: unknown): string => (typeof place === 'string' ? place : (place as { id: string }).id)

/** Shuts anew what a former key shut, a batch a transaction; what is done stays done, and the next call goes on from there. Answers how many texts. */
export async function resealAll(
  database: Database,
  wanted: Wanted & { catalog: Catalog },
  onProgress?: (done: number) => void,
): Promise<number> {
  let done = 0
  for (const place of shutPlaces(wanted.catalog)) {
    for (const road of [recordsRoad(wanted, place), versionsRoad(wanted, place)]) {
      for (let after: string | null = null; ; ) {
        const step: { last: string | null; stored: number } = await database.transaction(wanted.workspace, async (tx) => {
          const rows = await road.find(tx, after)
          const fresh = rows.map((row) => ({ place: row.place, was: row.sealed, now: wanted.ring.reseal(row.sealed) }))
          const stored = rows.length === 0 ? 0 : await road.store(tx, fresh)
          return { last: rows.length < batch ? null : idIn(rows.at(-1)!.place), stored }
        })
        done += step.stored
        onProgress?.(done)
        if (step.last === null) break
        after = step.last
      }
    }
  }
  return done
}

/** How many texts each key has shut, by the key's name. */
export async function usedKeys(database: Database, workspace: WorkspaceFacts, catalog: Catalog): Promise<Map<string, number>> {
  const used = new Map<string, number>()
  const count = async (from: Sql, text: Sql, only: Sql) => {
    const rows = await database
      .report(workspace)
      .query(
        sql`SELECT split_part(${text}, '.', 1) AS key, count(*)::int AS n FROM ${from} WHERE ${text} IS NOT NULL AND ${only} GROUP BY 1`,
      )
    for (const row of rows) used.set(String(row.key), (used.get(String(row.key)) ?? 0) + Number(row.n))
  }
  for (const { object, column } of shutPlaces(catalog)) {
    await count(sql`${sql.id(workspace.schema, object.table)} a`, sql`a.${sql.id(column)}`, sql.raw('true'))
    await count(
      sql`${sql.id(workspace.schema, 'change')} c`,
      sql`(c.was ->> ${sql.literal(column)})`,
      sql`c.object = ${object.name}::text AND c.workspace_id = ${workspace.id}::int`,
    )
  }
  return used
}
