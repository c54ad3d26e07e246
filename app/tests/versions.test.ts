import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'
import { openProduct } from './open-product.ts'

const clone = await cloneDatabase([catalog, customers, activities, sales], 'en')
const product = await openProduct(clone.url, [catalog, customers, activities, sales])
const admin = await product.join({ name: 'admin', roles: ['administrator'] })
const rep = await product.join({ name: 'rep', roles: ['rep'] })
after(() => clone.drop())

type Row = Record<string, unknown> & { id: string }
type Asker = typeof admin
type Change = { field: string; label: string; old: unknown; new: unknown }
type Compared = { from: { at: string | null; there: boolean }; to: { at: string | null; there: boolean }; rows: Change[] }

const path = (plural: string, id: string, rest = '') => `/api/v1/${plural}/${id}${rest}`
const make = async (plural: string, row: object, who: Asker = admin): Promise<Row> =>
  (await who.ask('POST', `/api/v1/${plural}`, row)).json() as Row
const change = async (plural: string, id: string, to: object): Promise<void> => {
  const answer = await admin.ask('PATCH', path(plural, id), to)
  assert.equal(answer.statusCode, 200, answer.body)
}
const read = async (plural: string, id: string): Promise<Row> => (await admin.ask('GET', path(plural, id))).json() as Row
const entries = async (plural: string, id: string): Promise<{ id: string; kind: string; at: string }[]> =>
  ((await admin.ask('GET', path(plural, id, '/history'))).json() as { rows: { id: string; kind: string; at: string }[] }).rows
const compare = async (plural: string, id: string, query: string, who: Asker = admin): Promise<Compared> => {
  const answer = await who.ask('GET', path(plural, id, `/compare?${query}`))
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json() as Compared
}
const byField = ({ rows }: Compared) => Object.fromEntries(rows.map((row) => [row.field, [row.old, row.new]]))

/** A customer with a parent, then renamed, then moved below another parent. */
async function liveThrough() {
  const one = await make('accounts', { name: 'First parent' })
  const two = await make('accounts', { name: 'Second parent' })
  const row = await make('accounts', { name: 'Old name', city: 'Lyon', parent: one.id })
  await change('accounts', row.id, { name: 'New name' })
  await change('accounts', row.id, { parent: two.id, city: null })
  const [moved, renamed, created] = await entries('accounts', row.id)
  return { one, two, row, moved: moved!, renamed: renamed!, created: created! }
}

test('any two moments of a record are compared, with labels and the titles of links', async () => {
  const { one, two, row, renamed, created } = await liveThrough()
  const since = await compare('accounts', row.id, `from=${created.id}`)
  assert.deepEqual(byField(since), {
    name: ['Old name', 'New name'],
    city: ['Lyon', null],
    parent: [
      { id: one.id, title: 'First parent' },
      { id: two.id, title: 'Second parent' },
    ],
  })
  assert.equal(since.rows.find(({ field }) => field === 'city')!.label, 'City')
  assert.deepEqual([since.from.there, since.to.at], [true, null])
  assert.deepEqual(byField(await compare('accounts', row.id, `from=${created.id}&to=${renamed.id}`)), { name: ['Old name', 'New name'] })
  assert.deepEqual(byField(await compare('accounts', row.id, `from=${encodeURIComponent(renamed.at)}&to=${created.id}`)), {
    name: ['New name', 'Old name'],
  })
  const before = await compare('accounts', row.id, `from=2001-01-01&to=${created.id}`)
  assert.deepEqual([before.from.there, byField(before).name], [false, [null, 'Old name']])
})

test('the comparison says its statements, and refuses moments that are none', async () => {
  const { row, created } = await liveThrough()
  const other = await make('accounts', { name: 'Another one' })
  const said = (await admin.ask('GET', path('accounts', row.id, `/compare?from=${created.id}&explain=sql`))).json() as { sql: string }
  assert.match(said.sql, /jsonb_to_record/)
  const refused = async (query: string, id = row.id) => {
    const answer = await admin.ask('GET', path('accounts', id, `/compare${query}`))
    return [answer.statusCode, (answer.json() as { code: string; detail: string }).code]
  }
  assert.deepEqual(await refused(''), [400, 'kernel.bad-value'])
  assert.deepEqual(await refused('?from=yesterday'), [400, 'kernel.bad-value'])
  assert.deepEqual(await refused('?from=2999-01-01'), [400, 'kernel.bad-value'])
  assert.deepEqual(await refused(`?from=${created.id}`, other.id), [400, 'kernel.bad-value'])
})

test('one field gets its earlier value back, and that is taken back', async () => {
  const { row, created, two } = await liveThrough()
  const { version } = await read('accounts', row.id)
  const answer = await admin.ask('POST', path('accounts', row.id, '/restore-version'), { to: created.id, fields: ['name'], version })
  assert.equal(answer.statusCode, 200, answer.body)
  assert.deepEqual(answer.json(), { record: row.id, restored: ['name'], leftOut: [] })
  const now = await read('accounts', row.id)
  assert.deepEqual([now.name, now.city, (now.parent as Row).id], ['Old name', null, two.id])
  const [last] = await entries('accounts', row.id)
  assert.equal(last!.kind, 'update')
  await admin.ask('POST', `/api/v1/change-sets/${String(answer.headers['x-change-set'])}/undo`, {})
  assert.equal((await read('accounts', row.id)).name, 'New name')
})

