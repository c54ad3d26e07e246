import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anna, ben, laid, one, rowsOf, usd } from './golden-stand.ts'

const [logistics, other] = (await laid('account', [
  { name: '华瑞物流', industry: 'logistics', owner: anna, grade: 'A' },
  { name: '宏远', owner: ben, industry: 'retail' },
])) as [string, string]
const devices = await one('productCategory', { name: '设备' })
const [terminal, scanner] = (await laid('product', [
  { name: '终端', price: 100, category: devices },
  { name: '扫描枪', price: 50 },
])) as [string, string]
const [huawang, beichen] = (await laid('competitor', [{ name: '华网' }, { name: '北辰' }])) as [string, string]
let count = 0
const deal = (row: object) =>
  one('opportunity', { name: `项目 ${++count}`, account: logistics, owner: anna, foundOn: '2030-04-01', ...row })
const lost = { stage: 'lost', outcome: 'lost', lossKind: 'price', closedOn: '2030-04-20' }
const won = { stage: 'won', outcome: 'won', closedOn: '2030-04-20' }

test('golden: quotes by what became of them, at the rates of their days', async () => {
  const quote = (status: string, price: unknown, more: object = {}) =>
    one('quote', {
      title: `报价 ${++count}`,
      account: logistics,
      owner: anna,
      quotedOn: '2030-04-02',
      lines: [{ description: '设备', quantity: 1, price }],
      status,
      ...more,
    })
  await quote('accepted', usd(100), { decidedOn: '2030-04-10', currency: 'USD' })
  await quote('accepted', 300, { decidedOn: '2030-05-10', owner: ben })
  await quote('declined', 500, { decidedOn: '2030-05-11' })
  await quote('expired', 200, { decidedOn: '2030-05-12' })
  await quote('superseded', 900)
  await quote('sent', 40)
  assert.deepEqual(await rowsOf('quotes.hit-rate', 'total', ['accepted', 'decided', 'amount']), [[2, 4, 1_000]])
  assert.deepEqual(await rowsOf('quotes.hit-rate', 'byOwner', ['owner', 'accepted', 'decided', 'amount']), [
    ['Anna', 1, 3, 700],
    ['Ben', 1, 1, 300],
  ])
  const states = await rowsOf('quotes.states', 'states', ['status', 'n', 'amount'])
  assert.deepEqual(
    new Map(states.map(([status, ...rest]) => [status, rest])),
    new Map(
      Object.entries({
        accepted: [2, 1_000],
        declined: [1, 500],
        expired: [1, 200],
        sent: [1, 40],
      }),
    ),
  )
})

test('golden: what promotions gave and won', async () => {
  const promotion = await one('promotion', { name: '春季', kind: 'percent', rate: 10, endsOn: '2999-12-31' })
  const use = (state: string, given: unknown) => ({ promotion, account: logistics, usedOn: '2030-04-05', state, given })
  await laid('promotionUse', [use('won', usd(10)), use('won', 30), use('lost', 50), use('out', 5)])
  assert.deepEqual(await rowsOf('quotes.promotions', 'given', ['promotion', 'n', 'won', 'decided', 'given', 'offered']), [
    ['春季', 4, 2, 3, 100, 155],
  ])
})

test('golden: tenders won and lost, deposits that are out, and what others bid', async () => {
  const tender = (state: string, ourPrice: unknown, more: object = {}) =>
    one('tender', { name: `招标 ${++count}`, account: logistics, owner: anna, state, ourPrice, ...more })
  const first = await tender('won', usd(100), { decidedOn: '2030-04-10', deposit: 20, depositPaidOn: '2030-04-01' })
  await tender('won', 300, { decidedOn: '2030-05-10', owner: ben })
  const third = await tender('lost', 500, {
    decidedOn: '2030-05-11',
    deposit: 30,
    depositPaidOn: '2030-04-01',
    depositBackOn: '2030-05-15',
  })
  await tender('preparing', 900)
  await laid('tenderBid', [
    { tender: first, competitor: huawang, price: 120, score: 80 },
    { tender: third, competitor: huawang, price: 480, score: 90, isWinner: true },
    { tender: third, competitor: beichen, price: 600, score: 70 },
  ])
  assert.deepEqual(await rowsOf('tenders.results', 'total', ['n', 'won', 'lost', 'decided', 'wonPrice']), [[4, 2, 1, 3, 1_000]])
  assert.deepEqual(await rowsOf('tenders.results', 'people', ['owner', 'won', 'lost', 'wonPrice']), [
    ['Anna', 1, 1, 700],
    ['Ben', 1, 0, 300],
  ])
  assert.deepEqual((await rowsOf('tenders.results', 'deposits', ['depositState', 'deposit', 'n'])).toSorted(), [
    ['back', 30, 1],
    ['out', 20, 1],
  ])
  assert.deepEqual(await rowsOf('tenders.bids', 'bidders', ['competitor', 'n', 'wins', 'price', 'score']), [
    ['华网', 2, 1, 300, 85],
    ['北辰', 1, 0, 600, 70],
  ])
})

