import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { openStand } from './import-stand.ts'
import { openProduct, type Person } from './open-product.ts'

const clone = await cloneDatabase(modules, 'en')
const product = await openProduct(clone.url, modules)
after(() => clone.drop())
const { engine } = product.installation
const stand = await openStand(product.installation)
const ada = await product.join({ name: 'Ada', roles: ['administrator'] })
const rep = await product.join({ name: 'Rep', roles: ['rep'] })
const other = await product.join({ name: 'Other', roles: ['rep'] })
const boss = await product.join({ name: 'Boss', roles: ['manager'] })

const make = (who: Person, plural: string, values: object) => who.ask('POST', `/api/v1/${plural}`, values)
const good = async (answer: ReturnType<typeof make>, status = 201) => {
  const { statusCode, body } = await answer
  assert.equal(statusCode, status, body)
  return JSON.parse(body)
}
const setting = await good(make(ada, 'duplicate-settings', { name: 'workspace', blockElse: ['contact'] }))
const set = (to: object) => good(ada.ask('PATCH', `/api/v1/duplicate-settings/${setting.id}`, to), 200)

test('where sure duplicates are refused, nobody makes one by any road, unless a role of his may; likely ones pass', async () => {
  await good(make(other, 'contacts', { name: 'Ann', mobile: '13800138000' }))
  const refused = await make(rep, 'contacts', { name: 'Anna', mobile: '+86 138-0013-8000' })
  assert.deepEqual([refused.statusCode, refused.json().code, refused.json().fields], [409, 'kernel.duplicate', ['mobile']])
  assert.match(refused.json().detail, /Mobile/)
  assert.equal((await rep.ask('GET', '/api/v1/contacts?filter={"name":"Anna"}')).json().rows.length, 0)

  // Many at once, an action and an import are held to the same.
  const many = await make(rep, 'contacts/bulk', { do: 'create', rows: [{ name: 'Anna', mobile: '13800138000' }] })
  assert.ok(many.statusCode >= 400)
  const lead = await good(make(rep, 'leads', { name: 'Anna', company: 'New house', mobile: '13800138000' }))
  const converted = await make(rep, `leads/${lead.id}/convert`, {})
  assert.equal(converted.json().code, 'kernel.duplicate')
  assert.equal((await rep.ask('GET', '/api/v1/accounts?filter={"name":"New house"}')).json().rows.length, 0)
  const workspace = await engine.workspace('test')
  const session = { workspace, actor: await engine.actorOf(workspace, ada.id) }
  const file = 'name,mobile\nAnna,13800138000\nBea,13800138111\nBea 2,13800138111\n'
  // The dry run says beforehand which rows that will be, and shows what they look like.
  const dry = await stand.content(session, file, 'contact', { dryRun: true })
  assert.deepEqual([dry.counts.created, dry.counts.failed], [1, 2])
  assert.deepEqual(
    dry.report.problems!.map(({ code, lines }) => [code, lines]),
    [['kernel.duplicate', [2, 4]]],
  )
  assert.deepEqual(
    dry.report.twins!.rows.map(({ line, sure, sameAs, records }) => [line, sure, sameAs, records.length]),
    [
      [2, true, null, 1],
      [4, true, 3, 0],
    ],
  )
  const kept = await stand.content(session, file, 'contact', { dryRun: true, options: { duplicates: 'skip' } })
  assert.deepEqual([kept.counts.created, kept.counts.failed, kept.counts.skipped], [1, 0, 2])
  const { counts, report } = await stand.content(session, file, 'contact')
  assert.deepEqual([counts.created, counts.failed], [1, 2])
  assert.deepEqual(
    report.problems!.map(({ code, lines }) => [code, lines]),
    [['kernel.duplicate', [2, 4]]],
  )

  // A name alone is no proof; other objects are as they were.
  await good(make(rep, 'contacts', { name: 'Ann' }))
  await good(make(rep, 'leads', { name: 'Again', mobile: '13800138000' }))
  await set({ passRoles: ['manager'] })
  await good(make(boss, 'contacts', { name: 'Anna', mobile: '13800138000' }))
  assert.equal((await make(rep, 'contacts', { name: 'Anna', mobile: '13800138000' })).statusCode, 409)

  // For all but some.
  await set({ blockSure: true, blockElse: ['contact'] })
  await good(make(rep, 'contacts', { name: 'Anna', mobile: '13800138000' }))
  assert.equal((await make(rep, 'leads', { name: 'More', mobile: '13800138000' })).statusCode, 409)
  await set({ blockSure: false, blockElse: [] })
  await good(make(rep, 'leads', { name: 'More', mobile: '13800138000' }))
})

