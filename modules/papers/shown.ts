import { type AnyObject, type RowOf, textOf, type Work } from '#kernel'
import type { Locale } from '#kernel/model'

/** Languages a paper may have, whatever that of its maker is. */
export const paperLocales = ['zh-CN', 'zh-TW', 'en'] as const satisfies readonly Locale[]

/** A word of a paper in its own language. */
export const paperText = (work: Work, locale: Locale, key: string): string => textOf(work.modules, locale, key) ?? key

/** The row as the actor may see it: what is hidden from him is empty. */
export function shownRow<O extends AnyObject>(work: Work, object: O, row: RowOf<O>): RowOf<O> {
  const hidden = Object.keys(row).filter((name) => name in (work.catalog.objects[object.name]?.fields ?? {}) && !work.mayRead(object, name))
  return hidden.length === 0 ? row : { ...row, ...Object.fromEntries(hidden.map((name) => [name, null])) }
}

export const shownRows = <O extends AnyObject>(work: Work, object: O, rows: readonly RowOf<O>[]): RowOf<O>[] =>
  rows.map((row) => shownRow(work, object, row))
