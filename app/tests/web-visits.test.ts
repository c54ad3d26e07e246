import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound } from '#kernel'
import { rounds } from '#modules/website'
import { linked, openThreePeople, type Row } from './three-people.ts'

/* Visits to a company's own web site, as its script sends them: strangers, people we come to know, programs and floods. */

const { product, boss, rep, other, post, rows } = await openThreePeople()
const origin = 'https://www.example.com'
const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0'
const site = (await post('web-sites', { name: '官网', sites: [origin], tellPages: ['/price'], mostPerHour: 8 })).id
let made = 0
const newVisitor = () => `visitor-0000-0000-${String(++made).padStart(6, '0')}`

const send = (body: Readonly<Record<string, string>>, o: { headers?: Record<string, string>; from?: string; at?: string } = {}) =>
  product.app.inject({
    method: 'POST',
    url: `/t/test/${o.at ?? site}`,
    remoteAddress: o.from ?? '203.0.113.7',
    headers: { host: '127.0.0.1:3000', origin, 'user-agent': agent, 'content-type': 'application/x-www-form-urlencoded', ...o.headers },
    payload: String(new URLSearchParams({ page: `${origin}/`, title: '首页', ...body })),
  })
const see = async (v: string, page: string, more: Readonly<Record<string, string>> = {}) => {
  const answer = await send({ v, page: `${origin}${page}`, title: page, ...more }, { from: `198.51.100.${++made % 250}` })
  assert.equal(answer.statusCode, 204, answer.body)
}
const told = async (record: string, kind: string): Promise<number> =>
  (await product.installation.engine.database.pool.query('SELECT 1 FROM w_test.notice WHERE record_id = $1 AND kind = $2', [record, kind]))
    .rows.length

test('the script keeps and sends nothing before somebody agrees, and is there for sites in use alone', async () => {
  const script = await product.app.inject({ method: 'GET', url: `/t/test/${site}?as=script` })
  assert.equal(script.statusCode, 200)
  assert.match(String(script.headers['content-type']), /javascript/)
  assert.equal(script.headers['cross-origin-resource-policy'], 'cross-origin')
  const sent: string[] = []
  const page = { cookie: '' }
  const zhike = loadScript(script.body, page, sent)
  assert.deepEqual([sent.length, page.cookie], [0, ''])
  zhike.consent()
  assert.equal(sent.length, 1)
  assert.match(page.cookie, /^zhike_v=[\w-]{16,}/)
  assert.ok(!sent[0]!.includes('secret'), 'nothing behind the question mark but words of campaigns')
  assert.match(sent[0]!, /utm_source=baidu/)
  zhike.forget()
  assert.match(sent[1]!, /forget=1/)
  const none = await product.app.inject({ method: 'GET', url: '/t/test/00000000-0000-0000-0000-000000000000?as=script' })
  assert.equal(none.statusCode, 404)
})

test('pages of one visitor are one visit with where he came from; after a while he begins another', async () => {
  const v = newVisitor()
  await see(v, '/', { utm_source: 'baidu', utm_campaign: '秋季', ref: 'https://search.example/find?q=secret' })
  await see(v, '/products?mail=wang@example.com')
  const [visit] = await rows('web-visits', { subject: '/', utmCampaign: '秋季' })
  assert.deepEqual(
    [visit!.pageCount, visit!.lastPage, visit!.utmSource, visit!.referrer, visit!.device],
    [2, '/products?mail=wang@example.com', 'baidu', 'https://search.example/find', 'computer'],
  )
  const pages = await rows('web-pages', { visit: visit!.id })
  assert.deepEqual(pages.map(({ address }) => address).sort(), [`${origin}/`, `${origin}/products`])
  await product.installation.engine.database.pool.query(
    `UPDATE w_test.web_visit SET last_at = last_at - interval '2 hours' WHERE id = '${visit!.id}'`,
  )
  await see(v, '/')
  assert.equal((await rows('web-visits', { visitor: visit!.visitor })).length, 2)
})

