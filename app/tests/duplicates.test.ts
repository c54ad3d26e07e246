import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBulk } from '#kernel'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'

const app = await testApp([catalog, customers, activities, sales])
const admin = await app.as('administrator')
const rep = await app.as('rep', { name: '业务' })
const other = await app.as('rep', { name: '同事' })
const twins = (who: typeof admin, object: string, values: Record<string, unknown>, except?: string) =>
  app.engine.reads.twins(who.session, object, { values, except })

test('the same company is found however it is written, and the same phone', async () => {
  const [kept] = await admin.create('account', [{ name: '华瑞物流（上海）有限公司', phone: '021-6888 1234' }])
  for (const name of ['華瑞物流(上海)', '华瑞物流 上海 股份有限公司', '華瑞物流（上海）有限公司'])
    assert.deepEqual(
      (await twins(admin, 'account', { name })).rows.map(({ id, by }) => [id, by]),
      [[kept!.id, ['name']]],
      name,
    )
  const byBoth = await twins(admin, 'account', { name: '华瑞物流上海', phone: '+86 21 68881234' })
  assert.deepEqual(
    byBoth.rows.map(({ id, sure, by }) => [id, sure, by]),
    [[kept!.id, true, ['name', 'phone']]],
  )
  assert.deepEqual((await twins(admin, 'account', { name: '华瑞物流上海' }, String(kept!.id))).rows, [])
  assert.deepEqual((await twins(admin, 'account', { name: '华瑞' })).rows, [])
  await app.atMost(1, () => twins(admin, 'account', { name: '华瑞物流上海' }))
})

test('what is told by follows every change, undo included', async () => {
  const [row] = await admin.create('contact', [{ name: '张三', mobile: '13800138001' }])
  await admin.change('contact', String(row!.id), { mobile: '13900139002' })
  assert.equal((await twins(admin, 'contact', { mobile: '13800138001' })).rows.length, 0)
  assert.equal((await twins(admin, 'contact', { mobile: '139 0013 9002' })).rows.length, 1)
  const [set] = (await admin.changeSets()) as { id: string }[]
  await admin.undo(set!.id)
  assert.equal((await twins(admin, 'contact', { mobile: '13800138001' })).rows.length, 1)
})

test('of a record out of reach nothing is told but that it is there and by what', async () => {
  await other.create('account', [{ name: '别人的秘密客户', phone: '13700137001' }])
  const found = await twins(rep, 'account', { name: '别人的秘密客户有限公司', phone: '13700137001' })
  assert.deepEqual(found, { rows: [], hidden: { count: 1, by: ['name', 'phone'], sure: true } })
})

test('no search finds the keys', async () => {
  const [at] = await admin.create('account', [{ name: '键名所在' }])
  await admin.create('contact', [{ name: '键名测试', account: at!.id }])
  for (const q of ['=2', '=2/键名测试', '2/键名测试']) assert.deepEqual(await admin.list('contact', { q }), [], q)
  assert.equal((await admin.list('contact', { q: '键名测试' })).length, 1)
})

test('a look through all records finds groups; those told apart stay apart, and nobody sees groups of what he cannot read', async () => {
  const bulk = openBulk({ engine: app.engine, log: { warn() {}, error: (details) => assert.fail(JSON.stringify(details)) } })
  const names = ['东方贸易有限公司', '東方貿易', '东方贸易（集团）有限公司']
  const rows = [
    ...(await admin.create(
      'account',
      names.slice(0, 2).map((name) => ({ name })),
    )),
    ...(await rep.create('account', [{ name: '东方贸易' }])),
  ]
  const pair = await admin.create('contact', [
    { name: '一', mobile: '13600136001' },
    { name: '二', mobile: '13600136001' },
  ])
  const look = async (object: string) => {
    const run = await bulk.create(admin.session, { kind: 'find', object, wish: {} }, { via: 'api' })
    return (await bulk.run(app.workspace, run.id))!
  }
  const groupsOf = (who: typeof admin, object: string) => app.engine.reads.twinGroups(who.session, object, { limit: 50 })
  assert.equal((await look('account')).state, 'done')
  const found = (await groupsOf(admin, 'account')).rows.find(({ records }) => records.some(({ id }) => id === rows[0]!.id))!
  assert.deepEqual(found.records.map(({ id }) => id).toSorted(), rows.map(({ id }) => String(id)).toSorted())
  assert.deepEqual((await groupsOf(rep, 'account')).rows, [])
  await look('contact')
  const [people] = (await groupsOf(admin, 'contact')).rows
  assert.deepEqual([people!.sure, people!.by, people!.records.length], [true, ['mobile'], 2])
  await admin.work((work) =>
    app.engine.writes.keepApart(
      work,
      'contact',
      pair.map(({ id }) => String(id)),
    ),
  )
  assert.deepEqual((await groupsOf(admin, 'contact')).rows, [])
  await look('contact')
  assert.deepEqual((await groupsOf(admin, 'contact')).rows, [])
  await assert.rejects(bulk.create((await app.as('readonly')).session, { kind: 'find', object: 'account', wish: {} }, { via: 'api' }), {
    code: 'kernel.forbidden',
  })
})

test('records from before are told by the next look', async () => {
  const rows = await admin.create('lead', [
    { name: '早先甲', mobile: '13500135001' },
    { name: '早先乙', mobile: '13500135001' },
  ])
  // As rows are that were written before there was anything to tell them by.
  await app.database.pool.query(`UPDATE ${app.workspace.schema}.lead SET search = ''`)
  const bulk = openBulk({ engine: app.engine, log: { warn() {}, error: (details) => assert.fail(JSON.stringify(details)) } })
  const run = await bulk.create(admin.session, { kind: 'find', object: 'lead', wish: {} }, { via: 'api' })
  assert.equal((await bulk.run(app.workspace, run.id))!.counts.found, 1)
  const { rows: found } = await app.engine.reads.twinGroups(admin.session, 'lead', { limit: 5 })
  assert.deepEqual(found[0]!.records.map(({ id }) => id).toSorted(), rows.map(({ id }) => String(id)).toSorted())
})
