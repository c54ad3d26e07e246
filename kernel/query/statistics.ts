import { oneServer } from '../db/placement.ts'
import type { Connection, Place } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import type { SearchTerm, SearchWord } from '../search/query.ts'

/** How frequent values are, as the database last counted. Estimates that choose a way to search, never an answer. */
export type Statistics = Readonly<{
  /** Share of the rows of a table whose column has the value, 0…1; undefined when not known. */
  shareOf(table: string, column: string, value: string): number | undefined
  /** About how many rows of a table the words find; undefined when not known. */
  hitsOf(table: string, words: readonly SearchWord[]): number | undefined
}>

const lifeMs = 60_000
const fewValues = 200

type Shares = ReadonlyMap<string, number>
type Counted = Readonly<{ byColumn: ReadonlyMap<string, Shares>; rows: ReadonlyMap<string, number> }>
type Kept = { at: number; statistics: Promise<Statistics> }

/**
 * Keeps what the database knows about the frequency of values, per workspace and for a minute: one statement for all tables, and one for
 * each table that search reads.
 */
export function keepStatistics(
  now: () => number = () => performance.now(),
): (connection: Connection, place: Place, searched: readonly string[]) => Promise<Statistics> {
  const kept = new Map<string, Kept>()
  return (connection, place, searched) => {
    const key = `${place.cluster} ${place.schema}`
    const known = kept.get(key)
    if (known && now() - known.at < lifeMs) return known.statistics
    const statistics = readStatistics(connection, place, searched)
    kept.set(key, { at: now(), statistics })
    // A failed reading is not kept.
    statistics.catch(() => kept.delete(key))
    return statistics
  }
}

/** What the database knows now about the tables of a workspace; `searched` are those whose search terms are wanted. */
export async function readStatistics(connection: Connection, place: Place, searched: readonly string[]): Promise<Statistics> {
  const columns = await connection.query(sql`SELECT tablename AS "table", attname AS "column",
      coalesce(most_common_elems::text::text[], most_common_vals::text::text[]) AS values,
      coalesce(most_common_elem_freqs, most_common_freqs) AS shares
    FROM pg_stats WHERE schemaname = ${place.schema}::text
      AND (attname = 'search' AND tablename = ANY(${[...searched]}::text[]) OR n_distinct BETWEEN 1 AND ${fewValues}::int)`)
  const byColumn = new Map(
    columns.map((row) => {
      const values = (row.values as string[] | null) ?? []
      const shares = (row.shares as number[] | null) ?? []
      return [`${row.table}.${row.column}`, new Map(values.map((value, i) => [value, shares[i] ?? 0]))]
    }),
  )
  const rows = new Map(
    await Promise.all(searched.map(async (table) => [table, await oneServer.estimateRows(connection, place, table)] as const)),
  )
  return statisticsOf({ byColumn, rows })
}

const statisticsOf = ({ byColumn, rows }: Counted): Statistics => ({
  shareOf: (table, column, value) => byColumn.get(`${table}.${column}`)?.get(value),
  hitsOf: (table, words) => {
    const shares = byColumn.get(`${table}.search`)
    const count = rows.get(table)
    if (!shares || shares.size === 0 || count === undefined) return undefined
    return count * Math.min(1, ...words.map((word) => shareOfWord(shares, word)))
  },
})

/** At least one way must hold, so their shares add up; within a way the rarest term decides. */
const shareOfWord = (shares: Shares, { ways }: SearchWord): number =>
  ways.reduce((sum, way) => sum + Math.min(1, ...way.map((term) => shareOfTerm(shares, term))), 0)

function shareOfTerm(shares: Shares, { lexeme, isPrefix }: SearchTerm): number {
  // A term that is not among the frequent ones is rarer than they.
  if (!isPrefix) return shares.get(lexeme) ?? 0
  let sum = 0
  for (const [value, share] of shares) if (value.startsWith(lexeme)) sum += share
  return sum
}
