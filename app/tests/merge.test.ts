import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { assertWords, cloneDatabase } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'
import { openStand } from './import-stand.ts'
import { openProduct } from './open-product.ts'

const clone = await cloneDatabase([catalog, customers, activities, sales], 'zh-CN')
const product = await openProduct(clone.url, [catalog, customers, activities, sales])
const admin = await product.join({ name: 'admin', roles: ['administrator'] })
const rep = await product.join({ name: 'rep', roles: ['rep'] })
after(() => clone.drop())
const { ask } = admin

type Row = Record<string, unknown> & { id: string }
const make = async (plural: string, row: object): Promise<Row> => (await ask('POST', `/api/v1/${plural}`, row)).json() as Row
const read = async (plural: string, id: string): Promise<Row> => (await ask('GET', `/api/v1/${plural}/${id}`)).json() as Row
const idOf = (link: unknown): string => (link as { id: string }).id

test('merging moves what names the others, keeps what is chosen, and is taken back as one', async () => {
  const a = await make('accounts', { name: '华瑞物流', city: '上海', externalId: 'crm-a' })
  const b = await make('accounts', { name: '华瑞物流有限公司', phone: '021-6888 1234', externalId: 'crm-b', tags: ['重点'] })
  const c = await make('accounts', { name: '上海华瑞', parent: b.id })
  const below = await make('accounts', { name: '华瑞苏州', parent: b.id })
  const person = await make('contacts', { name: '张三', account: b.id })
  const deal = await make('opportunities', { name: '大单', account: c.id })
  await make('shares', { object: 'account', record: a.id, granteeKind: 'person', grantee: rep.id, mayWrite: false })
  await make('shares', { object: 'account', record: b.id, granteeKind: 'person', grantee: rep.id, mayWrite: true, teamRole: '售前' })
  const preview = (await ask('POST', `/api/v1/accounts/${a.id}/merge`, { others: [b.id, c.id], preview: true })).json() as {
    moves: { object: string; count: number }[]
    values: Row
  }
  assert.deepEqual(Object.fromEntries(preview.moves.map(({ object, count }) => [object, count])), {
    account: 2,
    contact: 1,
    opportunity: 1,
    share: 1,
  })
  assert.equal(preview.values.phone, '+862168881234')
  assert.equal((await read('accounts', b.id)).id, b.id)
  const answer = await ask('POST', `/api/v1/accounts/${a.id}/merge`, { others: [b.id, c.id], values: { name: '华瑞物流有限公司' } })
  assert.equal(answer.statusCode, 200, answer.body)
  const merged = await read('accounts', a.id)
  assert.deepEqual(
    [merged.name, merged.city, merged.phone, merged.tags, merged.parent],
    ['华瑞物流有限公司', '上海', '+862168881234', ['重点'], null],
  )
  assert.equal(idOf((await read('contacts', person.id)).account), a.id)
  assert.equal(idOf((await read('opportunities', deal.id)).account), a.id)
  assert.equal(idOf((await read('accounts', below.id)).parent), a.id)
  assert.equal((await ask('GET', `/api/v1/accounts/${b.id}`)).statusCode, 404)
  const shares = (await ask('GET', `/api/v1/shares?filter=${encodeURIComponent(JSON.stringify({ record: a.id }))}`)).json() as {
    rows: Row[]
  }
  // The stronger of two shares is the one that stays.
  assert.deepEqual(
    shares.rows.map(({ mayWrite, teamRole, endsOn }) => [mayWrite, teamRole, endsOn]),
    [[true, '售前', null]],
  )
  const shared = await rep.ask('PATCH', `/api/v1/accounts/${a.id}`, { website: 'https://a.example' })
  assert.equal(shared.statusCode, 200, shared.body)
  assert.equal((await ask('POST', `/api/v1/change-sets/${shared.headers['x-change-set']}/undo`, {})).statusCode, 200)
  const changeSet = String(answer.headers['x-change-set'])
  const undone = await ask('POST', `/api/v1/change-sets/${changeSet}/undo`, {})
  assert.equal(undone.statusCode, 200, undone.body)
  assert.deepEqual([(await read('accounts', a.id)).name, (await read('accounts', a.id)).phone], ['华瑞物流', null])
  assert.equal((await read('accounts', b.id)).externalId, 'crm-b')
  assert.equal(idOf((await read('contacts', person.id)).account), b.id)
  assert.equal(idOf((await read('accounts', c.id)).parent), b.id)
  assert.equal(
    ((await ask('GET', `/api/v1/shares?filter=${encodeURIComponent(JSON.stringify({ record: b.id }))}`)).json() as { rows: Row[] }).rows
      .length,
    1,
  )
})

