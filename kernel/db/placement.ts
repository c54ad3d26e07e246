import type { Connection, Place, Row } from './pool.ts'
import { type Sql, sql } from './sql.ts'

/**
 * Where things of a workspace lie, and all that differs between one server and a cluster of them. Nobody else puts a schema's name
 * before a table, reads the planner's figures, or asks for sizes.
 */
export type Placement = Readonly<{
  /** The qualified name of a table of the workspace. A very large one may lie outside of the workspace's schema. */
  table(place: Place, name: string): Sql
  /** The workspace's schema exists afterwards, within the transaction of `tx`. */
  createSchema(tx: Connection, place: Place): Promise<void>
  /** How many rows a table holds, about; counted where the server has no idea yet. */
  estimateRows(connection: Connection, place: Place, name: string): Promise<number>
  /** Bytes on disk of the workspace, indexes included. */
  sizeOf(connection: Connection, place: Place): Promise<number>
  /** What must be said first in each transaction. */
  preamble(place: Place): Sql
}>

const schemaName = /^w_[a-z0-9_]{1,48}$/

/** The name of a workspace's schema. */
export const schemaOf = (slug: string): string => `w_${slug.replaceAll('-', '_')}`

/** Placement on one server: a workspace is a schema and everything of it lies there. */
export const oneServer: Placement = {
  table: (place, name) => sql.id(place.schema, name),
  createSchema: async (tx, place) => {
    if (!schemaName.test(place.schema)) throw new Error(`Not the name of a workspace's schema: ${place.schema}`)
    await tx.query(sql`CREATE SCHEMA IF NOT EXISTS ${sql.id(place.schema)}`)
  },
  estimateRows: async (connection, place, name) => {
    const [row] = await connection.query(sql`${leaves(place, sql`AND c.relname = ${name}`)}
      SELECT coalesce(sum(reltuples), 0)::int8 AS rows, coalesce(bool_or(reltuples < 0), false) AS unknown FROM holder`)
    if (!row?.unknown) return numberOf(row, 'rows')
    const [counted] = await connection.query(sql`SELECT count(*)::int8 AS rows FROM ${sql.id(place.schema, name)}`)
    return numberOf(counted, 'rows')
  },
  sizeOf: async (connection, place) => {
    const [row] = await connection.query(sql`${leaves(place, sql.empty)}
      SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::int8 AS bytes FROM holder`)
    return numberOf(row, 'bytes')
  },
  // Time zone and limits travel with the opening of a connection and nothing else differs between requests. On a cluster, literal
  // SET LOCAL lines stand here, as settings of the session do not reach the other machines.
  preamble: () => sql.empty,
}

/** The tables of a schema that hold rows: plain ones, and the partitions of partitioned ones. */
const leaves = (place: Place, filter: Sql): Sql => sql`WITH RECURSIVE branch AS (
    SELECT c.oid, c.relkind, c.reltuples FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ${place.schema} AND c.relkind IN ('r', 'p') AND NOT c.relispartition ${filter}
    UNION ALL
    SELECT c.oid, c.relkind, c.reltuples FROM branch JOIN pg_inherits i ON i.inhparent = branch.oid JOIN pg_class c ON c.oid = i.inhrelid
  ), holder AS (SELECT oid, reltuples FROM branch WHERE relkind = 'r')`

const numberOf = (row: Row | undefined, column: string): number => Number(row?.[column] ?? 0)
