import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { modules } from '../modules.ts'
import { openStand } from './import-stand.ts'

const app = await testApp(modules)
const admin = await app.as('administrator')
const rep = await app.as('rep', { name: '程野' })
const stand = await openStand(app)
await admin.create('answerRule', [{ name: '当天答复', minutes: 60 }])
await admin.create('assignRule', [{ name: '都给程野', way: 'turn', position: 1, seats: [{ person: rep.id }] }])
await admin.create('activityPlan', [
  { name: '新线索跟进', about: 'lead', begins: 'assigned', steps: [{ subject: '打第一个电话', kind: 'call', afterDays: 1 }] },
])

type Brings = readonly string[]
const leadsOf = (prefix: string, count: number) =>
  [
    '姓名,手机,负责人',
    ...Array.from({ length: count }, (_, i) => `${prefix} ${i},139${String(i).padStart(8, prefix.length.toString())},`),
  ].join('\n')
const map = { columns: { 姓名: 'name', 手机: 'mobile', 负责人: 'owner' } }
const bring = (prefix: string, count: number, brings?: Brings, dryRun = false) =>
  stand.content(admin.session, leadsOf(prefix, count), 'lead', { map, dryRun, ...(brings ? { options: { brings } } : {}) })
const seen = async (prefix: string) => {
  const filter = { name: { startsWith: prefix } }
  const clocks = await admin.count('lead', { ...filter, answerDueAt: { empty: false } })
  return [
    await admin.count('lead', filter),
    clocks,
    await admin.count('lead', { ...filter, owner: rep.id }),
    await admin.count('task', { 'lead.name': { startsWith: prefix } }),
  ]
}
const noticesOf = async (person: string) => {
  const asked = `SELECT kind, "values" FROM "${app.workspace.schema}".notice WHERE person = $1 ORDER BY kind, id`
  return (await app.database.pool.query<{ kind: string; values: unknown }>(asked, [person])).rows
}
const toldTo = async ({ id }: Readonly<{ id: string }>) => (await noticesOf(id)).map(({ kind }) => kind)

test('an import brings nothing about unless it is ticked: no clock, nobody who gets leads, no plan, no notice', async () => {
  const done = await bring('静', 3)
  assert.equal(done.counts.created, 3)
  assert.deepEqual([await seen('静'), await toldTo(rep)], [[3, 0, 0, 0], []])
})

test('ticked, leads arrive as new ones do; with the plan a task each; people hear; the undo takes all of it back', async () => {
  const dry = await bring('新来', 3, ['leads.arrive', 'plans.begin', 'kernel.notices'], true)
  assert.equal(dry.counts.created, 3)
  assert.deepEqual([await seen('新来'), await toldTo(rep)], [[0, 0, 0, 0], []])
  const done = await bring('新来', 3, ['leads.arrive', 'plans.begin', 'kernel.notices'])
  assert.deepEqual(await seen('新来'), [3, 3, 3, 3])
  const kinds = new Set(await toldTo(rep))
  assert.deepEqual([...kinds].toSorted(), ['activities.task-assigned', 'kernel.imported', 'leads.given'])
  await admin.undo(done.changeSetId)
  assert.deepEqual([await seen('新来'), await toldTo(rep)], [[0, 0, 0, 0], []])
})

test('one tick brings one thing about, and nobody hears where only that is ticked', async () => {
  await bring('只计时的', 2, ['leads.arrive'])
  assert.deepEqual([await seen('只计时的'), await toldTo(rep)], [[2, 2, 2, 0], []])
})

test('owners hear once of all that came to them, the importer not of his own; of what is another’s nothing', async () => {
  const file = `公司名称,负责人\n甲,程野\n乙,程野\n丙,${admin.session.actor.name}\n`
  const columns = { 公司名称: 'name', 负责人: 'owner' }
  const done = await stand.content(admin.session, file, 'account', { map: { columns }, options: { brings: ['kernel.notices'] } })
  assert.equal(done.counts.created, 3)
  assert.deepEqual(
    (await noticesOf(rep.id)).map(({ values }) => values),
    [{ count: 2, file: 'rows.csv' }],
  )
  assert.deepEqual(await toldTo(admin), [])
})

test('what imports of an object do not know is refused before a row is read', async () => {
  const fault = { code: 'kernel.bad-import', details: { reason: 'bad-options' } }
  await assert.rejects(bring('坏', 1, ['leads.nothing']), fault)
  await assert.rejects(stand.content(admin.session, 'name\nX\n', 'product', { options: { brings: ['leads.arrive'] } }), fault)
})

test('nine hundred leads with all ticks are written in as many statements as a dozen', async () => {
  const all = ['leads.arrive', 'plans.begin', 'kernel.notices']
  await app.atMost(150, () => bring('多条多条多条', 900, all))
  assert.deepEqual(await seen('多条多条多条'), [900, 900, 900, 900])
})
