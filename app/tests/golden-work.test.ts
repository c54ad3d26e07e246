import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anna, ben, laid, one, rowsOf } from './golden-stand.ts'

const past = '2020-03-01'
const future = '2999-01-01'
const account = await one('account', { name: '华瑞物流', owner: anna })
const lead = (more: object = {}) =>
  one('lead', { name: '张总', company: `公司 ${Math.random()}`, mobile: '13800138000', owner: anna, ...more })

test('golden: who shows interest and is no customer', async () => {
  const [known, first] = [await lead({ account }), await lead({ industry: 'logistics' })]
  const touch = (of: string, state: string, more: object = {}) => ({
    lead: of,
    subject: '展会',
    source: 'media',
    at: '2030-04-10T02:00:00Z',
    state,
    ...more,
  })
  await laid('leadTouch', [
    touch(first, 'new', { isFirst: true }),
    touch(first, 'answered', { source: 'phone', subject: '来电' }),
    touch(known, 'new', { isFirst: true }),
  ])
  assert.deepEqual(await rowsOf('buying.interest', 'total', ['n', 'people', 'open']), [[2, 1, 1]])
  assert.deepEqual((await rowsOf('buying.interest', 'sources', ['source', 'n'])).toSorted(), [
    ['media', 1],
    ['phone', 1],
  ])
})

test('golden: what calls came to', async () => {
  const list = await one('callList', { name: '名单', owner: anna })
  const entry = async (attempts: number, outcome: string | null, owner: string) => ({
    subject: '张总',
    list,
    lead: await lead(),
    attempts,
    outcome,
    owner,
    lastAt: '2030-04-10T02:00:00Z',
  })
  await laid('callEntry', [
    await entry(2, 'interested', anna),
    await entry(1, 'declined', anna),
    await entry(5, 'notReached', ben),
    await entry(0, null, ben),
  ])
  const keys = ['n', 'called', 'attempts', 'reached', 'interested']
  assert.deepEqual(await rowsOf('calls.outcomes', 'total', keys), [[4, 3, 8, 2, 1]])
  assert.deepEqual(await rowsOf('calls.outcomes', 'byPerson', ['owner', ...keys]), [
    ['Anna', 2, 2, 3, 2, 1],
    ['Ben', 1, 1, 5, 0, 0],
  ])
})

test('golden: of the leads that had to be answered, how many were in time', async () => {
  const source = 'tender'
  const answered = { answeredAt: '2030-04-10T02:00:00Z', answerDueAt: '2030-04-10T03:00:00Z', answerMinutes: 30 }
  const due = async (more: object) => lead({ source, status: 'working', ...more })
  await due({ ...answered, answerIsLate: false })
  await due({ ...answered, answerIsLate: true, answerMinutes: 90 })
  for (const answerDueAt of [`${past}T02:00:00Z`, `${past}T03:00:00Z`]) await due({ answerDueAt })
  // Whose time still runs, who was closed before it was over, and who came without a clock had not to be answered.
  await due({ answerDueAt: `${future}T02:00:00Z` })
  await due({ answerDueAt: null, status: 'disqualified', disqualifiedReason: 'noNeed' })
  await due({ answerDueAt: null, answeredAt: '2030-04-10T02:00:00Z' })
  const keys = ['source', 'n', 'answered', 'due', 'inTime', 'minutes']
  assert.deepEqual(
    (await rowsOf('leads.sources', 'bySource', keys)).filter(([one]) => one === source),
    [[source, 7, 3, 4, 1, 60]],
  )
})

test('golden: what campaigns brought down to won deals', async () => {
  const campaign = await one('campaign', { name: '春展', kind: 'event' })
  const [first] = [await lead({ campaign }), await lead({ campaign })]
  await one('opportunity', {
    name: '一期',
    account,
    lead: first,
    owner: anna,
    amount: 500,
    stage: 'won',
    outcome: 'won',
    foundOn: '2030-04-01',
    closedOn: '2030-04-20',
  })
  assert.deepEqual(await rowsOf('campaigns.brought', 'byCampaign', ['campaign', 'n', 'won', 'wonMoney', 'received']), [
    ['春展', 2, 1, 500, null],
  ])
})

test('golden: who has read what holds, and tips by skill', async () => {
  const policy = await one('policy', { title: '折扣政策', content: '不低于八折', owner: anna })
  const read = (owner: string, readAt: string | null) => ({ title: '折扣政策', policy, owner, readAt })
  await laid('policyReading', [read(anna, '2030-04-01T02:00:00Z'), read(ben, null)])
  assert.deepEqual(await rowsOf('playbook.readings', 'total', ['n', 'read', 'left']), [[2, 1, 1]])
  const tip = (skill: string, isRecommended: boolean, owner: string) => ({ title: '说法', content: '先问', skill, isRecommended, owner })
  await laid('tip', [tip('needs', true, anna), tip('needs', false, anna), tip('closing', false, ben)])
  assert.deepEqual(await rowsOf('playbook.tips', 'skills', ['skill', 'n', 'recommended']), [
    ['needs', 2, 1],
    ['closing', 1, 0],
  ])
})

