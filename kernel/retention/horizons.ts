import type { Connection } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import { Fault } from '../model/fault.ts'
import type { WorkspaceFacts } from '../query/question.ts'

/** By object: before this moment nothing of its past is kept. ISO 8601 in UTC. */
export type Horizons = Readonly<Record<string, string>>

/** How far back the past of each object goes, for those of which some was removed. */
export async function readHorizons(connection: Connection, workspace: Pick<WorkspaceFacts, 'schema'>): Promise<Horizons> {
  const rows = await connection.query(sql`SELECT object, kept_from FROM ${sql.id(workspace.schema, 'history_horizon')} ORDER BY object`)
  return Object.fromEntries(rows.map((row) => [String(row.object), new Date(row.kept_from as string).toISOString()]))
}

type Kept = Readonly<{ name: string; keptFrom: string | null }>

/** Whether the past of an object is still there at a moment; the present always is. */
export const isKept = ({ keptFrom }: Kept, at: Date | undefined): boolean =>
  at === undefined || keptFrom === null || at.getTime() >= new Date(keptFrom).getTime()

/** @throws `kernel.beyond-history` for a moment of which the object's past is not kept any more */
export function assertKept(object: Kept, at: Date): void {
  const { name, keptFrom } = object
  if (keptFrom !== null && !isKept(object, at))
    throw new Fault('kernel.beyond-history', { object: name, horizon: keptFrom, day: keptFrom.slice(0, 10) })
}
