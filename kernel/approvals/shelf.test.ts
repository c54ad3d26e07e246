import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '../db/sql.ts'
import { defineModule } from '../define-module.ts'
import { testApp } from '../testing/test-app.ts'
import { readShelf, shelfStatement } from './read-cases.ts'

const app = await testApp([defineModule({ name: 'bare', objects: [], texts: { en: {}, 'zh-CN': {}, 'zh-TW': {} } })])
const [boss, rep] = [await app.as('administrator'), await app.as('rep')]
const { schema } = app.workspace

/** Much that was decided, and a little that waits. */
async function fill(): Promise<void> {
  const record = `id, version, created_at, updated_at, change_id, owner_id, search`
  const kept = `gen_random_uuid(), 1, now(), now(), gen_random_uuid()`
  await app.database.pool.query(
    `INSERT INTO ${schema}.approval_case (${record}, title, object, record_id, state, step, round, body, chain, change)
     SELECT ${kept}, $1::uuid, '', 'case ' || n, 'account', gen_random_uuid(), CASE WHEN n <= 100 THEN 'running' ELSE 'approved' END, 0, 1, '{"title":"old"}', '[{"name":"One"}]', '{}'
     FROM generate_series(1, 20000) n`,
    [rep.id],
  )
  await app.database.pool.query(
    `INSERT INTO ${schema}.approval_task (${record}, case_id, kind, state, step, round)
     SELECT ${kept}, $1::uuid, '', c.id, 'decide', CASE WHEN c.state = 'running' THEN 'waiting' ELSE 'approved' END, 0, 1 FROM ${schema}.approval_case c`,
    [boss.id],
  )
  await app.database.pool.query(`INSERT INTO ${schema}.approval_case_words SELECT id, search FROM ${schema}.approval_case`)
  await app.database.pool.query(`ANALYZE ${schema}.approval_task, ${schema}.approval_case`)
}

test('what waits for somebody is one statement, by the index of what people are asked, however much was decided', async () => {
  await fill()
  const reading = { engine: app.engine, session: boss.session }
  const page = { limit: 200 }
  const answer = JSON.parse(await app.atMost(1, () => readShelf(reading, 'waiting', page))) as { rows: object[]; next: string | null }
  assert.deepEqual([answer.rows.length, answer.next], [100, null])
  const lines = (await app.database.read(app.workspace).query(sql`EXPLAIN ${shelfStatement(reading, 'waiting', page)}`)).map((row) =>
    String(row['QUERY PLAN']),
  )
  assert.ok(!lines.some((line) => /Seq Scan on approval_task/.test(line)), lines.join('\n'))
  assert.ok(
    lines.some((line) => /u_approval_task_owner_id_state_id/.test(line)),
    lines.join('\n'),
  )
})
