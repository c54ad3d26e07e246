import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { type Answer, openProduct } from './open-product.ts'

/* The open address of a web form as strangers reach it: without an account, with what browsers and programs send. */

const clone = await cloneDatabase(modules, 'zh-CN')
const product = await openProduct(clone.url, modules)
after(() => clone.drop())
const boss = await product.join({ name: 'boss', roles: ['administrator'] })

type Row = Record<string, unknown> & { id: string }
const site = 'https://www.example.com'
async function makeForm(more: object = {}): Promise<string> {
  const made = await boss.ask('POST', '/api/v1/web-forms', { name: '官网咨询', leastSeconds: 0, ...more })
  assert.equal(made.statusCode, 201, made.body)
  return made.json().id
}
const rows = async (plural: string, filter: object): Promise<Row[]> =>
  (await boss.ask('GET', `/api/v1/${plural}?fields=*&filter=${encodeURIComponent(JSON.stringify(filter))}`)).json().rows
const touches = (form: string) => rows('lead-touches', { form })
const refusals = async (form: string) => (await rows('form-refusals', { form })).map(({ reason, times }) => [reason, times])

const door = (form: string, query = '') => `/f/test/${form}${query}`
const at = (
  method: 'GET' | 'POST' | 'OPTIONS',
  url: string,
  o: { headers?: Record<string, string>; payload?: string; from?: string } = {},
) =>
  product.app.inject({
    method,
    url,
    remoteAddress: o.from ?? '203.0.113.7',
    headers: { host: '127.0.0.1:3000', ...o.headers },
    ...(o.payload === undefined ? {} : { payload: o.payload }),
  })
const asProgram = { accept: 'application/json', 'content-type': 'application/json' }
const asBrowser = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', origin: 'http://127.0.0.1:3000' }
const tokenOf = async (form: string): Promise<string> =>
  (await at('GET', door(form), { headers: { accept: 'application/json' } })).json().token
let last = 10_000_000
const somebody = (more: object = {}) => ({ name: '王小明', mobile: `138${++last}`, ...more })
async function send(form: string, body: Readonly<Record<string, unknown>>, o: { headers?: Record<string, string>; from?: string } = {}) {
  const payload = JSON.stringify({ _token: await tokenOf(form), ...body })
  return at('POST', door(form), { ...o, payload, headers: { ...asProgram, ...o.headers } })
}

test('a page is answered in the language of the visitor, tells nothing of us, and may load nothing', async () => {
  const form = await makeForm({ sites: [site], intro: '<script>alert(1)</script>' })
  const page = await at('GET', door(form), { headers: { accept: 'text/html', 'accept-language': 'zh-TW' } })
  assert.equal(page.statusCode, 200)
  assert.match(page.body, /<html lang="zh-TW">/)
  assert.match(page.body, /手機/)
  assert.match(page.body, /&lt;script&gt;alert/)
  const policy = String(page.headers['content-security-policy'])
  assert.match(policy, /default-src 'none'/)
  assert.match(policy, /frame-ancestors 'self' https:\/\/www\.example\.com(;|$)/)
  assert.equal(page.headers['x-frame-options'], undefined)
  assert.equal(page.headers['set-cookie'], undefined)
  for (const secret of ['boss', form.slice(0, 8)]) assert.ok(!page.body.includes(secret), secret)
})

test('what a browser sends makes a lead with the words of the campaign, and leads to thanks that a reload does not send again', async () => {
  const form = await makeForm()
  const opened = await at('GET', door(form, '?utm_campaign=%E7%A7%8B%E5%AD%A3'), {
    headers: { accept: 'text/html', referer: 'https://search.example/' },
  })
  const fields = new URLSearchParams(
    [...opened.body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name, value]) => [name!, value!] as [string, string],
    ),
  )
  for (const [name, value] of Object.entries(somebody({ company: '华瑞物流' }))) fields.set(name, String(value))
  const sent = await at('POST', door(form), { headers: asBrowser, payload: String(fields) })
  assert.equal(sent.statusCode, 303, sent.body)
  assert.equal(sent.headers.location, '?sent=1')
  const thanks = await at('GET', door(form, '?sent=1'), { headers: { accept: 'text/html' } })
  assert.ok(!thanks.body.includes('<form'))
  const [touch] = await touches(form)
  assert.deepEqual([touch!.utmCampaign, touch!.referrer, touch!.isFirst], ['秋季', 'https://search.example/', true])
  const [made] = await rows('leads', { id: (touch!.lead as Row).id })
  assert.deepEqual([made!.company, made!.source, made!.status], ['华瑞物流', 'internet', 'new'])
})

test('what is missing or unreadable stands beside its question, and what was typed is still there', async () => {
  const form = await makeForm({ questions: [{ field: 'name' }, { field: 'email', isRequired: true }] })
  const payload = String(new URLSearchParams({ _token: await tokenOf(form), name: 'A "quoted" <b>', email: 'not a mail' }))
  const page = await at('POST', door(form), { headers: { ...asBrowser, 'accept-language': 'en' }, payload })
  assert.equal(page.statusCode, 422)
  assert.match(page.body, /role="alert"/)
  assert.match(page.body, /value="A &quot;quoted&quot; &lt;b&gt;"/)
  assert.match(page.body, /aria-invalid/)
  const program = await send(form, { name: 'A' })
  assert.deepEqual(
    [program.statusCode, program.json().issues.map(({ path, code }: Row) => [path, code])],
    [422, [['email', 'kernel.required']]],
  )
  assert.deepEqual(await touches(form), [])
})

