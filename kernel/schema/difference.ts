import type { Connection } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import type { Catalog } from '../model/catalog.ts'
import { kernelTables, monthPartitions } from './kernel-tables.ts'
import { storeOrder, type TablePlan, tablePlan } from './tables.ts'

type Present = Readonly<{
  columns: ReadonlyMap<string, string>
  /** Columns that no row may be without. */
  mandatory: ReadonlySet<string>
  indexes: ReadonlySet<string>
  /** Foreign keys, and the column of each. */
  links: ReadonlyMap<string, string>
}>

/** SQL that brings a workspace's schema to its catalog, and what it cannot do by itself. */
export type Difference = Readonly<{ statements: readonly string[]; problems: readonly Mismatch[] }>
/** A column that has another type than the catalog wants. */
export type Mismatch = Readonly<{ table: string; column: string; is: string; wanted: string }>

export const mismatchLine = ({ table, column, is, wanted }: Mismatch): string =>
  `${table}.${column} is ${is} in the database and ${wanted} in the catalog`

/**
 * The difference between catalog and database as reviewable SQL: missing tables, columns, indexes and foreign keys. It only adds, and drops
 * indexes of its own that nothing declares any more; a column whose type differs is a problem for a numbered patch.
 */
export async function schemaDifference(connection: Connection, schema: string, catalog: Catalog, now: Date): Promise<Difference> {
  const present = await readPresent(connection, schema)
  const quoted = `"${schema}"`
  const statements: string[] = []
  const problems: Mismatch[] = []
  const fill = (text: string) => text.replaceAll('{s}', quoted)
  const known = await kernelNames(connection, schema)
  for (const statement of [...kernelTables, ...monthPartitions(now)]) {
    const name = /(?:TABLE|INDEX) IF NOT EXISTS (?:\{s\}\.)?(\w+)/.exec(statement)![1]!
    if (!known.has(name)) statements.push(fill(statement))
  }
  const plans = storeOrder(catalog).map((name) => tablePlan(catalog, catalog.objects[name]!))
  for (const plan of plans) statements.push(...tableStatements(quoted, plan, present.get(plan.table), problems))
  for (const plan of plans) statements.push(...wordsStatements(quoted, plan, present))
  for (const plan of plans) statements.push(...linkStatements(quoted, plan, present.get(plan.table)))
  statements.push(...looseStatements(quoted, plans, present))
  return { statements, problems }
}

function tableStatements(schema: string, plan: TablePlan, present: Present | undefined, problems: Mismatch[]): string[] {
  const table = `${schema}."${plan.table}"`
  const statements: string[] = []
  const column = (c: TablePlan['columns'][number]) => `"${c.name}" ${c.type}${c.notNull ? ' NOT NULL' : ''}`
  if (!present) {
    statements.push(`CREATE TABLE ${table} (${plan.columns.map(column).join(', ')}, PRIMARY KEY (id))`)
  } else {
    const missing = plan.columns.filter((c) => !present.columns.has(c.name))
    if (missing.length > 0)
      statements.push(`ALTER TABLE ${table} ${missing.map((c) => `ADD COLUMN ${column(c)}${standIn(c.name)}`).join(', ')}`)
    const stoodIn = missing.filter((c) => standIn(c.name) !== '')
    if (stoodIn.length > 0)
      statements.push(`ALTER TABLE ${table} ${stoodIn.map((c) => `ALTER COLUMN "${c.name}" DROP DEFAULT`).join(', ')}`)
    for (const c of plan.columns) {
      const type = present.columns.get(c.name)
      if (type !== undefined && type !== formatted(c.type)) problems.push({ table: plan.table, column: c.name, is: type, wanted: c.type })
    }
    // What nothing declares any more must not stand in the way of new rows.
    const declared = new Set(plan.columns.map((c) => c.name))
    for (const name of present.mandatory)
      if (!declared.has(name)) statements.push(`ALTER TABLE ${table} ALTER COLUMN "${name}" DROP NOT NULL`)
    const wanted = new Set(plan.indexes.map((index) => index.name))
    for (const name of present.indexes)
      if (/^[ui]_.*_[0-9a-f]{6}$/.test(name) && !wanted.has(name)) statements.push(`DROP INDEX ${schema}."${name}"`)
  }
  for (const index of plan.indexes) {
    if (present?.indexes.has(index.name)) continue
    statements.push(
      index.unique
        ? `CREATE UNIQUE INDEX "${index.name}" ON ${table} ${index.definition.replace(/^UNIQUE /, '')}`
        : `CREATE INDEX "${index.name}" ON ${table} ${index.definition}`,
    )
  }
  return statements
}

