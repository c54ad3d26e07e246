import { compact, type Sql, sql } from '../db/sql.ts'
import { twinTerms } from '../duplicates/twin-terms.ts'
import type { CatalogField, CatalogObject } from '../model/catalog.ts'
import type { SearchText } from '../model/field-type.ts'
import { termsOf } from '../search/terms.ts'
import type { Values } from './parse-input.ts'

/** Fields that have columns. */
export const storedFields = (object: CatalogObject): CatalogField[] =>
  Object.values(object.fields).filter((field) => field.columns.length > 0)

/** Cells by column name for the given fields of one record. */
export function toCells(fields: readonly CatalogField[], values: Values): Record<string, unknown> {
  const cells: Record<string, unknown> = {}
  for (const field of fields) {
    const value = values[field.name]
    const parts = value === null || value === undefined ? null : field.type.toCells(value, field.options)
    field.columns.forEach((column, i) => (cells[column.name] = parts === null ? null : parts[i]))
  }
  return cells
}

/** What search finds of a record, as one text of lexemes between blanks, for `string_to_array`. */
export function searchCell(object: CatalogObject, values: Values): string {
  const texts: SearchText[] = object.search.flatMap((name) => {
    const value = values[name]
    return value === null || value === undefined ? [] : [...(object.fields[name]!.type.texts?.(value) ?? [])]
  })
  return [...termsOf(texts), ...twinTerms(object, values)].join(' ')
}

/** `json_to_recordset($1) AS i(col type, …)`: one parameter for the whole set. */
export const recordset = (
  rows: readonly Record<string, unknown>[],
  columns: readonly Readonly<{ name: string; type: string }>[],
  alias: string,
): Sql =>
  sql`json_to_recordset(${sql.param(JSON.stringify(rows), 'the records')}::json) AS ${sql.raw(alias)}(${sql.join(
    columns.map((column) => sql`${sql.id(column.name)} ${sql.raw(column.type)}`),
  )})`

export const searchVector = (alias: string): Sql => sql.raw(`array_to_tsvector(string_to_array(${alias}.search, ' '))`)

const rowPieces = new WeakMap<CatalogObject, Map<string, Sql>>()

/** JSON object of a record in writing shape, and the values read back from it. Made once: it was a tenth of what the server did for a claim. */
export function rowJson(object: CatalogObject, alias: string): Sql {
  const known = rowPieces.get(object) ?? new Map<string, Sql>()
  rowPieces.set(object, known)
  const piece = known.get(alias) ?? compact(rowPiece(object, alias))
  known.set(alias, piece)
  return piece
}

const rowPiece = (object: CatalogObject, alias: string): Sql =>
  sql.join(
    storedFields(object).map((field) => {
      const columns = field.columns.map((column) => sql`${sql.raw(alias)}.${sql.id(column.name)}`)
      const piece = field.refers !== null && columns.length === 1 ? columns[0]! : storedPiece(field, columns)
      return sql`${piece} AS ${sql.id(field.name)}`
    }),
  )

const storedPiece = ({ type, options }: CatalogField, columns: readonly Sql[]): Sql =>
  type.veil ? type.veil.stored(columns) : type.select(columns, options)

export function fromJson(object: CatalogObject, json: Record<string, unknown>): Values {
  const values: Values = {}
  for (const field of storedFields(object)) {
    const cell = json[field.name]
    values[field.name] = cell === null || cell === undefined ? null : writingOf(field, cell)
  }
  return values
}

/** Writing shape of the JSON that `rowJson` gives. */
export const writingOf = (field: CatalogField, cell: unknown): unknown =>
  field.refers === null && field.type.fromAnswer ? field.type.fromAnswer(cell, field.options) : cell

/** What people see of what is stored: of most kinds all of it. */
export const shownOf = (field: CatalogField | undefined, cell: unknown): unknown =>
  field?.type.veil && cell !== null && cell !== undefined ? writingOf(field, cell) : cell

/** Two values in writing shape that store the same. */
export const sameValue = (a: unknown, b: unknown): boolean =>
  a === b || (tellsSame(a) ? a.isSame(b) : !tellsSame(b) && canonical(a) === canonical(b))

/** A value that knows better than its JSON which others are the same. */
const tellsSame = (value: unknown): value is Readonly<{ isSame(other: unknown): boolean }> =>
  typeof (value as { isSame?: unknown } | null | undefined)?.isSame === 'function'

const canonical = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
