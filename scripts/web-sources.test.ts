import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { hashWebSources } from './web-sources.ts'

test('the hash changes with what reaches the browser, and with nothing else', async () => {
  const root = await mkdtemp(join(tmpdir(), 'zhike-sources-'))
  const put = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
    return hashWebSources(root)
  }
  for (const path of ['vite.config.ts', 'package.json', 'package-lock.json']) await writeFile(join(root, path), '{}')
  let hash = hashWebSources(root)
  for (const path of [
    'kernel/web/data/api.ts',
    'kernel/model/index.ts',
    'modules/sales/rules/a.ts',
    'app/web.tsx',
    'app/web/index.html',
    'package-lock.json',
  ]) {
    const next = await put(path, path)
    assert.notEqual(next, hash, path)
    hash = next
  }
  for (const path of [
    'kernel/db/sql.ts',
    'modules/sales/actions/a.ts',
    'app/server.ts',
    'app/web-files.ts',
    'kernel/web/data/api.test.ts',
  ]) {
    assert.equal(await put(path, path), hash, path)
  }
  assert.notEqual(await put('app/web.tsx', 'changed'), hash)
  await rm(root, { recursive: true })
})
