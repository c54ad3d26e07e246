import type { Readable, Writable } from 'node:stream'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { Connection } from './pool.ts'
import { type Sql, toStatement } from './sql.ts'

/** A transaction's connection that can also stream whole tables. */
export type BulkConnection = Connection &
  Readonly<{
    /** What `COPY … TO STDOUT` gives. */
    copyOut(piece: Sql): Readable
    /** Takes what `COPY … FROM STDIN` wants. */
    copyIn(piece: Sql): Writable
  }>

/** `snapshot` reads everything as of its first statement and cannot write. */
export type BulkMode = 'snapshot' | 'write'

export const beginOf = (mode: BulkMode): string => (mode === 'snapshot' ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN')

export const withCopy = (connection: Connection, client: pg.PoolClient): BulkConnection => ({
  ...connection,
  copyOut: (piece) => client.query(copyTo(textOf(piece))),
  copyIn: (piece) => client.query(copyFrom(textOf(piece))),
})

/** COPY takes no parameters. */
function textOf(piece: Sql): string {
  const { text, values } = toStatement(piece)
  if (values.length > 0) throw new Error(`COPY takes no parameters: ${text}`)
  return text
}