test('a web form says whose the visits were, and his owner hears of it when he comes to a page that matters, once for each visit', async () => {
  const v = newVisitor()
  await see(v, '/before')
  const form = (await post('web-forms', { name: '咨询', leastSeconds: 0, target: 'person', person: rep.id, sites: [origin] })).id
  const asProgram = { accept: 'application/json', 'content-type': 'application/json' }
  const { token } = (await product.app.inject({ method: 'GET', url: `/f/test/${form}`, headers: asProgram })).json()
  const payload = JSON.stringify({ _token: token, _visitor: v, name: '王小明', mobile: '13800138000', company: '华瑞' })
  const sent = await product.app.inject({ method: 'POST', url: `/f/test/${form}`, headers: asProgram, payload })
  assert.equal(sent.statusCode, 201, sent.body)
  const [lead] = await rows('leads', { mobile: '13800138000' })
  assert.deepEqual([lead!.webVisitCount, lead!.recentWebVisits], [1, 1])
  await see(v, '/about')
  assert.equal(await told(lead!.id, 'website.lead-is-back'), 0)
  await see(v, '/price/list')
  await see(v, '/price/again')
  assert.equal(await told(lead!.id, 'website.lead-is-back'), 1)
  assert.deepEqual(
    (await rows('web-visits', { lead: lead!.id }, rep)).map(({ pageCount }) => pageCount),
    [4],
  )
  assert.deepEqual(await rows('web-visits', {}, other), [], 'whoever does not read the lead does not see where it was')
})

test('visits count in the score of a lead, and what it becomes has its visits', async () => {
  await post('score-factors', { name: '常来', points: 40, filter: { recentWebVisits: { gte: 1 } } })
  const lead = (await post('leads', { name: '李四', company: '明德', mobile: '13900139000' }, rep)).id
  const invite = await post(`leads/${lead}/invite-lead`, { site, page: `${origin}/price` }, rep)
  const { result } = invite as unknown as { result?: Row }
  const link = (await rows('web-invites', { lead }, rep))[0]!
  assert.equal(link.address, `${origin}/price?zk=${link.id}`)
  assert.ok(result === undefined || result.address === link.address)
  await see(newVisitor(), '/price', { zk: link.id })
  const [scored] = await rows('leads', { id: lead })
  assert.deepEqual([scored!.score, scored!.scoreReason], [40, '常来 +40'])
  assert.equal((await rows('web-invites', { id: link.id }, rep))[0]!.opened, 1)
  const customer = (await post('accounts', { name: '明德' }, rep)).id
  await boss.ask('PATCH', `/api/v1/leads/${lead}`, { account: customer })
  assert.deepEqual(
    (await rows('web-visits', { lead })).map(({ account }) => linked(account)),
    [customer],
  )
  const refused = await rep.ask('POST', `/api/v1/leads/${lead}/invite-lead`, { site, page: 'https://elsewhere.example/' })
  assert.equal(refused.statusCode, 422)
  assert.equal(refused.json().issues[0].code, 'website.not-of-site')
})

test('programs, other sites, unreadable names and floods leave nothing', async () => {
  const count = async () => (await rows('web-pages', {})).length
  const before = await count()
  const v = newVisitor()
  assert.equal((await send({ v }, { headers: { origin: 'https://evil.example' } })).statusCode, 403)
  assert.equal((await send({ v }, { headers: { 'user-agent': 'Googlebot/2.1' } })).statusCode, 204)
  assert.equal((await send({ v: 'x' })).statusCode, 204)
  assert.equal((await send({ v, page: 'https://evil.example/' })).statusCode, 204)
  assert.equal((await send({ v }, { at: '00000000-0000-0000-0000-000000000000' })).statusCode, 404)
  assert.equal(await count(), before)
  const answers = []
  for (let n = 0; n < 10; n++) answers.push((await send({ v: newVisitor() }, { from: '192.0.2.9' })).statusCode)
  assert.deepEqual([answers.filter((one) => one === 204).length, answers.filter((one) => one === 429).length], [8, 2])
})

test('two pages at once are one visit', async () => {
  const v = newVisitor()
  await Promise.all(['/a', '/b', '/c', '/d'].map((page) => see(v, `/at-once${page}`)))
  const pages = await rows('web-pages', { address: { contains: '/at-once/' } })
  assert.equal(new Set(pages.map(({ visit }) => linked(visit))).size, 1)
})

