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
/** `beginnings`: of the words of a table, by what they begin with. */
type Counted = Readonly<{
  byColumn: ReadonlyMap<string, Shares>
  rows: ReadonlyMap<string, number>
  beginnings: ReadonlyMap<string, Shares>
}>
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
    // What was known serves until what is now has been read: nobody waits for it. A failed reading is not kept.
    kept.set(key, { at: now(), statistics: known?.statistics ?? statistics })
    statistics.then(
      () => kept.set(key, { at: now(), statistics }),
      () => (known ? kept.set(key, known) : kept.delete(key)),
    )
    return known?.statistics ?? statistics
  }
}

/** Fewer rows are gathered in no time, whatever is sought. */
const sampledFrom = 50_000

/** What the database knows now about the tables of a workspace; `searched` are those whose search terms are wanted, with beginnings from `from` rows on. */
export async function readStatistics(
  connection: Connection,
  place: Place,
  searched: readonly string[],
  from = sampledFrom,
): Promise<Statistics> {
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
  const large = searched.flatMap((table) => ((rows.get(table) ?? 0) < from ? [] : [table]))
  const beginnings = await Promise.all(
    large.map(async (table) => [table, await readBeginnings(connection, place, { table, rows: rows.get(table)! })] as const),
  )
  return statisticsOf({ byColumn, rows, beginnings: new Map(beginnings) })
}

const sampleRows = 2_000

/** One character, or two letters of a pinyin or of initials, begin many words of which none is frequent by itself: the database counts none of them. */
async function readBeginnings(connection: Connection, place: Place, o: Readonly<{ table: string; rows: number }>): Promise<Shares> {
  const found = await connection.query(sql`
    WITH s AS MATERIALIZED (SELECT row_number() OVER () AS n, search FROM ${oneServer.table(place, o.table)} TABLESAMPLE SYSTEM (${(100 * sampleRows) / o.rows}::real))
    SELECT left(w.lexeme, CASE WHEN w.lexeme LIKE '_/%' THEN 4 ELSE 1 END) AS beginning, count(DISTINCT s.n)::float8 / (SELECT count(*) FROM s) AS share
    FROM s, unnest(s.search) AS w (lexeme, positions, weights) GROUP BY 1`)
  return new Map(found.map((row) => [String(row.beginning), Number(row.share)]))
}

const statisticsOf = ({ byColumn, rows, beginnings }: Counted): Statistics => ({
  shareOf: (table, column, value) => byColumn.get(`${table}.${column}`)?.get(value),
  hitsOf: (table, words) => {
    const shares = byColumn.get(`${table}.search`)
    const count = rows.get(table)
    if (!shares || shares.size === 0 || count === undefined) return undefined
    return count * Math.min(1, ...words.map((word) => shareOfWord({ shares, begins: beginnings.get(table) }, word)))
  },
})

type Told = Readonly<{ shares: Shares; begins: Shares | undefined }>

/** At least one way must hold, so their shares add up; within a way the rarest term decides. */
const shareOfWord = (told: Told, { ways }: SearchWord): number =>
  ways.reduce((sum, way) => sum + Math.min(1, ...way.map((term) => shareOfTerm(told, term))), 0)

function shareOfTerm({ shares, begins }: Told, { lexeme, isPrefix }: SearchTerm): number {
  // A term that is not among the frequent ones is rarer than they.
  if (!isPrefix) return shares.get(lexeme) ?? 0
  let sum = begins?.get(lexeme) ?? 0
  if (sum > 0) return sum
  for (const [value, share] of shares) if (value.startsWith(lexeme)) sum += share
  return sum
}
