import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { openProduct, type Person } from './open-product.ts'

/* What the product promises, asked over HTTP as outsiders ask it: two processes over one database, people of several roles. */

const clone = await cloneDatabase(modules, 'zh-CN')
const [product, other] = [await openProduct(clone.url, modules), await openProduct(clone.url, modules)]
after(() => clone.drop())
const admin = await product.join({ name: 'admin', roles: ['administrator'] })
const [east, west] = (await ok(admin, 'POST', '/departments', [{ name: 'East' }, { name: 'West' }])).rows as { id: string }[]
const rep = await product.join({ name: 'rep', roles: ['rep'], department: east!.id })
const stranger = await product.join({ name: 'stranger', roles: ['rep'], department: west!.id })

// Answers of the API are read as they come.
// biome-ignore lint/suspicious/noExplicitAny: a JSON document whose shape is what is being tested
type Json = any
async function ok(who: Person, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<Json> {
  const answer = await who.ask(method, `/api/v1${path}`, body)
  assert.ok(answer.statusCode < 300, `${method} ${path} → ${answer.statusCode} ${answer.body}`)
  return answer.body === '' ? { changeSet: answer.headers['x-change-set'] } : answer.json()
}
const said = (value: unknown) => encodeURIComponent(JSON.stringify(value))
const countOf = async (who: Person, plural: string, filter: unknown = {}) =>
  (await ok(who, 'GET', `/${plural}?limit=1&count=exact&filter=${said(filter)}`)).count.value as number

test('a rep sees only what the scope allows in list, search, link picker, count, figures, export and by typed address', async () => {
  const mine = await ok(rep, 'POST', '/accounts', { name: 'Own harbour' })
  const theirs = await ok(stranger, 'POST', '/accounts', { name: 'Other harbour' })
  const found = async (path: string) => (await ok(rep, 'GET', path)).rows.map(({ id }: Json) => id)
  assert.deepEqual(await found('/accounts'), [mine.id])
  assert.deepEqual(await found('/accounts?q=harbour&fields=name&limit=20'), [mine.id])
  assert.deepEqual(
    (await ok(rep, 'GET', '/search?q=harbour')).groups.flatMap(({ hits }: Json) => hits.map(({ id }: Json) => id)),
    [mine.id],
  )
  assert.equal(await countOf(rep, 'accounts'), 1)
  assert.equal((await ok(rep, 'POST', '/accounts/aggregate', { measures: { n: 'count' } })).rows[0].n, 1)
  const shown = await rep.ask('GET', '/api/v1/exports/accounts?format=csv&explain=sql')
  assert.match(shown.json().sql, /select/i)
  const file = await rep.ask('GET', '/api/v1/exports/accounts?format=csv')
  assert.ok(file.statusCode === 200 && file.body.includes('Own harbour') && !file.body.includes('Other harbour'))
  assert.equal((await rep.ask('GET', `/api/v1/accounts/${theirs.id}`)).statusCode, 404)
  assert.equal((await rep.ask('POST', '/api/v1/contacts', { name: 'x', account: theirs.id })).statusCode, 400)
})

test('a bulk change is taken back whole, and the taking back too', async () => {
  await ok(
    admin,
    'POST',
    '/accounts',
    Array.from({ length: 300 }, (_, i) => ({ name: `Bulk ${i}`, city: i % 2 ? 'Hangzhou' : 'Ningbo' })),
  )
  const filter = said({ name: { startsWith: 'Bulk' } })
  assert.equal((await admin.ask('PATCH', `/api/v1/accounts?filter=${filter}&expect=299`, { city: 'Wuhan' })).json().found, 300)
  assert.equal(await countOf(admin, 'accounts', { city: 'Wuhan' }), 0)
  const { changed, changeSet } = await ok(admin, 'PATCH', `/accounts?filter=${filter}&expect=300`, { city: 'Wuhan' })
  assert.equal(changed, 300)
  assert.deepEqual(await ok(admin, 'POST', `/change-sets/${changeSet}/undo`, { preview: true }), {
    restores: 300,
    conflicts: [],
    conflictsTotal: 0,
    next: null,
  })
  const undone = await ok(admin, 'POST', `/change-sets/${changeSet}/undo`, {})
  assert.deepEqual([await countOf(admin, 'accounts', { city: 'Hangzhou' }), await countOf(admin, 'accounts', { city: 'Wuhan' })], [150, 0])
  await ok(admin, 'POST', `/change-sets/${undone.changeSet}/undo`, {})
  assert.equal(await countOf(admin, 'accounts', { city: 'Wuhan' }), 300)
  const removed = await ok(admin, 'DELETE', `/accounts?filter=${filter}&expect=300`)
  assert.equal(await countOf(admin, 'accounts', { name: { startsWith: 'Bulk' } }), 0)
  await ok(admin, 'POST', `/change-sets/${removed.changeSet}/undo`, {})
  assert.equal(await countOf(admin, 'accounts', { city: 'Wuhan' }), 300)
})

test('undo shows both values of what was changed since, and does as decided', async () => {
  const [one, two] = (
    await ok(admin, 'POST', '/accounts', [
      { name: 'Clash 1', city: 'A' },
      { name: 'Clash 2', city: 'A' },
    ])
  ).rows
  const { changeSet } = await ok(admin, 'PATCH', `/accounts?expect=2&filter=${said({ id: { in: [one.id, two.id] } })}`, { city: 'B' })
  await ok(admin, 'PATCH', `/accounts/${one.id}`, { city: 'C' })
  const refused = await admin.ask('POST', `/api/v1/change-sets/${changeSet}/undo`, {})
  const [{ object, record, field, now, then }] = refused.json().conflicts
  assert.deepEqual(
    [refused.statusCode, refused.json().code, object, record, field, now, then],
    [409, 'kernel.undo-conflicts', 'account', one.id, 'city', 'C', 'A'],
  )
  await ok(admin, 'POST', `/change-sets/${changeSet}/undo`, { resolve: { [`${one.id}.city`]: 'keep' } })
  assert.deepEqual([(await ok(admin, 'GET', `/accounts/${one.id}`)).city, (await ok(admin, 'GET', `/accounts/${two.id}`)).city], ['C', 'A'])
})

test('lists, counts and figures of an earlier moment are as they were', async () => {
  const [kept, gone] = (
    await ok(admin, 'POST', '/leads', [
      { name: 'Kept', im: 'kept', city: 'Then' },
      { name: 'Gone', im: 'gone', city: 'Then' },
    ])
  ).rows
  await pause(30)
  const at = encodeURIComponent(new Date().toISOString())
  await pause(30)
  await ok(admin, 'PATCH', `/leads/${kept.id}`, { name: 'Renamed', city: 'Now' })
  await ok(admin, 'DELETE', `/leads/${gone.id}`)
  await ok(admin, 'POST', '/leads', { name: 'New', im: 'new', city: 'Now' })
  const names = async (query: string) => (await ok(admin, 'GET', `/leads?sort=name&fields=name${query}`)).rows.map(({ name }: Json) => name)
  assert.deepEqual(
    [await names(''), await names(`&asOf=${at}`)],
    [
      ['New', 'Renamed'],
      ['Gone', 'Kept'],
    ],
  )
  const counted = await ok(admin, 'GET', `/leads?limit=1&count=exact&asOf=${at}&filter=${said({ city: 'Then' })}`)
  assert.equal(counted.count.value, 2)
  const groups = await ok(admin, 'POST', '/leads/aggregate', { by: ['city'], measures: { n: 'count' }, asOf: decodeURIComponent(at) })
  assert.deepEqual(groups.rows, [{ city: 'Then', n: 2 }])
  assert.equal((await ok(admin, 'GET', `/leads/${gone.id}?asOf=${at}`)).name, 'Gone')
})

test('the same call with the same key writes once, also at the same moment', async () => {
  const key = { 'idempotency-key': 'once' }
  const calls = await Promise.all(
    [product, other, product, other].map((at) => at.as(admin).ask('POST', '/api/v1/accounts', { name: 'Once only' }, key)),
  )
  assert.deepEqual(new Set(calls.map(({ statusCode }) => statusCode)), new Set([201]))
  assert.equal(new Set(calls.map((answer) => answer.json().id)).size, 1)
  assert.equal(await countOf(admin, 'accounts', { name: 'Once only' }), 1)
  const reused = await admin.ask('POST', '/api/v1/accounts', { name: 'Another' }, key)
  assert.deepEqual([reused.statusCode, reused.json().code], [409, 'kernel.idempotency-reused'])
  assert.equal((await rep.ask('POST', '/api/v1/accounts', { name: 'Another' }, key)).statusCode, 201)
})

test('a stale change is refused with both values', async () => {
  const { id, version } = await ok(admin, 'POST', '/accounts', { name: 'Stale', city: 'A' })
  await ok(admin, 'PATCH', `/accounts/${id}`, { city: 'B', version })
  for (const answer of [
    await admin.ask('PATCH', `/api/v1/accounts/${id}`, { city: 'C', version }),
    await other.as(admin).ask('PATCH', `/api/v1/accounts/${id}`, { city: 'C' }, { 'if-match': `"${version}"` }),
  ]) {
    const { code, now, yours } = answer.json()
    assert.deepEqual(
      [answer.statusCode, code, now, yours, answer.json().version],
      [409, 'kernel.stale', { city: 'B' }, { city: 'C' }, version + 1],
    )
  }
  const racing = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      (i % 2 ? product : other).as(admin).ask('PATCH', `/api/v1/accounts/${id}`, { city: `Racer ${i}`, version: version + 1 }),
    ),
  )
  assert.deepEqual(racing.map(({ statusCode }) => statusCode).sort(), [200, 409, 409, 409, 409, 409, 409, 409])
})

