import type { Writable } from 'node:stream'
import type { Database } from '../../db/pool.ts'
import { sql } from '../../db/sql.ts'
import type { OutBatches } from '../../files/out-table.ts'
import { csvWriter } from '../../files/write-table.ts'
import { textOf } from '../../http/texts.ts'
import { locales } from '../../model/field-type.ts'
import type { WorkspaceFacts } from '../../query/question.ts'
import type { ImportRow } from '../import-rows.ts'
import type { ImportIssue } from '../plan/cells.ts'
import { type ReasonReader, reasonText } from './reason-text.ts'

const reasonKey = 'import.failed.header'

/** What the column of reasons is called, in each language: a file that is sent again has it as well. */
export const reasonHeaders = (modules: ReasonReader['modules']): string[] =>
  locales.map((locale) => textOf(modules, locale, reasonKey) ?? 'reason')

/** Writes the rows that failed with their cells as they came and the reasons behind, in the order of the file; answers how many. */
export function writeFailed(
  database: Database,
  workspace: WorkspaceFacts,
  row: ImportRow,
  o: { reader: ReasonReader; out: Writable },
): Promise<number> {
  const columns = row.columns.filter((name) => !reasonHeaders(o.reader.modules).includes(name))
  const indexes = columns.map((name) => row.columns.indexOf(name))
  async function* rows(): OutBatches {
    const query = sql`SELECT cells::text AS cells, issues::text AS issues FROM ${sql.id(workspace.schema, 'import_failure')} WHERE import_id = ${row.id}::uuid ORDER BY line`
    for await (const batch of database.cursor(workspace, query, 1_000)) {
      yield batch.map((failure) => {
        const cells = JSON.parse(String(failure.cells)) as (string | null)[]
        const reasons = (JSON.parse(String(failure.issues)) as ImportIssue[]).map((issue) => reasonText(o.reader, issue))
        return [...indexes.map((i) => cells[i] ?? null), [...new Set(reasons)].join(' ')]
      })
    }
  }
  const header = textOf(o.reader.modules, o.reader.locale, reasonKey) ?? 'reason'
  const out = [...columns, header].map((title) => ({ key: title, title, kind: 'text' as const }))
  // The cells go back into this system: an apostrophe against formulas would come in as part of them.
  return csvWriter(out, rows(), o.out, { guard: false })
}