/** The words of a version that kept their index at the record are brought over; so are those that such a version wrote meanwhile. */
function wordsStatements(schema: string, { table, words }: TablePlan, present: ReadonlyMap<string, Present>): string[] {
  if (!words) return present.has(`${table}_words`) ? [`DROP TABLE ${schema}."${table}_words"`] : []
  const name = `${schema}."${words.table}"`
  const isBehind = [...(present.get(table)?.indexes ?? [])].some((index) => /^i_.*_search_[0-9a-f]{6}$/.test(index))
  if (present.has(words.table) && !isBehind) return []
  return [
    `DROP TABLE IF EXISTS ${name}`,
    `CREATE TABLE ${name} (id uuid NOT NULL, search tsvector)`,
    `INSERT INTO ${name} (id, search) SELECT id, search FROM ${schema}."${table}"`,
    `ALTER TABLE ${name} ADD PRIMARY KEY (id)`,
    `CREATE INDEX "${words.index.name}" ON ${name} ${words.index.definition}`,
  ]
}

const standIns: Readonly<Record<string, string>> = {
  version: '1',
  created_at: 'now()',
  updated_at: 'now()',
  change_id: `'00000000-0000-0000-0000-000000000000'`,
}

/** What rows that are there already get for a column every record must have: a table that becomes an object's may hold rows. */
const standIn = (column: string): string => (standIns[column] ? ` DEFAULT ${standIns[column]}` : '')

/** A key to other than an id was not held in former versions, so rows that are there are not looked at. */
const linkStatements = (schema: string, plan: TablePlan, present: Present | undefined): string[] =>
  plan.links
    .filter((link) => !present?.links.has(link.name))
    .flatMap((link) => [
      // A column that comes back may name what has gone meanwhile.
      ...(present?.columns.has(link.column) && !link.key
        ? [
            `UPDATE ${schema}."${plan.table}" a SET "${link.column}" = NULL WHERE "${link.column}" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${schema}."${link.target}" t WHERE t.id = a."${link.column}")`,
          ]
        : []),
      `ALTER TABLE ${schema}."${plan.table}" ADD CONSTRAINT "${link.name}" FOREIGN KEY ("${link.column}") REFERENCES ${schema}."${link.target}" ("${link.key ?? 'id'}")${link.key ? ' NOT VALID' : ''}`,
    ])

/** Columns that nothing declares any more keep their values and hold nobody: what they name may be removed and merged. */
const looseStatements = (schema: string, plans: readonly TablePlan[], present: ReadonlyMap<string, Present>): string[] => {
  const declared = new Map(plans.map((plan) => [plan.table, new Set(plan.columns.map(({ name }) => name))]))
  return [...present].flatMap(([table, { links }]) =>
    [...links]
      .filter(([name, column]) => /^f_.*_[0-9a-f]{6}$/.test(name) && !declared.get(table)?.has(column))
      .map(([name]) => `ALTER TABLE ${schema}."${table}" DROP CONSTRAINT "${name}"`),
  )
}

/** The form in which PostgreSQL prints a type, for comparison. */
const formatted = (type: string): string =>
  type
    .replace(/^timestamptz$/, 'timestamp with time zone')
    .replace(/^int$|^int4$/, 'integer')
    .replace(/^int8$/, 'bigint')
    .replace(/^bool$/, 'boolean')
    .replace(/^char\((\d+)\)$/, 'character($1)')
    .replace(/, /g, ',')

async function readPresent(connection: Connection, schema: string): Promise<Map<string, Present>> {
  const rows = await connection.query(sql`
    SELECT c.relname AS "table",
      (SELECT json_agg(json_build_array(a.attname, format_type(a.atttypid, a.atttypmod))) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)::text AS columns,
      (SELECT json_agg(a.attname) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT a.atthasdef)::text AS mandatory,
      (SELECT json_agg(i.relname) FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid WHERE x.indrelid = c.oid)::text AS indexes,
      (SELECT json_agg(json_build_array(k.conname, f.attname)) FROM pg_constraint k JOIN pg_attribute f ON f.attrelid = k.conrelid AND f.attnum = k.conkey[1] WHERE k.conrelid = c.oid AND k.contype = 'f')::text AS links
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ${schema}::text AND c.relkind IN ('r', 'p')`)
  return new Map(
    rows.map((row) => [
      String(row.table),
      {
        columns: new Map(read<[string, string]>(row.columns)),
        mandatory: new Set(read<string>(row.mandatory)),
        indexes: new Set(read<string>(row.indexes)),
        links: new Map(read<[string, string]>(row.links)),
      },
    ]),
  )
}

const read = <T>(text: unknown): T[] => (typeof text === 'string' ? (JSON.parse(text) as T[]) : [])

async function kernelNames(connection: Connection, schema: string): Promise<Set<string>> {
  const rows = await connection.query(sql`
    SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ${schema}::text`)
  return new Set(rows.map((row) => String(row.name)))
}