test('whoever makes another one although it surely is there says why, and whoever looks through the duplicates reads it', async () => {
  const values = { name: 'Carl', mobile: '13800138333' }
  await good(make(other, 'contacts', values))
  // Of one out of reach it is told that it surely is the same.
  assert.deepEqual((await good(make(rep, 'contacts/duplicates', { values }), 200)).hidden, { count: 1, by: ['mobile'], sure: true })
  const why = '父子同一个手机号'
  const made = await good(rep.ask('POST', '/api/v1/contacts', values, { 'x-note': encodeURIComponent(why) }))
  const found = await good(make(ada, 'contacts/bulk', { do: 'find' }), 202)
  await product.bulk.run(await engine.workspace('test'), found.id)
  const { rows } = (await ada.ask('GET', '/api/v1/contacts/duplicates')).json()
  const group = rows.find(({ records }: { records: { id: string }[] }) => records.some(({ id }) => id === made.id))
  assert.deepEqual(
    group.records.map(({ why }: { why: string | null }) => why),
    [null, why],
  )
})

test('who meets a hidden duplicate asks for it: its owner is told who and why, once a day, and the asker hears only how many were asked', async () => {
  const account = await good(make(other, 'accounts', { name: 'Hidden harbour', phone: '021-55556666' }))
  const ask = (who: Person, why: string) => make(who, 'accounts/duplicates/ask', { values: { phone: '02155556666' }, why })
  assert.deepEqual(await good(ask(rep, 'They rang me today'), 200), { asked: 1 })
  await good(ask(rep, 'Still waiting'), 200)
  const told = (await other.ask('GET', '/api/v1/notices')).json().rows as { kind: string; text: string; record: { id: string } }[]
  assert.deepEqual(
    told.map(({ kind, record }) => [kind, record.id]),
    [['kernel.access-asked', account.id]],
  )
  assert.match(told[0]!.text, /Rep.*They rang me today/)
  const notes = (await ada.ask('GET', `/api/v1/audit?kind=search&person=${rep.id}`)).json().rows as { detail: Record<string, unknown> }[]
  assert.deepEqual([notes[0]!.detail.asked, notes[0]!.detail.why], [[account.id], 'Still waiting'])
  // Nothing is asked of what one may read, and nothing without a reason.
  assert.deepEqual(await good(ask(other, 'Mine'), 200), { asked: 0 })
  assert.equal((await ask(rep, '  ')).statusCode, 422)
  assert.equal((await rep.ask('GET', `/api/v1/accounts/${account.id}`)).statusCode, 404)
})

test('of several who make the same at once one does, and the others hear of it', async () => {
  await set({ blockSure: true, blockElse: [], passRoles: [] })
  const answers = await Promise.all(
    [rep, other, rep, other].map((who, i) => make(who, 'contacts', { name: `At once ${i}`, mobile: '13800138222' })),
  )
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted(), [201, 409, 409, 409])
})

test('a workspace says which ways are sure: the same name of a customer then asks for a reason and can be refused', async () => {
  await good(make(other, 'accounts', { name: '华瑞物流（上海）有限公司', creditCode: '91310000MA1ABCDE1X' }))
  const values = { name: '華瑞物流(上海)' }
  const looked = async (asked: object = values) => (await good(make(rep, 'accounts/duplicates', { values: asked }), 200)).hidden
  assert.equal((await looked()).sure, undefined)
  await set({ blockSure: true, sureElse: ['account.name'] })
  assert.deepEqual(await looked(), { count: 1, by: ['name'], sure: true })
  const refused = await make(rep, 'accounts', values)
  assert.deepEqual([refused.statusCode, refused.json().fields], [409, ['name']])
  // What only sounds the same never is.
  await good(make(rep, 'accounts', { name: '华锐物流（上海）' }))
  // A credit code is sure, unless the workspace says otherwise.
  assert.equal((await make(rep, 'accounts', { name: 'Else', creditCode: '91310000ma1abcde1x' })).statusCode, 409)
  await set({ sureElse: ['account.creditCode'] })
  assert.equal((await looked({ creditCode: '91310000MA1ABCDE1X' })).sure, undefined)
  await good(make(rep, 'accounts', { name: 'Else', creditCode: '91310000MA1ABCDE1X' }))
  const ways = (await ada.ask('GET', '/api/v1/meta')).json().objects.account.ways
  assert.deepEqual(
    ways.map(({ name, sure }: { name: string; sure: boolean }) => [name, sure]),
    [
      ['account.name', false],
      ['account.phone', false],
      ['account.website', false],
      ['account.creditCode', true],
    ],
  )
  assert.equal((await rep.ask('GET', '/api/v1/meta')).json().objects.account.ways, undefined)
})
