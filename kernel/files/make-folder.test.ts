import assert from 'node:assert/strict'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { makeFolder } from './make-folder.ts'

const home = await mkdtemp(join(tmpdir(), 'zhike-folder-'))
after(() => rm(home, { recursive: true, force: true }))

test('a folder is made with those above it, and one that is there is left alone', async () => {
  const path = join(home, 'a', 'b', 'c')
  await makeFolder(path, 0o700)
  await makeFolder(path)
  assert.equal((await stat(path)).mode & 0o777, 0o700)
})

test('where nothing can be made it ends with an error', { timeout: 10_000 }, async () => {
  await assert.rejects(makeFolder('/proc/zhike/data'))
  await writeFile(join(home, 'file'), '')
  await assert.rejects(makeFolder(join(home, 'file')), { code: 'ENOTDIR' })
  await assert.rejects(makeFolder(join(home, 'file', 'below')), { code: 'ENOTDIR' })
})
