import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import { webFolder } from '../../scripts/web-sources.ts'
import { type Figure, single } from '../figure.ts'

const compress = promisify(brotliCompress)

/** JavaScript that the browser loads for the first page: what index.html names and all it imports at once, and the pieces of the list. */
export async function web(): Promise<readonly Figure[]> {
  const index = await readFile(join(webFolder, 'index.html'), 'utf8').catch(() => null)
  if (index === null) return []
  const all = (await readdir(webFolder, { recursive: true })).filter((name) => name.endsWith('.js'))
  const first = new Set([...index.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, name]) => name!))
  for (const name of first) for (const next of await importsOf(name)) first.add(next)
  const bytes = async (names: readonly string[]) =>
    (await Promise.all(names.map(async (name) => (await compress(await readFile(join(webFolder, name)))).length))).reduce(
      (sum, size) => sum + size,
      0,
    ) / 1024
  return [
    single('web app: brotli JavaScript that every page loads', await bytes([...first]), { unit: 'KB', most: null, digits: 0 }),
    single('web app: the same with every piece of the app', await bytes(all), { unit: 'KB', most: null, digits: 0 }),
  ]
}

/** Files a chunk imports before it runs. */
async function importsOf(name: string): Promise<string[]> {
  const text = await readFile(join(webFolder, name), 'utf8')
  return [...text.matchAll(/(?:^|[;}\s])import(?:[\w$*{}\s,]+from)?\s*"\.\/([^"]+\.js)"/g)].map(([, file]) => join(name, '..', file!))
}