test('sums over several currencies use the rate of the day, and say what had none', async () => {
  await ok(admin, 'POST', '/exchange-rates', [
    { currency: 'USD', validFrom: '2026-01-01', rate: 7 },
    { currency: 'USD', validFrom: '2026-06-01', rate: 7.5 },
  ])
  const deals = [
    { amount: 1_000, foundOn: '2026-02-01' },
    { amount: { amount: 100, currency: 'USD' }, foundOn: '2026-02-01' },
    { amount: { amount: 100, currency: 'USD' }, foundOn: '2026-06-01' },
    { amount: { amount: 100, currency: 'USD' }, foundOn: '2025-12-31' },
    { amount: { amount: 100, currency: 'EUR' }, foundOn: '2026-06-01' },
    { amount: null, foundOn: '2026-06-01' },
  ]
  await ok(
    admin,
    'POST',
    '/opportunities',
    deals.map((deal, i) => ({ name: `Money ${i}`, ...deal })),
  )
  const figures = async (measures: unknown) =>
    (await ok(admin, 'POST', '/opportunities/aggregate', { measures, filter: { name: { startsWith: 'Money' } } })).rows[0]
  const { total, totalMissing } = await figures({ total: { sum: 'amount', on: 'foundOn' } })
  assert.deepEqual([total, totalMissing], [{ amount: 1_000 + 700 + 750, currency: 'CNY' }, 2])
  const { part, n } = await figures({ part: { sum: 'amount', on: 'foundOn', filter: { foundOn: { gte: '2026-06-01' } } }, n: 'count' })
  assert.deepEqual([part.amount, n], [750, 6])
  assert.equal((await admin.ask('POST', '/api/v1/opportunities', { name: 'x', amount: { amount: 1, currency: 'XXX1' } })).statusCode, 400)
})