test('golden: what became of registrations', async () => {
  const at = async (state: string, owner: string) =>
    one('dealRegistration', { name: `项目 ${Math.random()}`, customer: `客户 ${Math.random()}`, state, owner, registeredOn: '2030-04-10' })
  for (const [state, owner] of [
    ['used', anna],
    ['expired', anna],
    ['protected', ben],
  ] as const)
    await at(state, owner)
  assert.deepEqual(await rowsOf('registrations.outcomes', 'total', ['n', 'protected', 'used', 'expired']), [[3, 1, 1, 1]])
  assert.deepEqual(await rowsOf('registrations.outcomes', 'people', ['owner', 'n', 'used']), [
    ['Anna', 2, 1],
    ['Ben', 1, 0],
  ])
})

test('golden: goods that are to come, and plans of a season beside what was sold', async () => {
  const [product, warehouse] = [await one('product', { name: '铸件', price: 10 }), await one('warehouse', { name: '南仓' })]
  const arrival = (expectedOn: string | null, quantity: number) => ({ product, warehouse, quantity, expectedOn })
  await laid('arrival', [arrival(past, 5), arrival(future, 3), arrival(null, 2)])
  assert.deepEqual(await rowsOf('supply.arrivals', 'total', ['n', 'late', 'noDay', 'left']), [[3, 1, 1, 10]])
  const seasonPlan = await one('seasonPlan', { name: '夏季', firstMonth: '2030-04-01', months: 1 })
  await laid('seasonLine', [{ seasonPlan, product, warehouse, month: '2030-04-01', wanted: 40, soldBefore: 30 }])
  assert.deepEqual(await rowsOf('supply.season', 'products', ['product', 'wanted', 'sold']), [['铸件', 40, 30]])
})

test('golden: visits to our sites, and of how many it is known whose they were', async () => {
  const visit = (more: object) => ({ subject: '/', startedAt: '2030-04-10T02:00:00Z', utmSource: 'baidu', ...more })
  await laid('webVisit', [visit({ lead: await lead() }), visit({ account }), visit({ utmSource: 'bing' })])
  assert.deepEqual(await rowsOf('website.visits', 'total', ['n', 'known', 'leads']), [[3, 2, 1]])
  assert.deepEqual(await rowsOf('website.visits', 'bySource', ['utmSource', 'n', 'known']), [
    ['baidu', 2, 2],
    ['bing', 1, 0],
  ])
})

test('golden: what customers said', async () => {
  const said = (kind: string, more: object) => ({ subject: '发货慢', kind, account, owner: anna, heardOn: '2020-02-01', ...more })
  await laid('feedback', [
    said('complaint', { satisfaction: 2, answerBy: past }),
    said('complaint', { satisfaction: 3, answerBy: future }),
    said('survey', { satisfaction: 4, state: 'answered', answer: '谢谢', answeredOn: past, owner: ben }),
  ])
  assert.deepEqual(await rowsOf('voices.feedback', 'total', ['n', 'complaints', 'waiting', 'late', 'satisfaction']), [[3, 2, 2, 1, 3]])
})

test('golden: who checked how many stores', async () => {
  const store = await one('store', { name: '门店', account, owner: anna })
  const check = (owner: string, rating: string, checkedOn: string) => ({ store, owner, rating, checkedOn })
  await laid('storeCheck', [check(anna, 'good', '2030-04-01'), check(anna, 'bad', '2030-04-02'), check(ben, 'good', '2030-04-03')])
  assert.deepEqual(await rowsOf('stores.checks', 'total', ['n', 'stores', 'good', 'bad']), [[3, 1, 2, 1]])
  assert.deepEqual(await rowsOf('stores.checks', 'owners', ['owner', 'n', 'good', 'bad']), [
    ['Anna', 2, 1, 1],
    ['Ben', 1, 1, 0],
  ])
})

test('golden: open invoices in days of sales', async () => {
  const legalEntity = await one('legalEntity', { name: '知客科技', isDefault: true })
  const contract = await one('contract', {
    name: '框架',
    account,
    owner: anna,
    status: 'running',
    signedOn: '2020-04-10',
    amount: 10_000,
    legalEntity,
  })
  const day = (back: number) => new Date(Date.now() + 8 * 3_600_000 - back * 86_400_000).toISOString().slice(0, 10)
  const invoice = (amount: number, issuedOn: string, invoiceNumber: string) => ({
    account,
    owner: anna,
    legalEntity,
    status: 'issued',
    issuedOn,
    invoiceNumber,
    shares: [{ contract, amount }],
  })
  await laid('invoice', [invoice(1_000, day(200), 'N1'), invoice(6_000, day(30), 'N2')])
  // 7,000 open ÷ 6,000 of the last 90 days × 90.
  assert.deepEqual(await rowsOf('payments.dso', 'companies', ['name', 'open', 'billed', 'days']), [['知客科技', 7_000, 6_000, 105]])
})
