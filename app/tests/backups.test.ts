import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { member, system } from '#kernel'
import { cloneDatabase } from '#kernel/testing'
import { readConfig } from '../config.ts'
import { modules } from '../modules.ts'
import { startServer } from '../server.ts'

const clone = await cloneDatabase(modules, 'en')
const dataDir = await mkdtemp(join(tmpdir(), 'zhike-backups-'))
const server = await startServer(
  readConfig({ PORT: '0', ZHIKE_LOG: 'silent', ZHIKE_WEB: 'off', ZHIKE_DATA: dataDir, DATABASE_URL: clone.url }),
  { onEnd: assert.fail },
)
after(async () => {
  await server.close()
  await clone.drop()
  await rm(dataDir, { recursive: true, force: true })
})
const { engine, accounts, database } = server.installation
const workspace = await engine.workspace('test')

async function addPerson(name: string, role: string): Promise<string> {
  const email = `${name}@example.com`
  await engine.work({ workspace, actor: system('test') }, { via: 'api' }, (work) =>
    work.create(member, [{ name, email, roles: [role as 'rep'] }]),
  )
  return accounts.createKey({ workspace: 'test', email })
}
const admin = await addPerson('admin', 'administrator')

type Row = Readonly<{
  name: string
  state: string
  plan: string | null
  by: string | null
  report: { bytes: number; rows: number }
  rehearsal?: { state: string; rows: number; error?: string }
}>
async function ask<T>(method: string, path: string, o: { key?: string; body?: unknown; status?: number } = {}): Promise<T> {
  const answer = await fetch(`${server.address}/api/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${o.key ?? admin}`, ...(o.body ? { 'content-type': 'application/json' } : {}) },
    ...(o.body ? { body: JSON.stringify(o.body) } : {}),
  })
  assert.equal(answer.status, o.status ?? 200, await (answer.ok ? '' : answer.clone().text()))
  return (answer.headers.get('content-type')?.includes('json') ? await answer.json() : await answer.arrayBuffer()) as T
}
const list = async () => (await ask<{ rows: Row[] }>('GET', 'backups')).rows
async function eventually(find: () => Promise<Row | undefined>): Promise<Row> {
  for (const end = Date.now() + 60_000; Date.now() < end; await pause(100)) {
    const found = await find()
    if (found) return found
  }
  return assert.fail('did not happen in time')
}
const settled = (name: string) =>
  eventually(async () => (await list()).find((one) => one.name === name && !['queued', 'running'].includes(one.state)))
const tried = (name: string) =>
  eventually(async () => (await list()).find((one) => one.name === name && ['done', 'failed'].includes(one.rehearsal?.state ?? '')))

test('a backup made by hand is whole, can be had as a file, tried and deleted', async () => {
  const { name } = await ask<Row>('POST', 'backups', { body: {}, status: 202 })
  const made = await settled(name)
  assert.equal(made.state, 'done')
  assert.equal(made.by, 'admin')
  const content = await ask<ArrayBuffer>('GET', `backups/${name}/file`)
  assert.equal(content.byteLength, made.report.bytes)
  await server.installation.audit.flush()
  const noted = await database.pool.query(`SELECT kind, detail ->> 'backup' AS backup FROM w_test.audit WHERE object = 'backupPlan'`)
  assert.deepEqual(noted.rows, [{ kind: 'export', backup: name }])
  await ask('POST', `backups/${name}/rehearse`, { status: 202 })
  const { rehearsal } = await tried(name)
  assert.equal(rehearsal?.state, 'done', rehearsal?.error)
  assert.equal(rehearsal?.rows, made.report.rows)
  const left = await database.pool.query(`SELECT nspname FROM pg_namespace WHERE nspname LIKE 'w\\_0%'`)
  assert.equal(left.rowCount, 0)
  await ask('DELETE', `backups/${name}`, { status: 204 })
  assert.deepEqual(await list(), [])
  await ask('GET', `backups/${name}/file`, { status: 404 })
})

test('one that is being made can be stopped, and leaves nothing', async () => {
  await database.pool.query(
    `CREATE TABLE w_test.heap AS SELECT n, md5(n::text) AS a, md5((n * 7)::text) AS b FROM generate_series(1, 1000000) n`,
  )
  const { name } = await ask<Row>('POST', 'backups', { body: {}, status: 202 })
  await eventually(async () => (await list()).find((one) => one.name === name && one.state === 'running'))
  await ask('POST', `backups/${name}/stop`)
  assert.equal((await settled(name)).state, 'stopped')
  assert.deepEqual(
    (await readdir(join(dataDir, 'backups', 'test'))).filter((file) => file.startsWith(name)),
    [`${name}.json`],
  )
  await database.pool.query('DROP TABLE w_test.heap')
  await ask('DELETE', `backups/${name}`, { status: 204 })
})

test('a plan makes one for its hour, tries it, and keeps as many as it says', async () => {
  const hour = new Date().getUTCHours()
  const body = { name: 'Nightly', hour: (hour + 23) % 24, keep: 1 }
  const { id } = await ask<{ id: string }>('POST', 'backup-plans', { body, status: 201 })
  const first = await eventually(async () => (await list()).find((one) => one.plan === id))
  assert.equal((await tried(first.name)).rehearsal?.state, 'done')
  // Touched, but not due again.
  await ask('PATCH', `backup-plans/${id}`, { body: { name: 'Every night' } })
  await pause(700)
  assert.equal((await list()).length, 1)
  await ask('PATCH', `backup-plans/${id}`, { body: { hour } })
  const second = await eventually(async () => (await list()).find((one) => one.plan === id && one.name !== first.name))
  await tried(second.name)
  assert.deepEqual(
    (await list()).map(({ name }) => name),
    [second.name],
  )
  await ask('PATCH', `backup-plans/${id}`, { body: { active: false } })
})

test('one that was harmed since does not pass as restorable', async () => {
  const { name } = await ask<Row>('POST', 'backups', { body: {}, status: 202 })
  const { report } = await settled(name)
  const path = join(dataDir, 'backups', 'test', `${name}.zhike`)
  assert.equal((await stat(path)).size, report.bytes)
  await truncate(path, Math.floor(report.bytes / 2))
  await ask('POST', `backups/${name}/rehearse`, { status: 202 })
  const { rehearsal } = await tried(name)
  assert.equal(rehearsal?.state, 'failed')
  assert.match(rehearsal?.error ?? '', /kernel\.bad-backup/)
})

test('nobody but those who may change plans comes near a backup, and no name leads out of the folder', async () => {
  await writeFile(join(dataDir, 'secret.json'), '{}')
  const [first] = await list()
  for (const role of ['manager', 'rep', 'finance', 'readonly']) {
    const key = await addPerson(role, role)
    await ask('GET', 'backups', { key, status: 403 })
    await ask('POST', 'backups', { key, body: {}, status: 403 })
    await ask('GET', `backups/${first!.name}/file`, { key, status: 403 })
    await ask('POST', `backups/${first!.name}/rehearse`, { key, status: 403 })
    await ask('DELETE', `backups/${first!.name}`, { key, status: 403 })
  }
  for (const name of ['..%2F..%2Fsecret', '%2e%2e', 'secret']) await ask('GET', `backups/${name}/file`, { status: 404 })
})
