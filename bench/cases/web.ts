import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import { webFolder } from '../../scripts/web-sources.ts'
import { type Figure, single } from '../figure.ts'

const compress = promisify(brotliCompress)

/** Pieces that a list of records needs beside what every page loads, by the beginning of their names. */
const listPieces = /^assets\/(object-page|list-view|ag-grid)[^/]*\.js$/

/** JavaScript that the browser loads before the first list shows: what index.html names, the pieces of the list, and all that these import at once. */
export async function web(): Promise<readonly Figure[]> {
  const index = await readFile(join(webFolder, 'index.html'), 'utf8').catch(() => null)
  if (index === null) return []
  const all = (await readdir(webFolder, { recursive: true })).filter((name) => name.endsWith('.js'))
  const every = await withImports([...index.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, name]) => name!))
  const list = await withImports([...every, ...all.filter((name) => listPieces.test(name))])
  return [
    single('web app: brotli JavaScript that every page loads', await kilobytes(every), { unit: 'KB', most: null, digits: 0 }),
    single('web app: brotli JavaScript before the first list, grid included', await kilobytes(list), { unit: 'KB', most: 600, digits: 0 }),
    single('web app: every piece of the app', await kilobytes(all), { unit: 'KB', most: null, digits: 0 }),
  ]
}

async function withImports(names: readonly string[]): Promise<string[]> {
  const found = new Set(names)
  for (const name of found) for (const next of await importsOf(name)) found.add(next)
  return [...found]
}

async function kilobytes(names: readonly string[]): Promise<number> {
  const sizes = await Promise.all(names.map(async (name) => (await compress(await readFile(join(webFolder, name)))).length))
  return sizes.reduce((sum, size) => sum + size, 0) / 1024
}

/** Files a chunk imports before it runs. */
async function importsOf(name: string): Promise<string[]> {
  const text = await readFile(join(webFolder, name), 'utf8')
  return [...text.matchAll(/(?:^|[;}\s])import(?:[\w$*{}\s,]+from)?\s*"\.\/([^"]+\.js)"/g)].map(([, file]) => join(name, '..', file!))
}