test('a unique value taken over from another record goes back when the merge is taken back', async () => {
  const a = await make('accounts', { name: '甲' })
  const b = await make('accounts', { name: '乙', externalId: 'only-b' })
  const answer = await ask('POST', `/api/v1/accounts/${a.id}/merge`, { others: [b.id], values: { externalId: 'only-b' } })
  assert.equal(answer.statusCode, 200, answer.body)
  assert.equal((await read('accounts', a.id)).externalId, 'only-b')
  await ask('POST', `/api/v1/change-sets/${String(answer.headers['x-change-set'])}/undo`, {})
  assert.deepEqual([(await read('accounts', a.id)).externalId, (await read('accounts', b.id)).externalId], [null, 'only-b'])
})

test('two merges at once of the same records: one holds, the other hears that they are gone', async () => {
  const [a, b] = [await make('accounts', { name: '同时甲' }), await make('accounts', { name: '同时乙' })]
  const answers = await Promise.all([
    ask('POST', `/api/v1/accounts/${a.id}/merge`, { others: [b.id] }),
    ask('POST', `/api/v1/accounts/${b.id}/merge`, { others: [a.id] }),
  ])
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted(), [200, 404])
  const left = [a, b].map(({ id }) => ask('GET', `/api/v1/accounts/${id}`))
  assert.deepEqual((await Promise.all(left)).map(({ statusCode }) => statusCode).toSorted(), [200, 404])
})

test('words are those of the records after all of it', async () => {
  const { engine } = product.installation
  await assertWords(engine, await engine.workspace('test'))
})

test('nobody merges what he may not change or cannot see', async () => {
  const mine = (await rep.ask('POST', '/api/v1/accounts', { name: '业务的' })).json() as Row
  const foreign = await make('accounts', { name: '别人的' })
  assert.equal((await rep.ask('POST', `/api/v1/accounts/${mine.id}/merge`, { others: [foreign.id] })).statusCode, 404)
  assert.equal((await ask('POST', `/api/v1/accounts/${mine.id}/merge`, { others: [mine.id] })).statusCode, 400)
  assert.equal((await ask('POST', `/api/v1/accounts/${mine.id}/merge`, { others: [] })).statusCode, 400)
})

test('an import finds a merged record by the key it had in the other system', async () => {
  const { engine } = product.installation
  const workspace = await engine.workspace('test')
  const session = { workspace, actor: await engine.actorOf(workspace, admin.id) }
  const stand = await openStand({ engine })
  const map = { columns: { key: 'externalId', name: 'name' } }
  await stand.content(session, 'key,name\nK1,编号一\nK2,编号二\n', 'account', { map, match: 'externalId' })
  const keyed = async (key: string) =>
    ((await ask('GET', `/api/v1/accounts?filter=${encodeURIComponent(JSON.stringify({ externalId: key }))}`)).json() as { rows: Row[] })
      .rows[0]!
  const [one, two] = [await keyed('K1'), await keyed('K2')]
  assert.equal((await ask('POST', `/api/v1/accounts/${one.id}/merge`, { others: [two.id] })).statusCode, 200)
  const again = await stand.content(session, 'key,city\nK2,南京\n', 'account', {
    map: { columns: { key: 'externalId', city: 'city' } },
    match: 'externalId',
  })
  assert.deepEqual([again.counts.created, again.counts.updated], [0, 1])
  assert.equal((await read('accounts', one.id)).city, '南京')
})
