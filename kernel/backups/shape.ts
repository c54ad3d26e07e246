import type { Connection } from '../db/pool.ts'
import { sql } from '../db/sql.ts'

/** A table as the database itself describes it; partitions stand after what they are part of. */
export type TableShape = Readonly<{
  name: string
  /** `RANGE (at)`; null for a table that holds rows itself. */
  partitionBy: string | null
  partitionOf: Readonly<{ table: string; bound: string }> | null
  columns: readonly Readonly<{
    name: string
    type: string
    notNull: boolean
    default: string | null
    /** Computed by the database: not copied. */
    generated: boolean
    statistics: number | null
  }>[]
  constraints: readonly Readonly<{ name: string; kind: string; definition: string }>[]
  indexes: readonly Readonly<{ name: string; unique: boolean; definition: string }>[]
  options: readonly string[]
}>

/** The number of the workspace stands in some tables; a copy gets the number of its own workspace. */
export const numberColumn = 'workspace_id'

/** Columns that are copied as they are. */
export const copiedColumns = (table: TableShape): readonly string[] =>
  table.columns.filter((column) => !column.generated && column.name !== numberColumn).map((column) => column.name)

/** Tables that hold rows. */
export const holdsRows = (table: TableShape): boolean => table.partitionBy === null

/**
 * All tables of a schema, from the database's own catalogue, whoever made them.
 *
 * @throws Error when the schema holds something else than tables and indexes: a copy without it would not be whole.
 */
export async function readShape(tx: Connection, schema: string): Promise<readonly TableShape[]> {
  // Names within the schema are written without it from here on.
  await tx.query(sql`SET LOCAL search_path = ${sql.id(schema)}, pg_catalog`)
  const strange = await tx.query(sql`
    SELECT c.relkind::text || ' ' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ${schema}::text AND c.relkind NOT IN ('r', 'p', 'i', 'I', 't')
    UNION ALL SELECT 'function ' || p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = ${schema}::text
    UNION ALL SELECT 'trigger ' || t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ${schema}::text AND NOT t.tgisinternal LIMIT 5`)
  if (strange.length > 0) throw new Error(`${schema} holds what a backup does not know: ${strange.map((row) => row.name).join(', ')}`)
  const rows = await tx.query(sql`
    SELECT json_build_object(
      'name', c.relname,
      'partitionBy', CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
      'partitionOf', CASE WHEN c.relispartition THEN json_build_object('table', p.relname, 'bound', pg_get_expr(c.relpartbound, c.oid)) END,
      'columns', (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'notNull', a.attnotnull,
          'default', pg_get_expr(d.adbin, d.adrelid), 'generated', a.attgenerated <> '', 'statistics', a.attstattarget) ORDER BY a.attnum)
        FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
      'constraints', (SELECT coalesce(json_agg(json_build_object('name', k.conname, 'kind', k.contype, 'definition', pg_get_constraintdef(k.oid)) ORDER BY k.conname), '[]')
        FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype IN ('p', 'u', 'c', 'x', 'f') AND k.conparentid = 0),
      'indexes', (SELECT coalesce(json_agg(json_build_object('name', i.relname, 'unique', x.indisunique,
          'definition', regexp_replace(pg_get_indexdef(i.oid), '^.*? (USING .*)$', '\\1')) ORDER BY i.relname), '[]')
        FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
        WHERE x.indrelid = c.oid AND NOT i.relispartition AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.oid AND k.contype IN ('p', 'u', 'x'))),
      'options', to_json(coalesce(c.reloptions, '{}'))
    )::text AS shape
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_inherits h ON h.inhrelid = c.oid LEFT JOIN pg_class p ON p.oid = h.inhparent
    WHERE n.nspname = ${schema}::text AND c.relkind IN ('r', 'p')
    ORDER BY c.relispartition, c.relname`)
  return rows.map((row) => JSON.parse(String(row.shape)) as TableShape)
}
