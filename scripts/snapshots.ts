import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { modules } from '../app/modules.ts'
import { textKeys } from '../app/text-keys.ts'
import { accessOf } from '../kernel/access/access.ts'
import { coreGrants } from '../kernel/access/core-grants.ts'
import { system } from '../kernel/access/define-access.ts'
import { accessMatrix } from '../kernel/access/matrix.ts'
import { toOpenApi } from '../kernel/http/openapi/document.ts'
import { buildCatalog } from '../kernel/schema/build-catalog.ts'
import { kernelTables } from '../kernel/schema/kernel-tables.ts'
import { storeOrder, tablePlan } from '../kernel/schema/tables.ts'
import { projectRoot } from './source-files.ts'

const folder = join(projectRoot, 'snapshots')

/** What the declarations come to, as texts for review: a change that widens somebody's rights or alters a table shows as a changed line. */
export function makeSnapshots(): Record<string, string> {
  const catalog = buildCatalog(modules)
  const grants = [...coreGrants, ...modules.flatMap((module) => module.grants)]
  const context = { catalog, access: accessOf(catalog, grants), actor: system('snapshot'), locale: 'en' as const, modules }
  return {
    'schema.sql': schemaText(catalog),
    'openapi.json': `${JSON.stringify(toOpenApi(context, '0'), null, 2)}\n`,
    'access-matrix.txt': `${accessMatrix(catalog, grants).trimEnd()}\n`,
    'text-keys.txt': `${[...textKeys()].sort().join('\n')}\n`,
  }
}

function schemaText(catalog: ReturnType<typeof buildCatalog>): string {
  const tables = storeOrder(catalog).map((name) => {
    const plan = tablePlan(catalog, catalog.objects[name]!)
    const columns = plan.columns.map((column) => `  ${column.name} ${column.type}${column.notNull ? ' NOT NULL' : ''}`)
    const indexes = plan.indexes.map((index) => `-- ${index.name}: ${index.definition}`)
    const words = plan.words
      ? [`-- ${plan.words.table} (id uuid PRIMARY KEY, search tsvector): ${plan.words.index.name}: ${plan.words.index.definition}`]
      : []
    const links = plan.links.map((link) => `-- ${link.name}: ${link.column} → ${link.target}`)
    return [`CREATE TABLE ${plan.table} (`, columns.join(',\n'), ')', ...indexes, ...words, ...links].join('\n')
  })
  return `${[...kernelTables.map((text) => text.replaceAll('{s}.', '')), ...tables].join('\n\n')}\n`
}

/** Names of the snapshots that differ from what lies in the repository. */
export function staleSnapshots(): string[] {
  return Object.entries(makeSnapshots())
    .filter(([name, text]) => readText(join(folder, name)) !== text)
    .map(([name]) => name)
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

if (import.meta.main) {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(makeSnapshots())) writeFileSync(join(folder, name), text)
  console.log('snapshots written')
}
