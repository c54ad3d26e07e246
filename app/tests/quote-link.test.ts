import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { openProduct } from './open-product.ts'

/* The open address of a quote as a customer reaches it: without an account, on a phone, in three languages. */

const clone = await cloneDatabase(modules, 'zh-CN')
const product = await openProduct(clone.url, modules)
after(() => clone.drop())
const boss = await product.join({ name: 'boss', roles: ['administrator'] })
const rep = await product.join({ name: 'rep', roles: ['rep'] })

type Row = Record<string, unknown> & { id: string }
const post = async (url: string, body: unknown, who = rep) => {
  const answer = await who.ask('POST', `/api/v1/${url}`, body)
  assert.ok(answer.statusCode < 300, `${url}: ${answer.body}`)
  return answer.json()
}
const see = async (id: string) => (await boss.ask('GET', `/api/v1/quotes/${id}`)).json() as Row
const linesOf = async (id: string): Promise<Row[]> =>
  (await boss.ask('GET', `/api/v1/quote-lines?sort=position&fields=*&filter=${encodeURIComponent(JSON.stringify({ quote: id }))}`)).json()
    .rows
const told = async (id: string) =>
  (
    await product.installation.engine.database.pool.query('SELECT kind FROM w_test.notice WHERE record_id = $1 ORDER BY kind', [id])
  ).rows.map(({ kind }) => kind)
await post('legal-entities', { name: '知客科技有限公司', phone: '010-55551234', isDefault: true }, boss)
const customer = (await post('accounts', { name: '华瑞物流' })).id
const lines = [
  { position: 1, kind: 'heading', description: '设备' },
  { position: 2, description: '水泵 <A>', price: 1000, quantity: 2 },
  { position: 3, kind: 'alternative', description: '水泵 B', price: 1500 },
  { position: 4, kind: 'optional', description: '延保', price: 300 },
]
const cost = 778877.01

/** A quote that was sent, and its key. */
async function sent(more: object = {}): Promise<{ id: string; key: string }> {
  const { id } = await post('quotes', { title: '泵站报价', account: customer, lines, taxMode: 'inPrice', ...more })
  for (const line of await linesOf(id))
    if ((line.kind as { key?: string })?.key !== 'heading' && line.kind !== 'heading')
      assert.equal((await boss.ask('PATCH', `/api/v1/quote-lines/${line.id}`, { cost })).statusCode, 200)
  await post(`quotes/${id}/submit`, {})
  return { id, key: (await post(`quotes/${id}/send`, {})).linkKey }
}
const look = (key: string, o: { lang?: string; query?: string } = {}) =>
  product.app.inject({
    method: 'GET',
    url: `/q/test/${key}${o.query ?? ''}`,
    headers: { host: '127.0.0.1:3000', 'accept-language': o.lang ?? 'zh-CN' },
  })
