import type { Connection } from '../db/pool.ts'
import { type Sql, sql } from '../db/sql.ts'
import type { ModuleDef } from '../define-module.ts'
import type { AnyObject } from '../model/define-object.ts'
import type { ChoiceOption } from '../model/field-type.ts'
import { fieldTypes } from '../model/field-types.ts'
import type { Field, FromRows } from '../model/fields.ts'
import { toSnake } from '../model/names.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { kernelObjects, type RowOptions } from './build-catalog.ts'

type Use = Readonly<{ field: string; from: FromRows; carrier: AnyObject }>

function usesOf(modules: readonly ModuleDef[]): Use[] {
  const objects = [...kernelObjects, ...modules.flatMap((module) => module.objects)]
  return objects.flatMap((object) =>
    Object.entries(object.fields as Record<string, Field>).flatMap(([name, field]) => {
      const from = field.options.from as FromRows | undefined
      const carrier = from && objects.find((candidate) => candidate.name === from.object)
      return from && carrier ? [{ field: `${object.name}.${name}`, from, carrier }] : []
    }),
  )
}

/** Objects whose records are options of a choice: when one changes, the catalog changes. */
export const rowOptionObjects = (modules: readonly ModuleDef[]): ReadonlySet<string> =>
  new Set(usesOf(modules).map((use) => use.from.object))

/** Options of all choices that take them from rows, in their order; a choice without any rows keeps its declared options. */
export async function readRowOptions(
  connection: Connection,
  workspace: WorkspaceFacts,
  modules: readonly ModuleDef[],
): Promise<RowOptions> {
  const options: Record<string, readonly ChoiceOption[]> = {}
  for (const use of usesOf(modules)) {
    const rows = await connection.query(sql`SELECT json_agg(x)::text AS rows FROM (${optionRows(workspace, use)}) x`)
    const found = JSON.parse((rows[0]?.rows as string | null) ?? '[]') as Record<string, unknown>[]
    if (found.length > 0) options[use.field] = uniqueKeys(found.map((row) => toOption(row)))
  }
  return options
}

/** The month in which the fiscal year begins; undefined where nothing says so. */
export async function readFiscalMonth(connection: Connection, workspace: WorkspaceFacts, modules: readonly ModuleDef[]) {
  const said = modules.find((module) => module.fiscalYear)?.fiscalYear
  if (!said) return undefined
  const [month, first] = [sql.id(toSnake(said.month)), sql.id(toSnake(said.first))]
  const rows = await connection.query(sql`SELECT ${month} AS month FROM ${sql.id(workspace.schema, toSnake(said.object.name))}
    ORDER BY ${first} IS TRUE DESC, created_at LIMIT 1`)
  return (rows[0]?.month as number | null) ?? undefined
}

/** A label has up to three languages: the field itself and, where the object has them, `label…` fields beside it. */
const languageFields = { 'zh-CN': 'labelZhCn', 'zh-TW': 'labelZhTw', en: 'labelEn' } as const

function optionRows(workspace: WorkspaceFacts, { from, carrier }: Use): Sql {
  const column = (name: string) => {
    const field = (carrier.fields as Record<string, Field>)[name]!
    return sql.id(fieldTypes[field.kind]!.columns(toSnake(name), field.options)[0]!.name)
  }
  const languages = Object.entries(languageFields)
    .filter(([, name]) => name in carrier.fields)
    .map(([locale, name]) => sql`${column(name)} AS ${sql.id(`label ${locale}`)}`)
  const carried = (from.carry ?? []).map((name) => sql`${column(name)} AS ${sql.id(`carry ${name}`)}`)
  return sql`SELECT ${sql.join([sql`${column(from.key)} AS key`, sql`${column(from.label)} AS label`, ...languages, ...carried])}
    FROM ${sql.id(workspace.schema, toSnake(carrier.name))} ORDER BY ${column(from.order)}, ${column(from.key)}`
}

function toOption(row: Record<string, unknown>): ChoiceOption {
  const of = (locale: string) => String(row[`label ${locale}`] ?? row.label ?? row.key)
  const carried = Object.entries(row)
    .filter(([name]) => name.startsWith('carry '))
    .map(([name, value]) => [name.slice(6), value])
  return { key: String(row.key), labels: { 'zh-CN': of('zh-CN'), 'zh-TW': of('zh-TW'), en: of('en') }, ...Object.fromEntries(carried) }
}

const uniqueKeys = (options: readonly ChoiceOption[]): ChoiceOption[] => [
  ...new Map(options.map((option) => [option.key, option])).values(),
]
