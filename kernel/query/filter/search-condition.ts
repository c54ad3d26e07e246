import { isOpen } from '../../access/inputs.ts'
import { type Sql, sql } from '../../db/sql.ts'
import type { CatalogField } from '../../model/catalog.ts'
import { readSearch, type SearchWord } from '../../search/query.ts'
import { textOf } from '../statement/expression.ts'
import type { Source } from '../statement/source.ts'

export type SearchSql = Readonly<{
  conditions: readonly Sql[]
  /** So few records hold the words that gathering them all is cheaper than walking by time until enough are met. */
  isRare: boolean
  words: readonly SearchWord[]
}>

/** Below this many records GIN and a sort of all of them take at most 12 ms of a million; above, the walk by time does. */
const fewHits = 5_000

/**
 * What records must be like for words to find them. Where some of the searched fields are closed to the reader, the words must stand in
 * one of the open ones, as their terms cannot be told from the others'.
 *
 * Rare words are found by their index, which lies beside the records. Frequent ones are read from the records that are met on a walk, where there is one.
 */
export function searchOf(source: Source, q: string, walks: boolean): SearchSql {
  const { build, object } = source
  const { lexemes, words } = readSearch(q)
  if (lexemes === '') return { conditions: q.trim() === '' ? [] : [sql.raw('false')], isRare: false, words }
  const open = openFields(source)
  const inText = () => sql.all(words.map((word) => sql.any(open.map((field) => holdsWord(textOf(source, field), word)))))
  // The log keeps no search terms.
  if (build.asOf) return { conditions: [inText()], isRare: false, words }
  const hits = build.options.statistics?.hitsOf(object.table, words)
  const isRare = hits === undefined || hits < fewHits
  const query = sql`${sql.param(lexemes, 'words sought')}::tsquery`
  const held = object.words === null ? null : sql`SELECT id FROM ${build.table(object.words)} WHERE search @@ ${query}`
  // As a list: the planner takes beginnings of words for frequent, and would read all records, or all of the reader's, to meet the few that have them.
  const found =
    held === null
      ? sql.raw('false')
      : isRare
        ? sql`${source.column('id')} = ANY(ARRAY(${held}))`
        : walks
          ? sql`${source.column('search')} @@ ${query}`
          : sql`${source.column('id')} IN (${held})`
  return { conditions: open.length === object.search.length ? [found] : [found, inText()], isRare, words }
}

/** The conditions alone, for questions without an order. */
export const searchConditions = (source: Source, q: string): readonly Sql[] => searchOf(source, q, false).conditions

/** Searched fields whose values the reader may read, most telling first. */
export const openFields = ({ build, object }: Source): CatalogField[] =>
  object.search.flatMap((name) => object.fields[name] ?? []).filter((field) => isOpen(build.right(object, field)))

/** A text has the word as typed, or its digits with signs and blanks between them. */
export function holdsWord(text: Sql, { form }: SearchWord): Sql {
  const like = sql`${text} ILIKE ${`%${escapeLike(form)}%`}::text`
  return /^\d+$/.test(form) ? sql`(${like} OR regexp_replace(${text}, '\\D', '', 'g') LIKE ${`%${form}%`}::text)` : like
}

export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
