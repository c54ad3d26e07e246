import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { defineModule, defineObject, grant, richText, text } from '#kernel'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { type Answer, type Method, openProduct } from './open-product.ts'

/* Wrong input of every kind: the right problem document, nothing stored, nothing of the inside told. */

const page = defineObject('page', {
  plural: 'pages',
  title: 'name',
  search: ['name', 'body'],
  fields: { name: text({ required: true }), body: richText() },
})
const words = { 'pages.module': 'Pages', page: 'Page', 'page.plural': 'Pages', 'page.name': 'Name', 'page.body': 'Text' }
const pages = defineModule({
  name: 'pages',
  objects: [page],
  grants: [grant('rep', page, { read: 'all', create: true, update: 'all' })],
  texts: { en: words, 'zh-CN': words, 'zh-TW': words },
})
const all = [...modules, pages]
const clone = await cloneDatabase(all, 'en')
const product = await openProduct(clone.url, all)
after(() => clone.drop())
const admin = await product.join({ name: 'admin', roles: ['administrator'] })
const account = (await admin.ask('POST', '/api/v1/accounts', { name: 'The one', remark: 'zqkept' })).json() as { id: string }
const objects = Object.values((await admin.ask('GET', '/api/v1/meta')).json().objects as Record<string, { plural: string }>)
const said = (value: unknown) => encodeURIComponent(JSON.stringify(value))

/** How many records there are of each object, and change sets. */
async function stored(): Promise<string> {
  const counts = objects.map(async ({ plural }) => [
    plural,
    (await admin.ask('GET', `/api/v1/${plural}?limit=1&count=exact`)).json().count.value,
  ])
  const sets = (await admin.ask('GET', '/api/v1/change-sets?limit=500')).json().rows.map(({ id }: { id: string }) => id)
  return JSON.stringify([...(await Promise.all(counts)), sets, (await admin.ask('GET', `/api/v1/accounts/${account.id}`)).json().version])
}

const inside =
  /\bat \S+ \(|\.ts:\d|node_modules|\/kernel\/|file:\/\/|\b(pg|fastify|postgres\w*|pino)\b|relation "|syntax error|SQLSTATE|\b(SELECT|INSERT|UPDATE|DELETE)\b[^"]{0,80}\b(FROM|INTO|SET)\b|"w_test"|\b\d+\.\d+\.\d+\b/i

/** A problem document of the right form that tells nothing but what was wrong. */
function assertProblem(answer: Answer, sent: readonly string[], what: string): void {
  const type = String(answer.headers['content-type'])
  assert.ok(type.startsWith('application/problem+json'), `${what}: ${type} ${answer.body.slice(0, 300)}`)
  const body = answer.json()
  for (const name of ['type', 'title', 'status', 'code', 'detail', 'requestId']) assert.ok(name in body, `${what}: ${name} is missing`)
  assert.equal(body.status, answer.statusCode, what)
  const told = sent.reduce((rest, one) => rest.replaceAll(JSON.stringify(one).slice(1, -1), ''), answer.body)
  assert.doesNotMatch(told, inside, what)
  assert.equal(answer.headers['x-powered-by'] ?? answer.headers.server, undefined)
}

