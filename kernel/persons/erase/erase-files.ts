import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from '../../db/sql.ts'
import { openZip, zipText } from '../../files/zip-read.ts'
import { isUuid } from '../../model/uuid.ts'
import type { Scope } from '../../records/state.ts'
import { contentPath } from '../../stored-files/stored-files.ts'
import { filesOf } from '../beside-records.ts'
import { expressionOf } from '../identity.ts'
import type { ErasureWish } from './erasure-rows.ts'

export type Folders = Readonly<{ filesDir: string; importsDir: string }>

/** Files that the person's own records hold: their contents go, unless something else holds the same. */
export async function eraseFiles(scope: Scope, wish: ErasureWish, { filesDir }: Folders): Promise<number> {
  const { tx, session } = scope.state
  const table = sql.id(session.workspace.schema, 'stored_file')
  const records = wish.subjects.map((subject) => ({ ...subject, title: null, by: ['is'] as const }))
  const files = await filesOf(scope, { person: wish.person, records, more: false })
  for (const { id, hash } of files) {
    await tx.affected(sql`DELETE FROM ${table} f WHERE f.id = ${id}::uuid`)
    const shared = await tx.query(sql`SELECT 1 FROM ${table} f WHERE f.hash = ${hash}::text LIMIT 1`)
    if (shared.length === 0) await rm(contentPath(filesDir, session.workspace.slug, hash), { force: true })
  }
  return files.length
}

/** Files that were imported and mention the person: they are kept for trying again only, and go. */
export async function eraseImports(scope: Scope, wish: ErasureWish, { importsDir }: Folders): Promise<number> {
  const { workspace } = scope.state.session
  const expression = expressionOf(wish.person)!
  const folder = join(importsDir, workspace.slug)
  let count = 0
  for (const name of (await readdir(folder).catch(() => [])).filter(isUuid)) {
    const path = join(folder, name)
    if (!(await mentions(path, expression))) continue
    await scope.state.tx.affected(sql`DELETE FROM ${sql.id(workspace.schema, 'import_file')} f WHERE f.id = ${name}::uuid`)
    await rm(path, { force: true })
    count += 1
  }
  return count
}

async function mentions(path: string, expression: RegExp): Promise<boolean> {
  const bytes = await readFile(path)
  const has = (text: string) => text.search(expression) >= 0
  if (bytes.subarray(0, 2).toString() !== 'PK')
    return ['utf-8', 'gb18030', 'utf-16le', 'big5'].some((code) => has(new TextDecoder(code).decode(bytes)))
  const zip = await openZip(path, 'file')
  for (const entry of zip.entries.keys()) {
    let text = ''
    for await (const piece of zipText(zip, entry)) text += piece
    if (has(text)) return true
  }
  return false
}