test('golden: who we win and lose against, and how far their prices lie from ours', async () => {
  await deal({ ...won, amount: usd(100), product: terminal, rivals: [{ competitor: huawang, price: usd(120) }] })
  await deal({
    ...lost,
    amount: 1_000,
    product: terminal,
    lostTo: huawang,
    rivals: [{ competitor: huawang, price: 900 }, { competitor: beichen }],
  })
  await deal({ amount: 1_000, product: scanner, account: other, rivals: [{ competitor: beichen, price: 1_100 }] })
  await deal({ ...lost, amount: 2_000, lostToNobody: true, rivals: [{ competitor: huawang }] })
  const keys = ['n', 'won', 'lost', 'decided', 'open']
  assert.deepEqual(await rowsOf('sales.rivals', 'total', keys), [[5, 1, 1, 2, 1]])
  assert.deepEqual(await rowsOf('sales.rivals', 'competitors', ['competitor', ...keys]), [
    ['华网', 3, 1, 1, 2, 0],
    ['北辰', 2, 0, 0, 0, 1],
  ])
  // 120 dollars at 7 are 840, with 900 on average 870.
  assert.deepEqual(await rowsOf('sales.rivals', 'prices', ['competitor', 'theirs', 'n']), [
    ['华网', 870, 2],
    ['北辰', 1_100, 1],
  ])
  assert.deepEqual(
    new Map((await rowsOf('sales.rival-prices', 'outcomes', ['outcome', 'gap', 'middle', 'n'])).map(([key, ...rest]) => [key, rest])),
    new Map(
      Object.entries({
        won: [140, 140, 1],
        lost: [-100, -100, 1],
        open: [100, 100, 1],
      }),
    ),
  )
  assert.deepEqual(await rowsOf('sales.rival-prices', 'products', ['product', 'gap', 'n']), [
    ['终端', 20, 2],
    ['扫描枪', 100, 1],
  ])
})

test('golden: what won deals sold by their lines', async () => {
  const line = (product: string, quantity: number, price: unknown) => ({ product, quantity, price })
  await deal({ ...won, amount: null, lines: [line(terminal, 2, usd(10)), line(scanner, 3, usd(5))] })
  await deal({ ...won, amount: null, lines: [line(terminal, 1, 50)] })
  await deal({ ...lost, amount: null, lines: [line(terminal, 100, 50)], lostToNobody: true })
  assert.deepEqual(await rowsOf('sales.sold-lines', 'products', ['product', 'n', 'quantity', 'amount']), [
    ['终端', 2, 3, 190],
    ['扫描枪', 1, 3, 105],
  ])
  assert.deepEqual(await rowsOf('sales.sold-lines', 'categories', ['product.category', 'n', 'amount']), [
    ['设备', 2, 190],
    [null, 1, 105],
  ])
})

test('golden: gates that managers let deals pass, and needs that were heard', async () => {
  const opportunity = await deal({ amount: 1 })
  const passed = (stage: string, holder: string, by: string) => ({
    opportunity,
    stage,
    holder,
    by,
    fromStage: 'contact',
    reason: '特批',
    on: '2030-04-10',
  })
  await laid('stageOverride', [passed('signing', anna, ben), passed('signing', ben, ben), passed('tender', anna, ben)])
  assert.deepEqual((await rowsOf('sales.overrides', 'stages', ['stage', 'n'])).toSorted(), [
    ['signing', 2],
    ['tender', 1],
  ])
  assert.deepEqual(await rowsOf('sales.overrides', 'people', ['holder', 'n']), [
    ['Anna', 2],
    ['Ben', 1],
  ])
  assert.deepEqual(await rowsOf('sales.overrides', 'managers', ['by', 'n']), [['Ben', 3]])
  const said = (more: object) => ({ content: '说了', kind: 'call', account: logistics, owner: anna, need: '换终端', ...more })
  await laid('followUp', [
    said({ needProduct: terminal, opportunity }),
    said({ needProduct: terminal }),
    said({ needProduct: scanner, account: other }),
    said({ need: null }),
  ])
  assert.deepEqual(await rowsOf('sales.needs', 'products', ['needProduct', 'n', 'deals']), [
    ['终端', 2, 1],
    ['扫描枪', 1, 0],
  ])
  assert.deepEqual(await rowsOf('sales.needs', 'industries', ['account.industry', 'n', 'deals']), [
    ['logistics', 2, 1],
    ['retail', 1, 0],
  ])
})

