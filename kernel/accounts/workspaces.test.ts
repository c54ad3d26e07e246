import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { startEmbedded } from '../db/embedded.ts'
import { openDatabase } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import { migrateControl, pendingControl } from './control-schema.ts'
import { findWorkspace, inhabitedWorkspaces, insertWorkspace, listWorkspaces, markDemo, removeWorkspace } from './workspaces.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'zhike-workspaces-'))
const server = await startEmbedded({ dataDir: folder, fsync: false, log: { info: () => undefined, warn: () => undefined } })
const database = openDatabase({ url: server.url })
after(async () => {
  await database.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

const spec = {
  slug: 'acme',
  name: 'Acme',
  schema: 'w_acme',
  cluster: 'main',
  locale: 'zh-CN',
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
  region: 'CN',
} as const

test('the shared schema is made once, also when two processes start together', async () => {
  const before = await pendingControl(database.control)
  assert.ok(before.length > 0)
  assert.match(before[0]!, /CREATE TABLE control\."user"/)
  await Promise.all([migrateControl(database), migrateControl(database)])
  await migrateControl(database)
  assert.deepEqual(await pendingControl(database.control), [])
})

test('workspaces are listed, found, marked and removed; their numbers are never used twice', async () => {
  const first = await database.transaction(null, (tx) => insertWorkspace(tx, spec))
  assert.equal(first.id, 1)
  assert.deepEqual(await findWorkspace(database.control, 'acme'), first)
  await markDemo(database.control, 'acme')
  assert.equal((await listWorkspaces(database.control))[0]?.demo, true)
  await assert.rejects(
    database.transaction(null, (tx) => insertWorkspace(tx, spec)),
    { code: '23505', constraint: 'u_workspace_slug' },
  )
  await database.transaction(null, (tx) => removeWorkspace(tx, 'acme'))
  assert.equal(await findWorkspace(database.control, 'acme'), undefined)
  assert.equal((await database.transaction(null, (tx) => insertWorkspace(tx, spec))).id, 2)
})

test('the clock looks after workspaces that somebody may enter', async () => {
  const made = await database.transaction(null, (tx) => insertWorkspace(tx, { ...spec, slug: 'filled', schema: 'w_filled' }))
  assert.deepEqual(await inhabitedWorkspaces(database.control), [])
  const user = '01a22e83-9b7f-72ac-b37a-8203fd3f535e'
  await database.control.query(sql`INSERT INTO control."user" (id, email, name, created_at, updated_at)
    VALUES (${user}, 'ada@acme.example', 'Ada', now(), now())`)
  await database.control.query(sql`INSERT INTO control.membership (user_id, workspace_id, member_id) VALUES (${user}, ${made.id}, ${user})`)
  assert.deepEqual(await inhabitedWorkspaces(database.control), ['filled'])
  await database.transaction(null, (tx) => removeWorkspace(tx, 'filled'))
})
