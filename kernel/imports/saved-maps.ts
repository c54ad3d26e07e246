import type { Connection } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import type { Session } from '../engine-types.ts'
import { fail } from '../model/fault.ts'
import { isUuid, newId } from '../model/uuid.ts'
import { type ImportMap, type ImportOptions, readMap, readMatch, readOptions } from './plan/import-map.ts'

/** A map that was kept to be used again, by anybody who may import the object. */
export type SavedMap = Readonly<{
  id: string
  object: string
  name: string
  map: ImportMap
  match: readonly string[]
  options: ImportOptions
  at: string
}>

const table = ({ workspace }: Session) => sql.id(workspace.schema, 'import_map')
const longestName = 100

/** By name. */
export async function listMaps(connection: Connection, session: Session, object: string): Promise<SavedMap[]> {
  const [row] = await connection.query(sql`SELECT json_agg(x)::text AS rows FROM (
    SELECT id, object, name, map, match, options, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at FROM ${table(session)} WHERE object = ${object}::text ORDER BY name) x`)
  return JSON.parse((row?.rows as string | null) ?? '[]') as SavedMap[]
}

/** Keeps a map under a name; one of the same object and name is replaced. @throws as `readMap`; `kernel.bad-value` for the name */
export async function saveMap(
  connection: Connection,
  session: Session,
  given: Readonly<Record<string, unknown>> & { object: string },
): Promise<void> {
  const name = typeof given.name === 'string' ? given.name.trim() : ''
  if (name === '' || name.length > longestName || name.includes('\0')) fail('kernel.bad-value', { path: 'name', want: 'text' })
  const [map, match, options] = [readMap(given.map), readMatch(given.match), readOptions(given.options)]
  await connection.affected(sql`INSERT INTO ${table(session)} (id, object, name, map, match, options, by, at)
    VALUES (${newId()}::uuid, ${given.object}::text, ${name}::text, ${JSON.stringify(map)}::json, ${[...match]}::text[], ${JSON.stringify(options)}::jsonb, ${session.actor.memberId}::uuid, now())
    ON CONFLICT (object, name) DO UPDATE SET map = excluded.map, match = excluded.match, options = excluded.options, by = excluded.by, at = excluded.at`)
}

/** The kept map. @throws `kernel.not-found` */
export async function objectOfMap(connection: Connection, session: Session, id: string): Promise<string> {
  const [row] = isUuid(id) ? await connection.query(sql`SELECT object FROM ${table(session)} WHERE id = ${id}::uuid`) : []
  return row ? String(row.object) : fail('kernel.not-found', { map: id })
}

export const removeMap = (connection: Connection, session: Session, id: string): Promise<number> =>
  connection.affected(sql`DELETE FROM ${table(session)} WHERE id = ${id}::uuid`)