test('nothing but what is asked gets in: neither state nor owner, nor fields that are ours', async () => {
  const form = await makeForm()
  const answer = await send(
    form,
    somebody({ status: 'qualified', owner: boss.id, score: 100, tags: ['vip'], source: 'partner', externalId: 'x' }),
  )
  assert.equal(answer.statusCode, 201, answer.body)
  const [touch] = await touches(form)
  const [made] = await rows('leads', { id: (touch!.lead as Row).id })
  assert.deepEqual(
    [made!.status, made!.owner, made!.score, made!.tags, made!.source, made!.externalId],
    ['new', null, null, null, 'internet', null],
  )
})

test('a hidden field that was filled, and the same content twice, look as if they had gone through', async () => {
  const form = await makeForm()
  assert.equal((await send(form, somebody({ _url: 'http://spam.example' }))).statusCode, 201)
  assert.deepEqual(await touches(form), [])
  const same = somebody()
  assert.equal((await send(form, same)).statusCode, 201)
  assert.equal((await send(form, same)).statusCode, 201)
  assert.equal((await touches(form)).length, 1)
  assert.deepEqual((await refusals(form)).toSorted(), [
    ['same', 1],
    ['trap', 1],
  ])
})

test('a token of another form, a changed one and none at all are refused; so is whoever is faster than people are', async () => {
  const [form, other] = [await makeForm(), await makeForm()]
  const foreign = await tokenOf(other)
  const own = await tokenOf(form)
  for (const _token of [foreign, `${own.slice(0, -1)}${own.endsWith('A') ? 'B' : 'A'}`, '', 'a.b', 7, null])
    assert.deepEqual(refusedAs(await send(form, somebody({ _token }))), [422, 'forms.refused.badToken'], String(_token))
  assert.deepEqual(await refusals(form), [['badToken', 6]])
  const slow = await makeForm({ leastSeconds: 60 })
  assert.deepEqual(refusedAs(await send(slow, somebody())), [422, 'forms.refused.tooFast'])
  assert.deepEqual(await touches(form), [])
})

const refusedAs = (answer: Answer): unknown[] => [answer.statusCode, answer.json().code]

test('more than so many an hour from one address are refused, from another they are not', async () => {
  const form = await makeForm({ mostPerHour: 3 })
  const answers = await Promise.all(Array.from({ length: 6 }, () => send(form, somebody())))
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted(), [201, 201, 201, 429, 429, 429])
  assert.equal((await send(form, somebody(), { from: '203.0.113.99' })).statusCode, 201)
  assert.equal((await touches(form)).length, 4)
})

test('pages of listed sites may ask and send, others may not, and nobody learns the address of a sender', async () => {
  const form = await makeForm({ sites: [site] })
  const asked = await at('OPTIONS', door(form), { headers: { origin: site } })
  assert.deepEqual([asked.statusCode, asked.headers['access-control-allow-origin']], [204, site])
  assert.equal((await send(form, somebody(), { headers: { origin: site } })).statusCode, 201)
  const away = await send(form, somebody(), { headers: { origin: 'https://evil.example' } })
  assert.deepEqual(refusedAs(away), [403, 'forms.refused.foreignSite'])
  assert.equal(away.headers['access-control-allow-origin'], undefined)
  const [touch] = await touches(form)
  assert.ok(touch!.sender && !JSON.stringify(touch).includes('203.0.113'))
})

test('a form out of use, one that was removed and one that never was are answered alike', async () => {
  const [off, gone] = [await makeForm({ isActive: false }), await makeForm()]
  assert.equal((await boss.ask('DELETE', `/api/v1/web-forms/${gone}`)).statusCode, 204)
  const plain = ({ body }: Answer) => body.replaceAll(/nonce="[^"]+"/g, '')
  const never = '00000000-0000-7000-8000-000000000000'
  const pages = await Promise.all(
    [off, gone, never, 'x', "'--"].map((key) => at('GET', door(encodeURIComponent(key)), { headers: { accept: 'text/html' } })),
  )
  assert.deepEqual(
    pages.map(({ statusCode }) => statusCode),
    [404, 404, 404, 404, 404],
  )
  assert.equal(new Set(pages.map(plain)).size, 1)
  assert.equal((await at('GET', `/f/elsewhere/${off}`)).statusCode, 404)
})

test('a body that makes no sense is an answer and no fault of ours', async () => {
  const form = await makeForm()
  for (const payload of [
    '{',
    '[]',
    '"x"',
    'null',
    JSON.stringify({ name: { a: 1 }, mobile: [1], _token: {} }),
    `{"name":"${'x'.repeat(200_000)}"}`,
  ]) {
    const { statusCode, body } = await at('POST', door(form), { headers: asProgram, payload })
    assert.ok(statusCode >= 400 && statusCode < 500, `${payload.slice(0, 30)} → ${statusCode} ${body.slice(0, 200)}`)
  }
})