const say = (key: string, body: Record<string, string>) =>
  product.app.inject({
    method: 'POST',
    url: `/q/test/${key}`,
    headers: {
      host: '127.0.0.1:3000',
      origin: 'http://127.0.0.1:3000',
      'accept-language': 'zh-CN',
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: String(new URLSearchParams(body)),
  })
const amountOf = (row: Row) => (row.gross as { amount: number }).amount
const stateOf = async (id: string) => (await see(id)).status

test('a quote is seen without an account in three languages, loads nothing, and tells nothing of us', async () => {
  const { id, key } = await sent()
  for (const [lang, word] of [
    ['zh-CN', '接受报价'],
    ['zh-TW', '接受報價'],
    ['en', 'Accept the quote'],
  ] as const) {
    const page = await look(key, { lang })
    assert.equal(page.statusCode, 200)
    assert.match(page.body, new RegExp(`<html lang="${lang}">`))
    assert.ok(page.body.includes(word), lang)
  }
  const page = await look(key, { query: '?lang=en' })
  assert.match(page.body, /<html lang="en">/)
  for (const there of ['泵站报价', '华瑞物流', '知客科技有限公司', '水泵 &lt;A&gt;', '延保', '2,000.00', 'rep@example.com'])
    assert.ok(page.body.includes(there), there)
  for (const secret of ['778', '877.01', 'boss', id, String((await see(id)).marginRate)]) assert.ok(!page.body.includes(secret), secret)
  const policy = String(page.headers['content-security-policy'])
  assert.match(policy, /default-src 'none'/)
  assert.ok(!policy.includes('script-src'))
  assert.equal(page.headers['set-cookie'], undefined)
  assert.equal(page.headers['referrer-policy'], 'no-referrer')
})

test('an opening is told to the owner, once for those that follow one another', async () => {
  const { id, key } = await sent()
  await look(key)
  await look(key)
  assert.deepEqual([await told(id), (await see(id)).openings], [['quotes.opened'], 1])
})

test('the customer chooses, sees what it comes to, accepts with his name, and what he chose is fixed', async () => {
  const deal = (await post('opportunities', { name: '泵站', account: customer })).id
  const { id, key } = await sent({ opportunity: deal })
  const [, first, other, option] = await linesOf(id)
  const choice = { [`alt-${first!.id}`]: String(other!.id), take: String(option!.id) }
  const reckoned = await say(key, { do: 'total', ...choice })
  assert.match(reckoned.body, /CNY\s1,800\.00/)
  assert.deepEqual([amountOf(await see(id)), await stateOf(id)], [2000, 'sent'])
  const nameless = await say(key, { do: 'accept', name: '  ', ...choice })
  assert.equal(nameless.statusCode, 422)
  assert.match(nameless.body, /请填写姓名/)
  const done = await say(key, { do: 'accept', name: '赵启明', ...choice })
  assert.equal(done.statusCode, 303, done.body)
  const row = await see(id)
  assert.deepEqual([row.status, row.acceptedBy, row.acceptedVia, amountOf(row)], ['accepted', '赵启明', 'link', 1800])
  const dealNow = (await boss.ask('GET', `/api/v1/opportunities/${deal}`)).json()
  assert.equal(dealNow.amount.amount, 1800)
  assert.ok((await told(id)).includes('quotes.accepted'))
  const after = await look(key)
  assert.match(after.body, /赵启明 已接受/)
  assert.ok(!after.body.includes('value="accept"'))
  const again = await say(key, { do: 'accept', name: '别人' })
  assert.equal(again.statusCode, 422)
  assert.equal((await see(id)).acceptedBy, '赵启明')
})

test('the customer declines with a reason, or asks; both reach the owner', async () => {
  const { id, key } = await sent()
  assert.equal((await say(key, { do: 'question', question: '交期多久？' })).statusCode, 303)
  assert.ok((await told(id)).includes('quotes.question'))
  assert.equal((await say(key, { do: 'decline', reason: '' })).statusCode, 422)
  assert.equal((await say(key, { do: 'decline', reason: '预算不够' })).statusCode, 303)
  const row = await see(id)
  assert.deepEqual([row.status, row.reason], ['declined', '预算不够'])
})

test('after its last day nothing is accepted, and the page says whom to ask', async () => {
  const { id, key } = await sent({ quotedOn: '2020-01-01', validUntil: '2999-12-31' })
  await product.installation.engine.database.pool.query("UPDATE w_test.quote SET valid_until = '2020-01-31' WHERE id = $1", [id])
  const page = await look(key)
  assert.match(page.body, /本报价已过有效期/)
  assert.match(page.body, /010-?5555|5555/)
  assert.ok(!page.body.includes('value="accept"'))
  assert.equal((await say(key, { do: 'accept', name: '赵' })).statusCode, 422)
  assert.equal(await stateOf(id), 'sent')
})

test('once quotes to a customer are stopped, what is out is accepted on no road; its owner is told; lifting opens it again', async () => {
  const bad = (await post('accounts', { name: '失信物流' })).id
  const { id, key } = await sent({ account: bad })
  const draft = (await post('quotes', { title: '草稿', account: bad, lines })).id
  await post(`accounts/${bad}/blacklist`, { effect: 'warn', reason: '拖欠' }, boss)
  assert.deepEqual([(await look(key)).body.includes('接受报价'), await told(draft)], [true, []])
  await post(`accounts/${bad}/blacklist`, { effect: 'blockQuote', reason: '拖欠货款' }, boss)
  for (const [lang, word] of [
    ['zh-CN', '本报价已不再提供'],
    ['zh-TW', '本報價已不再提供'],
    ['en', 'This offer is not available any more'],
  ] as const) {
    const page = await look(key, { lang })
    assert.ok(page.statusCode === 200 && page.body.includes(word) && page.body.includes('rep@example.com'), lang)
    for (const secret of ['拖欠', '接受报价', '2,000.00']) assert.ok(!page.body.includes(secret), secret)
  }
  assert.match((await look(key, { query: '?pdf=1' })).body, /本报价已不再提供/)
  assert.match((await say(key, { do: 'accept', name: '赵启明' })).body, /本报价已不再提供/)
  const byHand = { acceptedBy: '赵启明', proof: '邮件' }
  const refused = await rep.ask('POST', `/api/v1/quotes/${id}/accept`, byHand)
  assert.deepEqual([refused.statusCode, refused.json().code, await stateOf(id)], [422, 'quotes.customer-blocked', 'sent'])
  assert.deepEqual([await told(id), await told(draft)], [['quotes.opened', 'quotes.stopped'], ['quotes.stopped']])
  const { flow } = (await boss.ask('POST', `/api/v1/accounts/${bad}/lift`, { reason: '已付清' })).json()
  assert.equal((await boss.ask('PATCH', `/api/v1/approval-flows/${flow}`, { active: false })).statusCode, 200)
  await post(`accounts/${bad}/lift`, { reason: '已付清' }, boss)
  assert.ok((await look(key)).body.includes('接受报价'))
  assert.equal((await say(key, { do: 'accept', name: '赵启明' })).statusCode, 303)
  assert.equal(await stateOf(id), 'accepted')
})

test('a revoked link opens nothing, a guessed one neither; a new link works; the old one of a new version leads to it', async () => {
  const { id, key } = await sent()
  await post(`quotes/${id}/revoke-link`, {})
  for (const bad of [key, 'x'.repeat(32), '', id]) assert.equal((await look(bad || 'none')).statusCode, 404)
  const { linkKey } = await post(`quotes/${id}/renew-link`, {})
  assert.equal((await look(linkKey)).statusCode, 200)
  const next = (await post(`quotes/${id}/revise`, {})).quote
  const nextId = typeof next === 'string' ? next : next.id
  assert.match((await look(linkKey)).body, /新版报价正在准备中/)
  await post(`quotes/${nextId}/submit`, {})
  const newKey = (await post(`quotes/${nextId}/send`, {})).linkKey
  const led = await look(linkKey)
  assert.deepEqual([led.statusCode, led.headers.location], [303, `./${newKey}`])
})

test('the address gives the quote as a PDF file in the language of the page, without what it costs us', async () => {
  const { key } = await sent()
  const answer = await look(key, { query: '?pdf=1&lang=zh-TW' })
  assert.equal(answer.headers['content-type'], 'application/pdf')
  const file = await getDocument({ data: Uint8Array.from(answer.rawPayload), verbosity: 0 }).promise
  const { items } = await (await file.getPage(1)).getTextContent()
  const text = items.map((item) => ('str' in item ? item.str : '')).join('')
  assert.match(text, /報價單/)
  assert.match(text, /水泵 <A>/)
  assert.doesNotMatch(text, /778,?877/)
  assert.equal((await look('x'.repeat(32), { query: '?pdf=1' })).statusCode, 404)
})
