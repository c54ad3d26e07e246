import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBulk } from '#kernel'
import { testApp } from '#kernel/testing'
import { modules } from '../modules.ts'
import { openStand } from './import-stand.ts'

const app = await testApp(modules)
const admin = await app.as('administrator')
const rep = await app.as('rep')
const stand = await openStand(app)
const twins = (who: typeof admin, object: string, values: Record<string, unknown>) =>
  app.engine.reads.twins(who.session, object, { values })

const [kept] = await rep.create('account', [{ name: '华瑞物流（上海）有限公司', phone: '021-68881234' }])
const [green] = await rep.create('account', [{ name: 'Lvmeng Kemao Youxian Gongsi' }])

test('a name in letters meets one in characters that is read so, and the other way round: likely, with a score, never sure', async () => {
  const table: [string, unknown][] = [
    ['huarui wuliu shanghai', kept!.id],
    ['HuaRui WuLiu (Shanghai) Co., Ltd.', kept!.id],
    ['Huarui Wuliu Shanghai Gufen Youxian Gongsi', kept!.id],
    // A slip of the one who types.
    ['华锐物流上海', kept!.id],
    ['绿萌科贸', green!.id],
    ['華瑞物流(上海)', kept!.id],
  ]
  for (const [name, id] of table) {
    const { rows } = await twins(rep, 'account', { name })
    assert.deepEqual(
      rows.map(({ id, by, sure }) => [id, by, sure]),
      [[id, ['name'], false]],
      name,
    )
  }
  const said = async (values: object) => (await twins(rep, 'account', { ...values })).rows.map(({ score, spoken }) => [score, spoken])
  assert.deepEqual(await said({ name: 'huarui wuliu shanghai' }), [[30, true]])
  // What sounds the same as it is written the same says no more.
  assert.deepEqual(await said({ name: '华瑞物流上海' }), [[60, undefined]])
  assert.deepEqual(await said({ name: '华瑞物流上海', phone: '02168881234' }), [[84, undefined]])
  assert.deepEqual((await twins(rep, 'account', { name: '华瑞' })).rows, [])
  await rep.create('lead', [{ name: '钱', company: '鼎盛机电', im: 'x' }])
  assert.equal((await twins(rep, 'lead', { company: 'dingsheng jidian' })).rows.length, 1)
})

test('an import tells rows that sound the same, and neither leaves them out nor changes what is there', async () => {
  const file = 'name\n华锐物流（上海）有限公司\n華瑞物流(上海)\n'
  const dry = await stand.content(admin.session, file, 'account', { dryRun: true, options: { duplicates: 'skip' } })
  assert.deepEqual([dry.counts.created, dry.counts.skipped], [1, 1])
  const { rows } = await stand.imports.twins(admin.session, dry)
  assert.deepEqual(
    rows.map(({ line, spoken, score, records }) => [line, spoken, score, records.map(({ id }) => id)]),
    [
      [2, true, 30, [kept!.id]],
      [3, undefined, 60, [kept!.id]],
    ],
  )
})

test('what sounds alike is a group of its own and draws nobody into one of those that are the same', async () => {
  const bulk = openBulk({ engine: app.engine, log: { warn() {}, error: (details) => assert.fail(JSON.stringify(details)) } })
  const names = ['宏远贸易', '宏远贸易有限公司', '鸿远贸易']
  await admin.create(
    'account',
    names.map((name) => ({ name })),
  )
  const run = await bulk.create(admin.session, { kind: 'find', object: 'account', wish: {} }, { via: 'api' })
  assert.equal((await bulk.run(app.workspace, run.id))!.state, 'done')
  const { rows } = await app.engine.reads.twinGroups(admin.session, 'account', { limit: 50 })
  const groups = rows.map(({ records, spoken, sure }) => [records.map(({ title }) => title).toSorted(), spoken, sure])
  assert.deepEqual(
    groups.filter(([titles]) => (titles as string[]).includes('宏远贸易')),
    [
      [['宏远贸易', '宏远贸易有限公司'].toSorted(), undefined, false],
      [['宏远贸易', '宏远贸易有限公司', '鸿远贸易'].toSorted(), true, false],
    ],
  )
})