test('numbers count up without doubles under 50 creates at once on two processes', async () => {
  const made = await Promise.all(
    Array.from({ length: 50 }, (_, i) => ok((i % 2 ? product : other).as(admin), 'POST', '/accounts', { name: `Numbered ${i}` })),
  )
  const numbers = made.map(({ number }) => String(number))
  assert.equal(new Set(numbers).size, 50)
  assert.ok(numbers.every((number) => /^KH-\d{4}-\d{6}$/.test(number)))
})

/** Asks until the answer is as wanted, at most a second. */
async function within<T>(ask: () => Promise<T>, wanted: (answer: T) => boolean): Promise<void> {
  const until = performance.now() + 1_000
  for (let answer = await ask(); !wanted(answer); answer = await ask()) {
    assert.ok(performance.now() < until, `still ${JSON.stringify(answer)} after a second`)
    await pause(20)
  }
}

test('what one process writes about catalog and rights, the other knows within a second', async () => {
  const far = other.as(rep)
  const labels = async () =>
    (await ok(far, 'GET', '/meta?locale=en')).objects.opportunity.fields.stage.options.choices.map(({ label }: Json) => label) as string[]
  assert.ok(!(await labels()).includes('Haggling'))
  const [stage] = (await ok(admin, 'GET', `/pipeline-stages?filter=${said({ key: 'negotiation' })}`)).rows
  await ok(admin, 'PATCH', `/pipeline-stages/${stage.id}`, { labelEn: 'Haggling' })
  await within(labels, (list) => list.includes('Haggling'))
  const before = await countOf(far, 'accounts')
  await ok(admin, 'PATCH', `/members/${rep.id}`, { roles: ['readonly'] })
  const all = await countOf(admin, 'accounts')
  await within(
    () => countOf(far, 'accounts'),
    (n) => n === all && n > before,
  )
  assert.equal((await far.ask('POST', '/api/v1/accounts', { name: 'x' })).statusCode, 403)
  await ok(admin, 'PATCH', `/members/${rep.id}`, { active: false })
  await within(
    async () => (await far.ask('GET', '/api/v1/accounts')).statusCode,
    (status) => status === 401,
  )
})

test('nothing of it ended in a fault of the server', () => {
  assert.deepEqual(
    [...product.log, ...other.log].filter((line) => line.includes('"level":50')),
    [],
  )
})