test('whoever takes his consent back is gone, and so is what is older than the site keeps', async () => {
  const v = newVisitor()
  await see(v, '/leaves')
  assert.equal((await send({ v, forget: '1' })).statusCode, 204)
  assert.equal((await rows('web-visits', { subject: '/leaves' })).length, 0)
  await see(newVisitor(), '/old')
  const later = new Date(Date.now() + 40 * 86_400_000)
  const { engine } = product.installation
  const workspace = await engine.workspace('test')
  for (const round of rounds) await runRound(engine, workspace, round, { now: later })
  assert.equal((await rows('web-visits', { subject: '/old' }))[0]!.isRecent, false)
  for (const round of rounds) await runRound(engine, workspace, round, { now: new Date(Date.now() + 200 * 86_400_000) })
  assert.equal((await rows('web-visits', {})).length, 0)
})

/** Runs the script in what a page gives it. */
function loadScript(source: string, page: { cookie: string }, sent: string[]) {
  const window: Record<string, unknown> = {}
  const location = { href: '', origin, pathname: '/price', search: '?utm_source=baidu&secret=1', protocol: 'https:' }
  const document = {
    currentScript: { src: `https://crm.example/t/test/${site}?as=script`, dataset: {} },
    referrer: '',
    title: '价格',
    get cookie() {
      return page.cookie
    },
    set cookie(text: string) {
      page.cookie = text
    },
  }
  const fetchInto = async (_: string, { body }: { body: URLSearchParams }) => void sent.push(String(body))
  const names = ['window', 'location', 'document', 'navigator', 'fetch', 'history', 'addEventListener']
  const run = new Function(...names, source)
  run(window, location, document, {}, fetchInto, { pushState: () => {} }, () => {})
  return window.zhike as { consent(): void; forget(): void }
}

test('an app tells by its server what its users do: with consent, later than it was, and whose it is', async () => {
  const app = (await post('web-sites', { name: '会员 App', kind: 'app', mostPerHour: 3 })).id
  const lead = (await post('leads', { name: '孙会员', mobile: '13911112222' }, rep)).id
  const tell = (body: object, who = boss) =>
    who.ask('POST', `/api/v1/web-sites/${app}/note-view`, { visitor: 'u-1', page: 'home', ...body })
  const codeOf = async (answer: ReturnType<typeof tell>) => {
    const { statusCode, body } = await answer
    return [statusCode, (JSON.parse(body).issues ?? []).map(({ code }: { code: string }) => code)]
  }
  assert.deepEqual(await codeOf(tell({})), [422, ['website.no-consent']])
  assert.deepEqual(await codeOf(tell({ consent: true, at: '2020-01-01T00:00:00Z' })), [422, ['website.bad-moment']])
  assert.equal((await tell({ consent: true }, rep)).statusCode, 403, 'who may not change the channel tells nothing of it')
  assert.equal((await rows('web-visits', { site: app })).length, 0)
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  for (const body of [
    { at: ago(120), page: 'goods/1', title: '商品一' },
    { at: ago(110), page: 'goods/2', title: '商品二' },
    { page: 'cart', title: '购物车', reach: '139 1111 2222' },
  ])
    assert.ok((await tell({ consent: true, ...body })).statusCode < 300)
  const visits = await rows('web-visits', { site: app })
  assert.deepEqual(
    visits.map((visit) => [visit.subject, visit.pageCount, visit.device, linked(visit.lead)]).sort(),
    [
      ['商品一', 2, 'phone', lead],
      ['购物车', 1, 'phone', lead],
    ].sort(),
  )
  assert.equal((await rows('leads', { id: lead }))[0]!.webVisitCount, 2)
  const report = await boss.ask('POST', '/api/v1/web-visits/aggregate', {
    by: ['site.kind'],
    measures: { n: 'count' },
    filter: { site: app },
  })
  assert.equal(report.json().rows[0].n, 2)
  assert.ok((await boss.ask('POST', `/api/v1/web-sites/${app}/forget-visitor`, { visitor: 'u-1' })).statusCode < 300)
  assert.equal((await rows('web-visits', { site: app })).length, 0)
  assert.deepEqual(
    (await boss.ask('POST', '/api/v1/web-sites', { name: '没有地址' })).json().issues.map(({ code }: { code: string }) => code),
    ['website.sites-needed'],
  )
})