type Case = readonly [method: Method, path: string, body: unknown, status: number, code: string, headers?: Record<string, string>]
const json = { 'content-type': 'application/json' }
const long = 'x'.repeat(100_000)
const cases: readonly Case[] = [
  ['GET', '/accounts?filter=nonsense', undefined, 400, 'kernel.bad-filter'],
  ['GET', `/accounts?filter=${said([])}`, undefined, 400, 'kernel.bad-filter'],
  ['GET', `/accounts?filter=${said({ name: { like: '%' } })}`, undefined, 400, 'kernel.bad-filter'],
  ['GET', `/accounts?filter=${said({ headcount: { gt: 'many' } })}`, undefined, 400, 'kernel.bad-filter'],
  ['GET', `/accounts?filter=${said({ colour: 'red' })}`, undefined, 400, 'kernel.unknown-field'],
  ['GET', '/accounts?fields=colour', undefined, 400, 'kernel.unknown-field'],
  ['GET', '/accounts?sort=colour', undefined, 400, 'kernel.unknown-field'],
  ['GET', '/accounts?limit=0', undefined, 400, 'kernel.bad-value'],
  ['GET', '/accounts?asOf=someday', undefined, 400, 'kernel.bad-value'],
  ['GET', '/accounts?cursor=%00', undefined, 400, 'kernel.bad-cursor'],
  ['GET', '/nothing', undefined, 404, 'kernel.unknown-object'],
  ['POST', '/accounts', { name: 'x', colour: 'red' }, 400, 'kernel.bad-value'],
  ['POST', '/accounts', { name: 'x', value: 'enormous' }, 400, 'kernel.bad-value'],
  ['POST', '/accounts', { name: 'x', parent: randomUUID() }, 400, 'kernel.bad-value'],
  ['POST', '/accounts', { name: 'x', parent: 'nobody' }, 400, 'kernel.bad-value'],
  ['POST', '/accounts', {}, 422, 'kernel.invalid'],
  ['POST', '/accounts', { name: long }, 400, 'kernel.bad-value'],
  ['POST', '/accounts', { name: 'a\u0000b' }, 400, 'kernel.bad-value'],
  ['POST', '/accounts', { name: '\ud800' }, 400, 'kernel.bad-value'],
  ['POST', '/accounts', { name: { $ne: null } }, 400, 'kernel.bad-value'],
  ['POST', '/accounts', [{ name: 'good' }, { name: 'bad', headcount: -1 }], 400, 'kernel.bad-value'],
  ['POST', '/accounts', '{"name":', 400, 'kernel.bad-request', json],
  ['POST', '/accounts', JSON.stringify({ name: 'x'.repeat(10 * 1024 * 1024) }), 413, 'kernel.too-large', json],
  ['POST', '/accounts', 'name=x', 415, 'kernel.wrong-content-type', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['POST', '/accounts', '<account/>', 415, 'kernel.wrong-content-type', { 'content-type': 'application/xml' }],
  ['PATCH', `/accounts/${account.id}`, { name: 'a\u0000b' }, 400, 'kernel.bad-value'],
  ['PATCH', `/accounts/${account.id}`, { name: long }, 400, 'kernel.bad-value'],
  ['PATCH', `/accounts/${account.id}`, { version: 'one' }, 400, 'kernel.bad-value'],
  ['PATCH', `/accounts?filter=${said({})}`, { remark: 'x' }, 400, 'kernel.bad-request'],
  ['DELETE', `/accounts?filter=${said({ colour: 1 })}&expect=1`, undefined, 400, 'kernel.unknown-field'],
  ['POST', '/accounts/aggregate', { measures: { n: { sum: 'name' } } }, 400, 'kernel.bad-value'],
  ['POST', '/accounts/aggregate', { by: 'owner', measures: { n: 'count' } }, 400, 'kernel.bad-value'],
  ['POST', '/actions/sales.nothing', {}, 404, 'kernel.unknown-action'],
  ['POST', '/change-sets/1/undo', {}, 404, 'kernel.not-found'],
  ['POST', `/accounts/${account.id}/restore`, undefined, 404, 'kernel.not-found'],
]

test('each kind of wrong input gets its problem document and stores nothing', async () => {
  const before = await stored()
  for (const [method, path, body, status, code, headers] of cases) {
    const answer = await admin.ask(method, `/api/v1${path}`, body, headers)
    const what = `${method} ${path} ${String(JSON.stringify(body) ?? '').slice(0, 80)}`
    assert.deepEqual([answer.statusCode, answer.json().code], [status, code], `${what} → ${answer.body.slice(0, 400)}`)
    assertProblem(answer, [], what)
    assert.ok(answer.body.length < 5_000, `${what}: ${answer.body.length} bytes`)
  }
  assert.equal(await stored(), before)
})

const injections = [
  "' OR 1=1 --",
  "x'; DROP TABLE account; --",
  '"; DELETE FROM member; --',
  '1) UNION SELECT password FROM control.account --',
  '$1',
  '%27%20OR%201=1',
  "\\'; SELECT pg_sleep(9); --",
  '<%= 7*7 %>',
  '{{constructor}}',
  '../../etc/passwd',
  '%',
  '_',
  "E'\\x00'",
]

/** Every place of a request that takes words. */
const places: readonly ((word: string) => readonly [Method, string, unknown?, Record<string, string>?])[] = [
  ...['filter', 'q', 'sort', 'fields', 'limit', 'cursor', 'count', 'asOf', 'explain', 'colour'].map(
    (name) => (word: string) => ['GET', `/accounts?${name}=${encodeURIComponent(word)}`] as const,
  ),
  (word) => ['GET', `/accounts?filter=${said({ name: word })}&count=exact`],
  (word) => ['GET', `/accounts?filter=${said({ name: { contains: word, startsWith: word, ne: word, in: [word] } })}`],
  (word) => ['GET', `/accounts?filter=${said({ [word]: 1 })}`],
  (word) => ['GET', `/accounts?filter=${said({ name: { [word]: 1 } })}`],
  (word) => ['GET', `/accounts?filter=${said({ tags: word })}`],
  (word) => ['GET', `/accounts?filter=${said({ headcount: word })}`],
  (word) => ['GET', `/accounts?filter=${said({ parent: { under: word } })}`],
  (word) => ['GET', `/accounts?filter=${said({ createdAt: { within: word } })}`],
  (word) => ['GET', `/${encodeURIComponent(word)}`],
  (word) => ['GET', `/accounts/${encodeURIComponent(word)}`],
  (word) => ['GET', `/accounts/${encodeURIComponent(word)}/history`],
  (word) => ['GET', `/accounts/${account.id}/history?cursor=${encodeURIComponent(word)}`],
  (word) => ['GET', `/search?q=${encodeURIComponent(word)}`],
  (word) => ['GET', `/search?q=x&objects=${encodeURIComponent(word)}`],
  ...['actor', 'via', 'object', 'cursor'].map(
    (name) => (word: string) => ['GET', `/change-sets?${name}=${encodeURIComponent(word)}`] as const,
  ),
  (word) => ['GET', `/change-sets/${encodeURIComponent(word)}`],
  (word) => ['GET', `/bin?object=${encodeURIComponent(word)}`],
  (word) => ['GET', `/stream?objects=${encodeURIComponent(word)}`],
  (word) => ['GET', `/meta?locale=${encodeURIComponent(word)}`],
  (word) => ['GET', `/exports/accounts?format=${encodeURIComponent(word)}`],
  (word) => ['GET', `/exports/accounts?fields=${encodeURIComponent(word)}`],
  (word) => ['POST', '/accounts/aggregate', { by: [word], measures: { n: 'count' } }],
  (word) => ['POST', '/accounts/aggregate', { by: [{ field: 'createdAt', unit: word }], measures: { n: 'count' } }],
  (word) => ['POST', '/accounts/aggregate', { measures: { [word]: 'count' } }],
  (word) => ['POST', '/accounts/aggregate', { measures: { n: { [word]: 'name' } } }],
  (word) => ['POST', '/accounts/aggregate', { measures: { n: 'count' }, having: { n: { [word]: 1 } } }],
  (word) => ['POST', '/accounts/aggregate', { by: ['city'], measures: { n: 'count' }, sort: [word] }],
  (word) => ['POST', '/accounts', { name: 'x', [word]: 1 }],
  (word) => ['POST', '/accounts', { name: 'x', parent: word }],
  (word) => ['POST', '/accounts', { name: 'x', headcount: word }],
  (word) => ['POST', '/accounts', { name: 'x', annualRevenue: { amount: 1, currency: word } }],
  (word) => ['POST', `/accounts/${encodeURIComponent(word)}/close`, {}],
  (word) => ['POST', `/actions/${encodeURIComponent(word)}`, {}],
  (word) => ['POST', `/change-sets/${encodeURIComponent(word)}/undo`, {}],
  (word) => ['PATCH', `/accounts?expect=${encodeURIComponent(word)}&filter=${said({})}`, {}],
  (word) => ['GET', '/accounts', undefined, { 'x-workspace': word.replace(/[^\x20-\x7e]/g, '') }],
  (word) => ['PATCH', `/accounts/${account.id}`, { city: 'x' }, { 'if-match': word }],
  (word) => ['GET', '/session', undefined, { 'accept-language': word }],
]

test('SQL, templates and paths in every parameter are words and nothing else', async () => {
  const before = await stored()
  for (const place of places) {
    for (const word of injections) {
      const [method, path, body, headers] = place(word)
      if (path.startsWith('/stream') && !word.trim()) continue
      const answer = await admin.ask(method, `/api/v1${path}`, body, headers)
      const what = `${method} ${decodeURIComponent(path.replace(/%(?![0-9a-f]{2})/gi, '%25'))} ${JSON.stringify(body ?? headers ?? null)}`
      assert.ok(answer.statusCode < 500, `${what} → ${answer.body}`)
      if (answer.statusCode >= 400) assertProblem(answer, [word, word.trim(), encodeURIComponent(word)], what)
    }
  }
  assert.equal(await stored(), before)
  assert.equal((await admin.ask('GET', `/api/v1/accounts/${account.id}`)).json().remark, 'zqkept')
})

test('SQL in a value is stored as the text it is', async () => {
  for (const word of injections) {
    const { id, name } = (await admin.ask('POST', '/api/v1/accounts', { name: word })).json()
    assert.equal(name, word)
    const found = (await admin.ask('GET', `/api/v1/accounts?filter=${said({ name: word })}&fields=id`)).json().rows
    assert.deepEqual(found, [{ id }])
    await admin.ask('DELETE', `/api/v1/accounts/${id}`)
  }
})

test('formatted text comes out without scripts, handlers, styles or frames', async () => {
  const evil = `<p onclick="x()" style="position:fixed">Hello <strong>you</strong></p><script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">a</a>
    <a href="data:text/html,x">b</a><iframe src="//evil.example"></iframe><svg><script>1</script></svg><form action="/x"><input name=a></form><style>p{}</style><math><mtext></p><a href="//evil.example">c</a>`
  const made = await admin.ask('POST', '/api/v1/pages', { name: 'evil', body: evil })
  const { id } = made.json()
  for (const answer of [
    made,
    await admin.ask('GET', `/api/v1/pages/${id}`),
    await admin.ask('GET', '/api/v1/pages?fields=body'),
    await admin.ask('GET', `/api/v1/pages/${id}/history`),
  ]) {
    assert.doesNotMatch(answer.body, /<script|onclick|onerror|javascript:|data:|<iframe|<svg|<form|<input|<style|style=|evil\.example/i)
  }
  assert.match(made.json().body, /<p>Hello <strong>you<\/strong><\/p>/)
  assert.equal((await admin.ask('POST', '/api/v1/pages', { name: 'x', body: `<p>${'x'.repeat(500_000)}</p>` })).statusCode, 400)
})

test('nothing of it ended in a fault of the server', () => {
  assert.deepEqual(
    product.log.filter((line) => line.includes('"level":50')),
    [],
  )
})