test('a whole version comes back as one change; nothing is written where nothing differs', async () => {
  const { row, created, one } = await liveThrough()
  const answer = await admin.ask('POST', path('accounts', row.id, '/restore-version'), { to: created.at })
  assert.deepEqual((answer.json() as { restored: string[] }).restored.toSorted(), ['city', 'name', 'parent'])
  const now = await read('accounts', row.id)
  assert.deepEqual([now.name, now.city, (now.parent as Row).id], ['Old name', 'Lyon', one.id])
  const count = (await entries('accounts', row.id)).length
  const again = await admin.ask('POST', path('accounts', row.id, '/restore-version'), { to: created.at })
  assert.deepEqual((again.json() as { restored: string[] }).restored, [])
  assert.equal((await entries('accounts', row.id)).length, count)
})

test('restoring is a change like any other: versions, rules, links and rights hold', async () => {
  const { row, created, one } = await liveThrough()
  const restore = (body: object, who = admin, id = row.id) => who.ask('POST', path('accounts', id, '/restore-version'), body)
  const code = async (answer: Promise<Awaited<ReturnType<typeof restore>>>) => {
    const { statusCode, body } = await answer
    return [statusCode, (JSON.parse(body) as { code: string }).code]
  }
  assert.deepEqual(await code(restore({ to: created.id, version: 1 })), [409, 'kernel.stale'])
  assert.deepEqual(await code(restore({ to: '2001-01-01' })), [400, 'kernel.bad-value'])
  assert.deepEqual(await code(restore({ to: created.id, fields: ['version'] })), [400, 'kernel.unknown-field'])
  assert.deepEqual(await code(restore({ to: created.id, fields: [] })), [400, 'kernel.bad-value'])
  assert.deepEqual(await code(restore({ to: created.id }, rep)), [404, 'kernel.not-found'])
  assert.equal((await rep.ask('GET', path('accounts', row.id, `/compare?from=${created.id}`))).statusCode, 404)
  await admin.ask('DELETE', path('accounts', one.id))
  const gone = await restore({ to: created.id })
  assert.equal(gone.statusCode, 400, gone.body)
  assert.match(gone.body, /"path":"parent"/)
  assert.equal((await restore({ to: created.id, fields: ['name', 'city'] })).statusCode, 200)
  const taken = await make('accounts', { name: 'Holds a key', externalId: 'k-1' })
  await change('accounts', taken.id, { externalId: null })
  await make('accounts', { name: 'Took the key', externalId: 'k-1' })
  const entry = (await entries('accounts', taken.id)).at(-1)!
  assert.deepEqual(await code(restore({ to: entry.id }, admin, taken.id)), [409, 'kernel.not-unique'])
})

test('two restores of the version that both saw: one is written, the other refused', async () => {
  const { row, created, renamed } = await liveThrough()
  const { version } = await read('accounts', row.id)
  const restore = (to: string) => admin.ask('POST', path('accounts', row.id, '/restore-version'), { to, version })
  const codes = (await Promise.all([restore(created.id), restore(renamed.id)])).map(({ statusCode }) => statusCode)
  assert.deepEqual(codes.toSorted(), [200, 409])
})

test('a moment to come is refused everywhere, today is the present', async () => {
  const row = await make('accounts', { name: 'Here today' })
  const today = new Date().toISOString().slice(0, 10)
  const roads = [
    (at: string) => admin.ask('GET', `/api/v1/accounts?asOf=${at}`),
    (at: string) => admin.ask('GET', `/api/v1/accounts?q=Here&count=true&asOf=${at}`),
    (at: string) => admin.ask('GET', path('accounts', row.id, `?asOf=${at}`)),
    (at: string) => admin.ask('GET', `/api/v1/exports/accounts?asOf=${at}`),
    (at: string) => admin.ask('GET', `/api/v1/search?q=Here&asOf=${at}`),
    (at: string) => admin.ask('POST', '/api/v1/accounts/aggregate', { measures: { n: 'count' }, asOf: at }),
  ]
  for (const road of roads) {
    const ahead = await road('2999-01-01')
    assert.deepEqual([ahead.statusCode, (ahead.json() as { code: string }).code], [400, 'kernel.bad-value'])
    assert.match((ahead.json() as { detail: string }).detail, /future/)
    const now = await road(today)
    assert.equal(now.statusCode, 200, now.body)
  }
})

test('the search over everything finds records as they were, within the reach of who asks', async () => {
  const one = await make('accounts', { name: 'Kestrel Trading' })
  const own = await make('accounts', { name: 'Kestrel Freight' }, rep)
  await make('contacts', { name: 'Kestrel Person', account: one.id })
  await new Promise((resolve) => setTimeout(resolve, 20))
  const then = encodeURIComponent(new Date().toISOString())
  await new Promise((resolve) => setTimeout(resolve, 20))
  await change('accounts', one.id, { name: 'Osprey Trading' })
  await admin.ask('DELETE', path('accounts', own.id))
  const titles = async (q: string, at: string, who: Asker = admin) => {
    const answer = await who.ask('GET', `/api/v1/search?q=${q}${at}`)
    assert.equal(answer.statusCode, 200, answer.body)
    const { groups } = answer.json() as { groups: { hits: { title: string }[] }[] }
    return groups.flatMap(({ hits }) => hits.map(({ title }) => title)).toSorted()
  }
  assert.deepEqual(await titles('kestrel', ''), ['Kestrel Person'])
  assert.deepEqual(await titles('kestrel', `&asOf=${then}`), ['Kestrel Freight', 'Kestrel Person', 'Kestrel Trading'])
  assert.deepEqual(await titles('osprey', `&asOf=${then}`), [])
  assert.deepEqual(await titles('kestrel', `&asOf=${then}`, rep), ['Kestrel Freight'])
})
