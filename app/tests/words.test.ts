import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Bulk, openBulk } from '#kernel'
import { assertWords, testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'

const app = await testApp([catalog, customers, activities, sales])
const { engine, database, workspace } = app
const log = {
  warn() {},
  error(details: object) {
    throw new Error('a run failed unexpectedly', { cause: (details as { err?: unknown }).err })
  },
}
const bulk: Bulk = openBulk({ engine, log })
const admin = await app.as('administrator')

/** Titles that words find, once through the search of all objects and once through the list. */
async function found(q: string): Promise<string[]> {
  const { groups } = JSON.parse(await engine.reads.search(admin.session, { q, objects: ['account'], limit: 50 })) as {
    groups: { hits: { title: string }[] }[]
  }
  const titles = groups.flatMap(({ hits }) => hits.map(({ title }) => title)).toSorted()
  const listed = await admin.list('account', { q })
  assert.deepEqual(listed.map(({ name }) => name).toSorted(), titles)
  assert.equal(JSON.parse(await engine.reads.count(admin.session, { object: 'account', q }, true)).value, titles.length)
  await assertWords(engine, workspace)
  return titles
}
const lastSet = async () => String((await admin.changeSets())[0]!.id)
const run = async (kind: string, object: string | null, wish: Record<string, unknown>) => {
  const { id } = await bulk.create(admin.session, { kind, object, wish }, { via: 'api' })
  const row = (await bulk.run(workspace, id))!
  assert.equal(row.state, 'done')
  return row
}

test('words follow what becomes of a record, and of the undo of that', async () => {
  const [made] = await admin.create('account', [{ name: '华瑞物流', phone: '0755-26712345' }])
  const id = String(made!.id)
  assert.deepEqual(await found('华瑞'), ['华瑞物流'])
  await admin.change('account', id, { name: '沧海物流', city: '深圳' })
  assert.deepEqual([await found('华瑞'), await found('沧海')], [[], ['沧海物流']])
  const renamed = await lastSet()
  await admin.change('account', id, { city: '上海', phone: '0755-99998888' })
  assert.deepEqual(await found('99998888'), ['沧海物流'])
  // The city was changed since and stays, the name goes back: the words are made of both.
  await admin.undo(renamed, { conflicts: 'keep' })
  assert.deepEqual([await found('华瑞'), await found('沧海'), await found('99998888')], [['华瑞物流'], [], ['华瑞物流']])
  await admin.remove('account', [id])
  assert.deepEqual(await found('华瑞'), [])
  await admin.undo(await lastSet())
  assert.deepEqual(await found('华瑞'), ['华瑞物流'])
  await admin.remove('account', [id])
  await run('restore', 'account', { ids: [id] })
  assert.deepEqual(await found('99998888'), ['华瑞物流'])
})

test('so they do in runs over many records', async () => {
  await admin.create(
    'account',
    Array.from({ length: 30 }, (_, i) => ({ name: `北辰 ${i}` })),
  )
  const created = await lastSet()
  const filter = { name: { contains: '北辰' } }
  const renamed = await run('change', 'account', { filter, set: { name: '南屏' } })
  assert.deepEqual([(await found('北辰')).length, (await found('南屏')).length], [0, 30])
  await run('undo', null, { changeSet: renamed.changeSetId })
  assert.deepEqual([(await found('北辰')).length, (await found('南屏')).length], [30, 0])
  await run('change', 'account', { filter, set: { class: 'vip' } })
  assert.equal((await found('北辰')).length, 30)
  const removed = await run('remove', 'account', { filter })
  assert.equal((await found('北辰')).length, 0)
  await run('undo', null, { changeSet: removed.changeSetId })
  assert.equal((await found('北辰')).length, 30)
  await run('undo', null, { changeSet: created, conflicts: 'restore' })
  assert.equal((await found('北辰')).length, 0)
})

test('a workspace of a version that kept the index at the records is brought over on start, also after it was at work in between', async () => {
  await admin.create('account', [{ name: '旧版客户' }])
  const { schema } = workspace
  const asBefore = async (words: string) => {
    for (const statement of [
      words,
      `CREATE INDEX i_account_search_6a41b8 ON ${schema}.account USING gin (search)`,
      `DELETE FROM ${schema}.setting WHERE key = 'schema'`,
    ])
      await database.pool.query(statement)
    assert.notDeepEqual(await engine.pendingSchema(workspace), [])
    await engine.migrate()
    assert.deepEqual(await engine.pendingSchema(workspace), [])
    assert.deepEqual(await found('旧版'), ['旧版客户'])
    const { rows } = await database.pool.query(
      `SELECT tablename FROM pg_indexes WHERE schemaname = $1 AND indexdef LIKE '%USING gin (search)' AND tablename LIKE 'account%' ORDER BY 1`,
      [schema],
    )
    assert.deepEqual(
      rows.map(({ tablename }) => tablename),
      ['account_plan_words', 'account_words'].filter((name) => rows.some((row) => row.tablename === name)),
    )
    assert.ok(rows.some(({ tablename }) => tablename === 'account_words'))
  }
  await asBefore(`DROP TABLE ${schema}.account_words`)
  await asBefore(`DELETE FROM ${schema}.account_words`)
})
