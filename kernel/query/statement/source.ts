import { type Sql, sql } from '../../db/sql.ts'
import type { CatalogField, CatalogObject } from '../../model/catalog.ts'
import { toSnake } from '../../model/names.ts'
import type { Build } from '../build.ts'
import { asOfPlace, type Half } from './as-of.ts'

/** A statement whose values others mention; its text is asked for last, as it answers what was mentioned. */
export type Beside<T> = Readonly<{ values: T; sql(): Sql }>

/** Records of one object in the FROM of a statement, and whatever is joined to them. */
export type Source = Readonly<{
  build: Build
  object: CatalogObject
  alias: string
  /** A column by its name in the table. */
  column(name: string): Sql
  /** The record that a link names, joined once. Where the reader may not read it, all its columns are null. */
  follow(field: CatalogField): Source
  /** What `make` gave for the same key: a statement over what hangs on the record, made once and joined beside it under the alias it is told. */
  beside<T>(key: string, make: (alias: string) => Beside<T>): T
  /** Table and alias, without joins. This and the next two are to be asked for last: they know only what was asked for before. */
  place(half?: Half): Sql
  /** What is joined to it, to stand behind it. */
  joins(): Sql
  /** Place and joins. */
  from(half?: Half): Sql
}>

/**
 * A place for the records of an object, of the present or as of the question's day. With a `key` it is the one record of that id, and what is
 * joined to it is looked up likewise.
 */
export function openSource(build: Build, object: CatalogObject, wish: string = object.table, key?: Sql): Source {
  const alias = build.alias(wish)
  const columns = new Map<string, Sql>([['id', sql.id(alias, 'id')]])
  const joins = new Map<string, { target: Source; on: Sql }>()
  const laterals = new Map<string, Beside<unknown> & { alias: string }>()
  const source: Source = {
    build,
    object,
    alias,
    column: (name) => {
      const known = columns.get(name) ?? sql.id(alias, name)
      columns.set(name, known)
      return known
    },
    follow: (field) => {
      const known = joins.get(field.name)
      if (known) return known.target
      const link = source.column(field.columns[0]!.name)
      const target = openSource(build, build.object(field.refers as string), toSnake(field.name), key && link)
      const same = sql`${target.column('id')} = ${link}`
      joins.set(field.name, { target, on: sql.all([same, ...build.reachOf(target, 'read')]) })
      return target
    },
    beside: <T>(key: string, make: (alias: string) => Beside<T>) => {
      const known = laterals.get(key)
      if (known) return known.values as T
      const alias = build.alias('figures')
      const made = make(alias)
      laterals.set(key, { ...made, alias })
      return made.values
    },
    place: (half) => {
      const place = build.asOf
        ? asOfPlace(build, object, { used: columns, half: half ?? 'both', at: build.asOf, key })
        : build.table(object.table)
      return sql`${place} AS ${sql.id(alias)}`
    },
    // One behind the other, never nested: beyond eight tables the server joins in the order written, so the few records must come first.
    joins: () =>
      sql.join(
        [
          ...[...joins.values()].map(({ target, on }) => sql`\n  LEFT JOIN ${target.place()} ON ${on}${target.joins()}`),
          ...[...laterals.values()].map((one) => sql`\n  LEFT JOIN LATERAL ${one.sql()} AS ${sql.id(one.alias)} ON true`),
        ],
        '',
      ),
    from: (half) => sql`${source.place(half)}${source.joins()}`,
  }
  return source
}
