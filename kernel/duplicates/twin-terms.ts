import type { CatalogObject } from '../model/catalog.ts'
import { soundKey } from './sound-key.ts'

/** No word of a search begins so, and no search finds such a term. */
export const twinMark = '='
const mostLetters = 120

/**
 * What stands for a way in terms: its number in the code, where ways only grow; the names of its fields where a workspace may change its ways, so that
 * terms made before say nothing wrong afterwards.
 */
const keyOf = (object: CatalogObject, way: number): string =>
  object.isCustom === true ? object.duplicates[way]!.by.join(',') : String(object.duplicates[way]!.like ?? way)

/**
 * What a record has in common with its duplicates, as terms beside those of search: for each way to tell duplicates by, the number of the way and
 * the values in a form that two spellings share. A way of which a value is missing gives none.
 *
 * twinTerms(account, { name: '華瑞物流（上海）有限公司' })   →   ['=0/华瑞物流上海']
 */
export function twinTerms(object: CatalogObject, values: Readonly<Record<string, unknown>>): readonly string[] {
  return object.duplicates.flatMap(({ by, spoken }, way) => {
    const [name] = by
    const listed =
      by.length === 1 && Array.isArray(values[name!]) ? (values[name!] as unknown[]).map((one) => ({ [name!]: one })) : [values]
    return listed.flatMap((some) => {
      const keys = by.map((name) => twinKey(object, name, some[name])).map((key) => (spoken ? soundKey(key) : key))
      return keys.includes('') ? [] : [`${twinMark}${keyOf(object, way)}/${keys.join('/').slice(0, mostLetters)}`]
    })
  })
}

function twinKey(object: CatalogObject, name: string, value: unknown): string {
  const field = object.fields[name]
  if (!field || value === null || value === undefined) return ''
  return (field.type.twinKey?.(value) ?? '').replace(/[\s'\\]/g, '')
}

/** Which way a term is about; -1 for one that is a way no more. */
export function wayOf(object: CatalogObject, term: string): number {
  const key = term.slice(twinMark.length, term.indexOf('/'))
  return object.duplicates.findIndex((_, way) => keyOf(object, way) === key)
}

/** The terms by which something is done: without those of ways that only sound alike. */
export const actingTerms = (object: CatalogObject, terms: readonly string[]): readonly string[] =>
  terms.filter((term) => object.duplicates[wayOf(object, term)]?.spoken !== true)
