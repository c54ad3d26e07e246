import { type Sql, sql } from '../db/sql.ts'
import { readSearch } from '../search/query.ts'
import { isOpen } from './build.ts'
import { textOf } from './expression.ts'
import type { Source } from './source.ts'

/**
 * What records must be like for words to find them. Where some of the searched fields are closed to the reader, the words must stand in
 * one of the open ones, as their terms cannot be told from the others'.
 */
export function searchConditions(source: Source, q: string): Sql[] {
  const search = readSearch(q)
  if (search.lexemes === '') return q.trim() === '' ? [] : [sql.raw('false')]
  const { build, object } = source
  const searched = object.search.flatMap((name) => object.fields[name] ?? [])
  const open = searched.filter((field) => isOpen(build.right(object, field)))
  const inText = () => {
    const texts = open.map((field) => textOf(source, field))
    const words = search.words.map((word) => sql.any(texts.map((text) => sql`${text} ILIKE ${`%${escapeLike(word.form)}%`}::text`)))
    return sql.all(words)
  }
  // The log keeps no search terms.
  if (build.asOf) return [inText()]
  const found = sql`${source.column('search')} @@ ${sql.param(search.lexemes, 'words sought')}::tsquery`
  return open.length === searched.length ? [found] : [found, inText()]
}

export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