test('golden: what trials came to and how deals were judged', async () => {
  const [good, bad] = [await deal({ ...won, amount: 10 }), await deal({ ...lost, amount: 10, lostToNobody: true })]
  const trial = (state: string, product: string) => ({
    name: '样机',
    opportunity: good,
    owner: anna,
    product,
    beginsOn: '2030-04-01',
    until: '2030-06-01',
    state,
  })
  await laid('dealTrial', [trial('bought', terminal), trial('back', terminal), trial('lost', terminal), trial('out', scanner)])
  assert.deepEqual(await rowsOf('pursuits.trials', 'products', ['product', 'n', 'out', 'bought', 'back', 'lost']), [
    ['终端', 3, 0, 1, 1, 1],
    ['扫描枪', 1, 1, 0, 0, 0],
  ])
  const judged = (opportunity: string, score: number, state: string) => ({
    name: '立项',
    opportunity,
    owner: anna,
    need: score,
    budget: score,
    deciders: score,
    competition: score,
    capability: score,
    state,
  })
  await laid('dealEvaluation', [judged(good, 4, 'approved'), judged(good, 5, 'draft'), judged(bad, 1, 'rejected')])
  assert.deepEqual((await rowsOf('pursuits.evaluations', 'outcomes', ['opportunity.outcome', 'n', 'approved', 'total'])).toSorted(), [
    ['lost', 1, 0, 20],
    ['won', 2, 1, 90],
  ])
})

test('golden: what came into pools, went out, and came of it', async () => {
  const pool = await one('pool', { name: '公海' })
  // Made straight into the pool: it came in on that day.
  const second = await one('account', { name: '公海新客户', pool, owner: null })
  const asked = await one('lead', { name: '李总', mobile: '13900139000', owner: anna })
  const move = (kind: string, day: string, more: object = {}) => ({ subject: '客户', kind, day, pool, account: logistics, ...more })
  const claim = (day: string, person: string, more: object = {}) => move('claimed', day, { person, ...more })
  await laid('poolMove', [
    claim('2030-03-05', anna, { followedUpAt: '2030-03-06T02:00:00Z', wonOn: '2030-04-20' }),
    claim('2030-03-31', anna),
    claim('2030-04-01', ben, { followedUpAt: '2030-04-02T02:00:00Z' }),
    claim('2030-04-05', anna, { account: second, followedUpAt: '2030-04-06T02:00:00Z' }),
    claim('2030-04-06', anna, { account: null, lead: asked }),
    claim('2030-04-07', anna, { account: null, lead: asked, followedUpAt: '2030-04-08T02:00:00Z' }),
    move('moved', '2030-04-08', { account: second }),
    move('assigned', '2030-04-02', { person: ben }),
    move('released', '2030-04-03', { person: anna, reason: 'noIntent' }),
    move('returned', '2030-04-04', { reason: 'overdue' }),
  ])
  assert.deepEqual(
    (await rowsOf('pools.flow', 'months', ['month', 'claimed', 'assigned', 'released', 'returned', 'arrived', 'moved'])).map(
      ([month, ...rest]) => [String(month).slice(0, 7), ...rest],
    ),
    [
      ['2030-03', 2, 0, 0, 0, 0, 0],
      ['2030-04', 4, 1, 1, 1, 0, 1],
      ['2030-05', 0, 0, 0, 0, 1, 0],
    ],
  )
  assert.deepEqual((await rowsOf('pools.flow', 'reasons', ['reason', 'n'])).toSorted(), [
    ['noIntent', 1],
    ['overdue', 1],
  ])
  // Of the three claims of customers Anna made, two are of the same one.
  assert.deepEqual(await rowsOf('pools.yield', 'people', ['person', 'claimed', 'followed', 'won']), [
    ['Anna', 2, 2, 1],
    ['Ben', 1, 1, 0],
  ])
  assert.deepEqual(await rowsOf('pools.yield', 'leads', ['person', 'claimed', 'followed']), [['Anna', 1, 1]])
})
