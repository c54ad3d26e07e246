import { sql } from '../db/sql.ts'
import type { Engine } from '../engine-types.ts'
import type { Catalog, CatalogField } from '../model/catalog.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import type { BatchOutcome } from './batch/write-batch.ts'
import type { ImportFiles } from './import-files.ts'
import type { ImportRow } from './import-rows.ts'
import type { ImportIssue } from './plan/cells.ts'
import type { Feed, ImportPlan } from './plan/plan.ts'

const isSecret = ({ field, sub }: Pick<Feed, 'field' | 'sub'>): boolean => (sub ?? field).type.veil !== undefined

/** What became of a batch without the cells that are kept shut: rows that failed are kept, and told of, with the others only. */
export function withoutSecrets(plan: ImportPlan, outcome: BatchOutcome): BatchOutcome {
  const secret = plan.feeds.filter(isSecret)
  if (secret.length === 0) return outcome
  const columns = new Set(secret.flatMap(({ column }) => column ?? []))
  // A template may take its text from any column.
  const isShut = (index: number) => secret.some((feed) => feed.template !== null || feed.index === index)
  const told = ({ details, ...issue }: ImportIssue): ImportIssue => {
    const isOfSecret = (issue.column !== null && columns.has(issue.column)) || secret.some(({ path }) => path === issue.field)
    const { value: _value, ...rest } = details
    return { ...issue, details: isOfSecret ? rest : details }
  }
  const failures = outcome.failures.map(({ line, cells, issues }) => ({
    line,
    cells: cells.map((cell, i) => (isShut(i) ? null : cell)),
    issues: issues.map(told),
  }))
  return { ...outcome, failures }
}

/** Whether an import brings values into fields that are kept shut. */
export function feedsSecrets({ objects }: Catalog, { object, map }: Pick<ImportRow, 'object' | 'map'>): boolean {
  const paths = [...Object.values(map.columns).map(({ field }) => field), ...Object.keys(map.templates ?? {})]
  return paths.some((path) => {
    const [first = '', below] = path.split('.')
    const field: CatalogField | undefined = objects[object]?.fields[first]
    const last = below && field?.refers ? objects[field.refers]?.fields[below] : field
    return last?.type.veil !== undefined
  })
}

type Keeping = Readonly<{ engine: Engine; files: ImportFiles }>

/** After an import has brought secrets in, its file has no use any more and would hold them in clear text. */
export async function dropSecretFile({ engine, files }: Keeping, workspace: WorkspaceFacts, row: ImportRow | undefined): Promise<void> {
  if (!row || row.dryRun || row.state !== 'done' || !feedsSecrets(await engine.catalogOf(workspace), row)) return
  await files.remove(engine.database.write(workspace), workspace, row.fileId)
}

/** Files with secrets whose imports rest for more than a day: nobody goes on with them. Answers how many went. */
export async function dropRestingSecrets({ engine, files }: Keeping, workspace: WorkspaceFacts): Promise<number> {
  const at = (name: string) => sql.id(workspace.schema, name)
  const rows = await engine.database.write(workspace).query(sql`SELECT f.id, j.object, j.map::text AS map FROM ${at('import_file')} f
    JOIN ${at('import_run')} j ON j.file_id = f.id WHERE j.finished_at < now() - interval '1 day'
      AND NOT EXISTS (SELECT 1 FROM ${at('import_run')} o WHERE o.file_id = f.id AND (o.finished_at IS NULL OR o.finished_at > now() - interval '1 day'))`)
  const catalog = await engine.catalogOf(workspace)
  const secret = rows.filter((row) =>
    feedsSecrets(catalog, { object: String(row.object), map: JSON.parse(String(row.map)) as ImportRow['map'] }),
  )
  const ids = new Set(secret.map((row) => String(row.id)))
  for (const id of ids) await files.remove(engine.database.write(workspace), workspace, id)
  return ids.size
}
