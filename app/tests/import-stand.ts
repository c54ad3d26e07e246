import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type ImportRow, openImports, runImportFile, type Session } from '#kernel'
import type { TestApp } from '#kernel/testing'

const examples = fileURLToPath(new URL('../../examples/crm-sales/', import.meta.url))
const quiet = {
  info() {},
  warn() {},
  error(details: object) {
    throw new Error('an import failed unexpectedly', { cause: (details as { err?: unknown }).err })
  },
}

export type Wish = Readonly<{ map?: unknown; match?: string; options?: Readonly<Record<string, unknown>>; dryRun?: boolean }>

/** Imports of a test app: files of the examples and files made on the spot. */
export async function openStand(app: Pick<TestApp, 'engine'>) {
  const folder = await mkdtemp(join(tmpdir(), 'zhike-imports-'))
  after(() => rm(folder, { recursive: true, force: true }))
  const run = (session: Session, path: string, object: string, wish: Wish = {}): Promise<ImportRow> =>
    runImportFile({ engine: app.engine, folder, log: quiet, session, path, object, ...wish })
  return {
    folder,
    imports: openImports({ engine: app.engine, folder, log: quiet }),
    exampleMap: async (name: string) =>
      JSON.parse(await readFile(`${examples}${name}.map.json`, 'utf8')) as { columns: Record<string, unknown> },
    examplePath: (name: string) => `${examples}${name}`,
    example: (session: Session, name: string, object: string, wish: Wish = {}) => run(session, `${examples}${name}`, object, wish),
    /** Imports a file with this content. */
    async content(session: Session, content: string | Uint8Array, object: string, wish: Wish & { name?: string } = {}): Promise<ImportRow> {
      const path = join(folder, wish.name ?? 'rows.csv')
      await writeFile(path, content)
      const { name: _, ...rest } = wish
      return run(session, path, object, rest)
    },
  }
}
