import type { CatalogObject } from '../model/catalog.ts'

/** No word of a search begins so, and no search finds such a term. */
export const twinMark = '='
const mostLetters = 120

/**
 * What a record has in common with its duplicates, as terms beside those of search: for each way to tell duplicates by, the number of the way and
 * the values in a form that two spellings share. A way of which a value is missing gives none.
 *
 * twinTerms(account, { name: '華瑞物流（上海）有限公司' })   →   ['=0/华瑞物流上海']
 */
export function twinTerms(object: CatalogObject, values: Readonly<Record<string, unknown>>): readonly string[] {
  return object.duplicates.flatMap(({ by }, way) => {
    const keys = by.map((name) => twinKey(object, name, values[name]))
    return keys.includes('') ? [] : [`${twinMark}${way}/${keys.join('/').slice(0, mostLetters)}`]
  })
}

function twinKey(object: CatalogObject, name: string, value: unknown): string {
  const field = object.fields[name]
  if (!field || value === null || value === undefined) return ''
  return (field.type.twinKey?.(value) ?? '').replace(/[\s'\\]/g, '')
}

/** Which way a term is about. */
export const wayOf = (term: string): number => Number.parseInt(term.slice(twinMark.length), 10)
