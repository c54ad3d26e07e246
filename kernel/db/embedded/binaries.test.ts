import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmod, cp, lstat, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { findBinaries } from './binaries.ts'
import { pickServerUser, spawnAs } from './server-user.ts'

const folder = await mkdtemp(join(tmpdir(), 'zhike-binaries-'))
await chmod(folder, 0o755)
after(() => rm(folder, { recursive: true, force: true }))

const installed = dirname(dirname(dirname((await findBinaries(null, async () => folder)).postgres)))

/** The package as an installer leaves it that runs no scripts: without its library links. */
async function copyWithoutLinks(name: string): Promise<string> {
  const root = join(folder, name)
  const links = (JSON.parse(await readFile(join(installed, 'native', 'pg-symlinks.json'), 'utf8')) as { target: string }[]).map((link) =>
    join(installed, link.target),
  )
  await cp(installed, root, { recursive: true, verbatimSymlinks: true, filter: (source) => !links.includes(source) })
  return root
}

test('missing library links are made', { skip: process.platform === 'win32' }, async () => {
  const root = await copyWithoutLinks('package')
  assert.notEqual(spawnSync(join(root, 'native', 'bin', 'postgres'), ['--version']).status, 0)
  const { postgres } = await findBinaries(null, () => assert.fail('no copy is needed'), root)
  assert.equal(postgres, join(root, 'native', 'bin', 'postgres'))
  assert.match(spawnSync(postgres, ['--version']).stdout.toString(), /PostgreSQL\) 18/)
})

test('programs that the server user can not reach are copied once', { skip: process.getuid?.() !== 0 }, async () => {
  await mkdir(join(folder, 'closed'), { mode: 0o700 })
  const root = await copyWithoutLinks('closed/package')
  const user = await pickServerUser(join(folder, 'no-database'))
  const { postgres } = await findBinaries(user, async () => folder, root)
  assert.equal(dirname(dirname(dirname(dirname(postgres)))), folder)
  assert.match(spawnSync(postgres, ['--version'], { cwd: '/', ...spawnAs(user) }).stdout.toString(), /PostgreSQL\) 18/)
  const made = await lstat(postgres)
  assert.equal((await findBinaries(user, async () => folder, root)).postgres, postgres)
  assert.equal((await lstat(postgres)).ctimeMs, made.ctimeMs)
})
