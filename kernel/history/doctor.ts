import type { Database } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import type { Catalog, CatalogObject } from '../model/catalog.ts'
import type { WorkspaceFacts } from '../query/question.ts'

/** One thing that was looked at: what, whether it is as it should be, and how many places are not. */
export type Finding = Readonly<{
  workspace: string
  check: string
  object: string
  ok: boolean
  count: number
  examples: readonly string[]
  /** How many records were looked at, where they were counted. */
  records?: number
}>

/**
 * Looks whether the store is whole: every record's last log entry ended where its present version began (a write past the log would make the record
 * vanish from earlier days), and links without a foreign key point at living records. Reads everything; meant for the night.
 */
export async function examine(database: Database, workspace: WorkspaceFacts, catalog: Catalog): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const object of Object.values(catalog.objects)) {
    findings.push(await logIsWhole(database, workspace, object))
    for (const field of Object.values(object.fields)) {
      if (field.refers === null || field.columns.length !== 1 || ['createdBy', 'updatedBy'].includes(field.name)) continue
      findings.push(
        await linkIsWhole(database, workspace, {
          object,
          column: field.columns[0]!.name,
          target: catalog.objects[field.refers]!.table,
          field: field.name,
        }),
      )
    }
  }
  return findings
}

async function logIsWhole(database: Database, workspace: WorkspaceFacts, object: CatalogObject): Promise<Finding> {
  const table = (name: string) => sql.id(workspace.schema, name)
  // Of what was last changed before the past begins no entry is kept.
  const isOver = object.keptFrom === null ? sql.raw('false') : sql`(l.at IS NULL AND a.updated_at < ${object.keptFrom}::timestamptz)`
  const isAstray = sql`l.at IS DISTINCT FROM a.updated_at AND NOT ${isOver}`
  const rows = await database.report(workspace).query(sql`
    SELECT count(*)::int AS records, count(*) FILTER (WHERE ${isAstray})::int AS n, ((array_agg(a.id) FILTER (WHERE ${isAstray}))[1:5])::text[] AS examples
    FROM ${table(object.table)} a
    LEFT JOIN LATERAL (SELECT c.at FROM ${table('change')} c WHERE c.record_id = a.id AND c.workspace_id = ${workspace.id}::int ORDER BY c.at DESC, c.id DESC LIMIT 1) l ON true`)
  return { ...toFinding(workspace, { check: 'log', object: object.name, row: rows[0] }), records: Number(rows[0]?.records ?? 0) }
}

type LinkCheck = Readonly<{ object: CatalogObject; column: string; target: string; field: string }>

async function linkIsWhole(database: Database, workspace: WorkspaceFacts, { object, column, target, field }: LinkCheck): Promise<Finding> {
  const rows = await database.report(workspace).query(sql`
    SELECT count(*)::int AS n, (array_agg(a.id))[1:5]::text[] AS examples FROM ${sql.id(workspace.schema, object.table)} a
    WHERE a.${sql.id(column)} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${sql.id(workspace.schema, target)} t WHERE t.id = a.${sql.id(column)})`)
  return toFinding(workspace, { check: `link ${field}`, object: object.name, row: rows[0] })
}

function toFinding(
  workspace: WorkspaceFacts,
  { check, object, row }: { check: string; object: string; row: Record<string, unknown> | undefined },
): Finding {
  const count = Number(row?.n ?? 0)
  return {
    workspace: workspace.slug,
    check,
    object,
    ok: count === 0,
    count,
    examples: Array.isArray(row?.examples) ? (row.examples as string[]) : [],
  }
}
