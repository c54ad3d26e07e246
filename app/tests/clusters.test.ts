import assert from 'node:assert/strict'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { member, restoreBackup, startEmbedded, system, writeBackup } from '#kernel'
import { readConfig } from '../config.ts'
import { startServer } from '../server.ts'

const log = { info() {}, warn() {} }
const dataDir = await mkdtemp(join(tmpdir(), 'zhike-clusters-'))
// The database may run as another user, who has to pass through.
await chmod(dataDir, 0o711)
const [first, second] = await Promise.all(
  ['first', 'second'].map((name) => startEmbedded({ dataDir: join(dataDir, name), fsync: false, log })),
)
const server = await startServer(
  readConfig({
    PORT: '0',
    ZHIKE_LOG: 'silent',
    ZHIKE_WEB: 'off',
    ZHIKE_DATA: dataDir,
    DATABASE_URL: first!.url,
    ZHIKE_CLUSTERS: `east=${second!.url}`,
    // Not a standby, which it is asked before anything is read from it; so marks are given and everything is read from the servers themselves.
    ZHIKE_REPLICA_URLS: `${first!.url} east=${second!.url}`,
  }),
  { onEnd: assert.fail },
)
after(async () => {
  await server.close()
  await Promise.all([first!.stop(), second!.stop()])
  await rm(dataDir, { recursive: true, force: true })
})
const { engine, accounts, database } = server.installation

async function schemasOf(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    `SELECT nspname AS name FROM pg_namespace WHERE nspname ~ '^(w_|control|jobs)' ORDER BY 1`,
  )
  await client.end()
  return rows.map(({ name }) => name)
}
// biome-ignore lint/suspicious/noExplicitAny: answers of all shapes
async function ask(key: string, call: string, body?: unknown, status?: number): Promise<any> {
  const [method, path] = call.split(' ') as [string, string]
  const answer = await fetch(`${server.address}/api/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body && !(body instanceof FormData) ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: body instanceof FormData ? body : JSON.stringify(body) } : {}),
  })
  const text = await answer.text()
  assert.equal(answer.status, status ?? (method === 'POST' ? 201 : 200), `${call}: ${text.slice(0, 300)}`)
  return text ? JSON.parse(text) : null
}
async function found(slug: string, cluster?: string): Promise<string> {
  const workspace = await engine.createWorkspace({ slug, name: slug, locale: 'en', ...(cluster ? { cluster } : {}) })
  const email = `admin@${slug}.example`
  await engine.work({ workspace, actor: system('test') }, { via: 'api' }, (work) =>
    work.create(member, [{ name: 'Admin', email, roles: ['administrator'] }]),
  )
  return accounts.createKey({ workspace: slug, email })
}
const keys = { here: await found('here'), there: await found('there', 'east') }

test('a workspace lies where it was put, and what is shared stays on the first server', async () => {
  assert.deepEqual(await schemasOf(first!.url), ['control', 'jobs', 'w_here'])
  assert.deepEqual(await schemasOf(second!.url), ['w_there'])
  await assert.rejects(engine.createWorkspace({ slug: 'nowhere', name: 'x', locale: 'en', cluster: 'west' }), { code: 'kernel.bad-value' })
})

for (const [name, key] of Object.entries(keys)) {
  test(`every kind of call works ${name}`, async () => {
    const [a, b] = (await ask(key, 'POST accounts', [{ name: '华瑞物流' }, { name: 'Second' }])).rows
    assert.match(a.number, /000001$/)
    await ask(key, 'POST contacts', { name: 'Li', account: a.id })
    await ask(key, `PATCH accounts/${a.id}`, { class: 'vip' })
    assert.equal((await ask(key, 'GET accounts?q=hrwl')).rows[0].id, a.id)
    assert.equal((await ask(key, 'GET search?q=华瑞')).groups[0].hits[0].id, a.id)
    assert.equal((await ask(key, 'POST accounts/aggregate', { by: ['class'], measures: { n: 'count' } }, 200)).rows.length, 2)
    assert.equal((await ask(key, `GET accounts/${a.id}/history`)).rows.length, 2)
    await ask(key, `DELETE accounts/${b.id}`, undefined, 204)
    assert.equal((await ask(key, 'GET bin')).rows[0].id, b.id)
    const [set] = (await ask(key, 'GET change-sets')).rows
    await ask(key, `POST change-sets/${set.id}/undo`, {}, 200)
    assert.equal((await ask(key, 'GET accounts?count=true')).count.value, 2)
    assert.match(
      await (await fetch(`${server.address}/api/v1/exports/accounts`, { headers: { authorization: `Bearer ${key}` } })).text(),
      /华瑞物流/,
    )
    const form = new FormData()
    form.set('object', 'account')
    form.set('map', JSON.stringify({ columns: { name: 'name' } }))
    form.set('file', new Blob(['name\nImported 1\nImported 2\n']), 'rows.csv')
    const begun = await ask(key, 'POST imports', form, 202)
    for (const end = Date.now() + 20_000; ; await pause(100)) {
      const { state, counts } = await ask(key, `GET imports/${begun.id}`)
      if (state === 'done') {
        assert.equal(counts.created, 2)
        break
      }
      assert.ok(Date.now() < end, `the import is ${state}`)
    }
    await ask(key, `PATCH members/${(await ask(key, 'GET members')).rows[0].id}`, { title: 'Head' })
  })
}

test('whoever writes is told up to where, and reads what he wrote with that mark or the cookie', async () => {
  const headers = { authorization: `Bearer ${keys.there}`, 'content-type': 'application/json' }
  const answer = await fetch(`${server.address}/api/v1/accounts`, { method: 'POST', headers, body: JSON.stringify({ name: 'Marked' }) })
  const { id } = (await answer.json()) as { id: string }
  const seen = answer.headers.get('x-seen')
  assert.match(seen ?? '', /^[1-9][0-9]+$/)
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('zhike_seen='))
  assert.match(cookie ?? '', new RegExp(`^zhike_seen=${seen}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax$`))
  for (const mark of [{ 'x-seen': seen! }, { cookie: cookie!.split(';')[0]! }, { 'x-seen': 'nonsense' }, {}] as Record<string, string>[]) {
    const read = await fetch(`${server.address}/api/v1/accounts/${id}`, { headers: { authorization: `Bearer ${keys.there}`, ...mark } })
    assert.equal(read.status, 200)
    assert.equal(read.headers.get('x-seen'), null)
  }
  await ask(keys.there, `DELETE accounts/${id}`, undefined, 204)
})

test('a workspace moves to another server as a backup', async () => {
  const path = join(dataDir, 'here.zhike')
  const filesDir = join(dataDir, 'files')
  const { rows } = await writeBackup({ database, workspace: await engine.workspace('here'), filesDir, path, product: '1' })
  const moved = await restoreBackup({ engine, database, filesDir, path, into: 'moved', cluster: 'east' })
  assert.equal(moved.rows, rows)
  assert.deepEqual(await schemasOf(second!.url), ['w_moved', 'w_there'])
  const key = await accounts.createKey({ workspace: 'moved', email: 'admin@here.example' })
  assert.equal((await ask(key, 'GET accounts?count=true')).count.value, 4)
  await engine.dropWorkspace('there')
  assert.deepEqual(await schemasOf(second!.url), ['w_moved'])
})
