import { basename } from 'node:path'
import type { Engine, Session } from '../engine-types.ts'
import type { ImportRow } from './import-rows.ts'
import { type ImportLog, openImports } from './open-imports.ts'

/** What to import from the machine's own disk. Without a map the guesses hold. */
export type FileImport = Readonly<{
  engine: Engine
  /** Where the installation keeps imported files. */
  folder: string
  log: ImportLog
  session: Session
  path: string
  /** Name or plural. */
  object: string
  map?: unknown
  match?: string | readonly string[]
  options?: Readonly<Record<string, unknown>>
  dryRun?: boolean
  onProgress?: (at: { rowsDone: number; rowsTotal: number | null }) => void
  /** Lets the import rest after the batch at hand. */
  signal?: AbortSignal
}>

/**
 * The import after its end: brought in by this process, and taken back or resumed like any other. The file is copied first, so that it
 * can go on elsewhere when this process dies.
 *
 * @throws as `Imports.create`; what fails later is in the answer's state
 */
export async function runImportFile(o: FileImport): Promise<ImportRow> {
  const imports = openImports({ engine: o.engine, folder: o.folder, log: o.log })
  const { workspace, actor } = o.session
  const file = await imports.files.copy(workspace, o.path, { name: basename(o.path), by: actor.memberId })
  const wish = { file: file.id, object: o.object, match: o.match, map: o.map, options: o.options, dryRun: o.dryRun }
  let row: ImportRow
  try {
    row = await imports.create(o.session, wish)
  } catch (error) {
    await imports.files.remove(o.engine.database.write(workspace), workspace, file.id)
    throw error
  }
  const run = { ...(o.onProgress ? { onProgress: o.onProgress } : {}), ...(o.signal ? { signal: o.signal } : {}) }
  return (await imports.run(workspace, row.id, run))!
}
