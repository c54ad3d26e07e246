import type { Connection } from '../../db/pool.ts'
import { sql } from '../../db/sql.ts'
import type { WorkspaceFacts } from '../../query/question.ts'
import type { Identity } from '../identity.ts'

export type Subject = Readonly<{ object: string; id: string }>
/** Who is erased: gone from the row when it is done. */
export type ErasureWish = Readonly<{ person: Identity; subjects: readonly Subject[] }>

/** An erasure, and afterwards the proof of it: when, by whom, how much of what, a hash over what was erased, and the batch of the audit that holds its entry. */
export type ErasureRow = Readonly<{
  id: string
  at: string
  by: string | null
  state: 'queued' | 'running' | 'stopped' | 'done' | 'failed'
  done: number
  total: number
  counts: Readonly<Record<string, number>>
  hash: string | null
  batch: number | null
  error: string | null
  finishedAt: string | null
}>

export const erasureTable = (workspace: WorkspaceFacts) => sql.id(workspace.schema, 'erasure')

const columns = sql.raw(
  `e.id, e.at, e.by, e.state, cardinality(e.passed) AS done, e.total, e.counts, e.hash, e.batch::int AS batch, e.error, e.finished_at AS "finishedAt"`,
)

export async function readErasures(connection: Connection, workspace: WorkspaceFacts, id?: string): Promise<readonly ErasureRow[]> {
  const rows =
    await connection.query(sql`SELECT coalesce(json_agg(x), '[]')::text AS rows FROM (SELECT ${columns} FROM ${erasureTable(workspace)} e
    ${id === undefined ? sql.empty : sql`WHERE e.id = ${id}::uuid`} ORDER BY e.at DESC, e.id LIMIT 200) x`)
  return JSON.parse(String(rows[0]!.rows)) as ErasureRow[]
}

export type OpenWish = ErasureWish & Readonly<{ passed: ReadonlySet<string> }>

/** Whether somebody wants it to rest. */
export async function isStopped(connection: Connection, workspace: WorkspaceFacts, id: string): Promise<boolean> {
  const [row] = await connection.query(sql`SELECT e.state FROM ${erasureTable(workspace)} e WHERE e.id = ${id}::uuid`)
  return row?.state === 'stopped'
}

/** What is to be done, and which pieces of it are; null when all of it is. */
export async function readWish(connection: Connection, workspace: WorkspaceFacts, id: string): Promise<OpenWish | null> {
  const [row] = await connection.query(
    sql`SELECT e.wish::text AS wish, e.passed FROM ${erasureTable(workspace)} e WHERE e.id = ${id}::uuid`,
  )
  return row?.wish ? { ...(JSON.parse(String(row.wish)) as ErasureWish), passed: new Set(row.passed as string[]) } : null
}
