import assert from 'node:assert/strict'
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { startEmbedded } from '#kernel'
import { runZhike } from './run-zhike.ts'

const folder = await mkdtemp(join(tmpdir(), 'zhike-commands-'))
// The database may run as another user, who has to pass through.
await chmod(folder, 0o711)
after(() => rm(folder, { recursive: true, force: true }))
const dataDir = join(folder, 'data')
const file = join(folder, 'acme.zhike')

const zhike = (...args: string[]) => runZhike({ ZHIKE_DATA: dataDir }, args)

const count = async (workspace: string) => (await zhike('export', 'members', '--workspace', workspace)).out.trim().split('\n').length - 1

test('a stopped installation is backed up and restored, and the restored one is whole', async () => {
  const made = await zhike(
    'setup',
    '--workspace',
    'acme',
    '--name',
    'Acme',
    '--email',
    'ada@example.com',
    '--password',
    'a long enough one',
    '--locale',
    'en',
  )
  assert.equal(made.code, 0, made.complaint)
  const backup = await zhike('backup', file, '--json')
  assert.equal(backup.code, 0, backup.complaint)
  const report = JSON.parse(backup.out)
  assert.equal(report.people, 1)
  assert.equal(report.bytes, (await stat(file)).size)
  assert.equal((await stat(file)).mode & 0o777, 0o600)
  const restored = await zhike('restore', file, '--into', 'second', '--json')
  assert.equal(restored.code, 0, restored.complaint)
  assert.equal(JSON.parse(restored.out).rows, report.rows)
  assert.equal(await count('second'), await count('acme'))
  const doctor = await zhike('doctor', '--workspace', 'second')
  assert.equal(doctor.code, 0, doctor.out)
})

test('an import says how many rows failed, why, and where', async () => {
  const rows = join(folder, 'customers.csv')
  await writeFile(rows, 'name,class\nBlue Harbour,ordinary\n,ordinary\nRed Hill,nothing of this kind\n,ordinary\n')
  const done = await zhike('import', 'account', rows, '--workspace', 'acme')
  assert.match(done.out, /4 rows: 1 created, 0 updated, 0 unchanged, 3 failed/)
  assert.match(done.out, /2 × .*\(lines 3, 5\)/)
  assert.match(done.out, /1 × .*\(lines 4\)/)
  const told = JSON.parse((await zhike('import', 'account', rows, '--workspace', 'acme', '--dry-run', '--json')).out)
  assert.deepEqual(told.problems.map(({ count, lines }: { count: number; lines: number[] }) => [count, lines])[0], [2, [3, 5]])
})

test('a new version is tried on a copy before it touches the tables themselves', async () => {
  const ask = async (text: string) => {
    const server = await startEmbedded({ dataDir, log: { info() {}, warn() {} } })
    const client = new pg.Client({ connectionString: server.url })
    await client.connect()
    const { rows } = await client.query<{ n: number }>(text).finally(async () => {
      await client.end()
      await server.stop()
    })
    return rows
  }
  // As an older version may have left them: a column less, an index of its own, rows that the new column has to stand beside.
  await ask(
    `ALTER TABLE w_acme.account DROP COLUMN remark; INSERT INTO w_acme.setting VALUES ('odd', '1'); UPDATE w_acme.setting SET value = '""' WHERE key = 'schema'`,
  )
  const tried = await zhike('migrate', '--rehearse', '--json')
  assert.equal(tried.code, 0, tried.complaint)
  const [acme] = (JSON.parse(tried.out) as { rehearsed: { workspace: string; statements: number }[] }).rehearsed
  assert.deepEqual([acme!.workspace, acme!.statements], ['acme', 1])
  const columns = `SELECT count(*)::int AS n FROM information_schema.columns WHERE table_schema = 'w_acme' AND table_name = 'account' AND column_name = 'remark'`
  assert.deepEqual(await ask(columns), [{ n: 0 }])
  // What this version cannot take over is found on the copy, and the start does not get that far.
  await ask(`ALTER TABLE w_acme.account ADD COLUMN remark int`)
  const refused = await zhike('migrate', '--rehearse')
  assert.equal(refused.code, 1)
  assert.match(refused.complaint, /account\.remark/)
  await ask(`ALTER TABLE w_acme.account DROP COLUMN remark`)
  assert.equal((await zhike('migrate')).code, 0)
  assert.deepEqual(await ask(columns), [{ n: 1 }])
})

test('the same on a running installation; what cannot be done says so in one line', async () => {
  const server = await startEmbedded({ dataDir, log: { info() {}, warn() {} } })
  try {
    assert.equal((await zhike('backup', file, '--workspace', 'acme')).code, 0)
    assert.equal((await zhike('restore', file, '--into', 'third')).code, 0)
    const taken = await zhike('restore', join(folder, 'none.zhike'), '--into', 'fourth')
    assert.equal(taken.code, 1)
    assert.match(taken.complaint, /^zhike restore: .*none\.zhike cannot be read \(ENOENT\)\.\n$/)
    const wrong = await zhike('restore', file)
    assert.equal(wrong.code, 2)
    assert.match(wrong.complaint, /--into is missing/)
    const many = await zhike('backup', file)
    assert.equal(many.code, 2)
    assert.match(many.complaint, /there are acme, second, third/)
  } finally {
    await server.stop()
  }
})
