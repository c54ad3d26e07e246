import { type Sql, sql } from '../db/sql.ts'
import type { TableShape } from './shape.ts'
import { numberColumn } from './shape.ts'

/** Text of a definition as the database wrote it. One that could begin another statement was not written by the database. */
function piece(text: string): Sql {
  if (text.includes(';') || text.includes('--') || text.includes('/*')) throw new Error(`not a definition: ${text}`)
  return sql.raw(text)
}

/** The tables without keys and indexes, ready to be filled. `number` stands in for the workspace's number in rows that carry it. */
export function tableStatements(schema: string, table: TableShape, number: number): Sql[] {
  const name = sql.id(schema, table.name)
  const filled = table.columns.some((column) => column.name === numberColumn)
    ? [sql`ALTER TABLE ${name} ALTER COLUMN ${sql.id(numberColumn)} SET DEFAULT ${sql.raw(String(Math.trunc(number)))}`]
    : []
  if (table.partitionOf) {
    return [sql`CREATE TABLE ${name} PARTITION OF ${sql.id(schema, table.partitionOf.table)} ${piece(table.partitionOf.bound)}`, ...filled]
  }
  const columns = table.columns.map((column) => {
    const computed = column.generated ? sql` GENERATED ALWAYS AS (${piece(column.default ?? '')}) STORED` : sql.empty
    const usual = !column.generated && column.default !== null ? sql` DEFAULT ${piece(column.default)}` : sql.empty
    return sql`${sql.id(column.name)} ${piece(column.type)}${usual}${computed}${sql.raw(column.notNull ? ' NOT NULL' : '')}`
  })
  const split = table.partitionBy === null ? sql.empty : sql` PARTITION BY ${piece(table.partitionBy)}`
  const options = table.options.length === 0 ? sql.empty : sql` WITH (${sql.join(table.options.map(piece))})`
  return [sql`CREATE TABLE ${name} (${sql.join(columns)})${split}${options}`, ...filled]
}

/** What makes filled tables complete: keys, indexes, statistics; links between tables come last of all, see `linkStatements`. */
export function indexStatements(schema: string, table: TableShape): Sql[] {
  const name = sql.id(schema, table.name)
  return [
    ...table.columns
      .filter((column) => column.name === numberColumn && column.default === null)
      .map((column) => sql`ALTER TABLE ${name} ALTER COLUMN ${sql.id(column.name)} DROP DEFAULT`),
    ...table.columns
      .filter((column) => column.statistics !== null && column.statistics >= 0)
      .map(
        (column) =>
          sql`ALTER TABLE ${name} ALTER COLUMN ${sql.id(column.name)} SET STATISTICS ${sql.raw(String(Math.trunc(column.statistics!)))}`,
      ),
    ...table.constraints.filter((constraint) => constraint.kind !== 'f').map((constraint) => addConstraint(name, constraint)),
    ...table.indexes.map(
      (index) =>
        sql`CREATE ${sql.raw(index.unique ? 'UNIQUE INDEX' : 'INDEX')} ${sql.id(index.name)} ON ${name} ${piece(index.definition)}`,
    ),
  ]
}

export const linkStatements = (schema: string, table: TableShape): Sql[] =>
  table.constraints
    .filter((constraint) => constraint.kind === 'f')
    .map((constraint) => addConstraint(sql.id(schema, table.name), constraint))

const addConstraint = (table: Sql, { name, definition }: TableShape['constraints'][number]): Sql =>
  sql`ALTER TABLE ${table} ADD CONSTRAINT ${sql.id(name)} ${piece(definition)}`
