import assert from 'node:assert/strict'
import { test } from 'node:test'
import { admin, anna, ben, laid, one, rowsOf, usd } from './golden-stand.ts'

const [buyer, other, supplier] = (await laid('account', [
  { name: '华瑞物流', owner: anna, industry: 'logistics' },
  { name: '宏远', owner: ben, industry: 'retail' },
  { name: '铸件厂', owner: anna },
])) as [string, string, string]
const entity = await one('legalEntity', { name: '知客科技', isDefault: true })
let count = 0
const contract = (more: object) =>
  one('contract', {
    name: `合同 ${++count}`,
    account: buyer,
    owner: anna,
    status: 'running',
    signedOn: '2030-04-10',
    legalEntity: entity,
    ...more,
  })
/** Months as they stand on the axis. */
const months = async (report: string, tile: string, keys: readonly string[]) =>
  (await rowsOf(report, tile, ['month', ...keys])).map(([month, ...rest]) => [month === null ? null : String(month).slice(0, 7), ...rest])

test('golden: leads of a source down to the money, and what they cost', async () => {
  const lead = (source: string, more: object = {}) =>
    one('lead', { name: '张总', company: `公司 ${++count}`, mobile: '13800138000', source, owner: anna, ...more })
  const first = await lead('internet')
  await lead('internet')
  await lead('phone')
  await lead('internet', { joinedTo: first, status: 'disqualified' })
  const deal = await one('opportunity', {
    name: '一期',
    account: buyer,
    lead: first,
    owner: anna,
    amount: 8_000,
    stage: 'won',
    outcome: 'won',
    foundOn: '2030-04-01',
    closedOn: '2030-04-20',
  })
  const its = await contract({ opportunity: deal, amount: 8_000 })
  await laid('receipt', [
    { account: buyer, amount: 3_000, status: 'confirmed', countsOn: '2030-04-25', allocations: [{ contract: its, amount: 3_000 }] },
  ])
  await laid('expense', [
    { purpose: '拜访', kind: 'meal', amount: 60, opportunity: deal, owner: anna, status: 'approved', spentOn: '2030-04-11' },
  ])
  await laid('followUp', [{ lead: first, content: '电话', kind: 'call', owner: anna }])
  const keys = ['n', 'answered', 'won', 'wonMoney', 'received', 'cost']
  assert.deepEqual(await rowsOf('buying.leads-to-money', 'total', keys), [[3, 1, 1, 8_000, 3_000, 60]])
  assert.deepEqual(await rowsOf('buying.leads-to-money', 'sources', ['source', ...keys]), [
    ['internet', 2, 1, 1, 8_000, 3_000, 60],
    ['phone', 1, 0, 0, null, null, null],
  ])
})

test('golden: who buys, how often and for how much', async () => {
  await contract({ account: other, amount: usd(100), signedOn: '2030-04-11' })
  await contract({ account: other, amount: 300, signedOn: '2030-05-11' })
  // What is bought in two currencies has no sum of its own: said, and not left out in silence.
  assert.deepEqual(await rowsOf('buying.rhythm', 'total', ['n', 'purchased', 'purchases', 'withoutSum']), [[2, 8_000, 3, 1]])
  assert.deepEqual(await rowsOf('buying.rhythm', 'industries', ['industry', 'n', 'purchased', 'purchases']), [
    ['logistics', 1, 8_000, 1],
    ['retail', 1, null, 2],
  ])
})

test('golden: of contracts drawn up how many were signed, and who came back', async () => {
  await contract({ status: 'draft', signedOn: null, amount: 10 })
  await contract({ status: 'void', signedOn: null, amount: 20 })
  await contract({ status: 'draft', signedOn: null, kind: 'purchase', account: supplier, amount: 40 })
  assert.deepEqual(await rowsOf('contracts.signing', 'total', ['n', 'signed', 'open', 'off']), [[5, 3, 1, 1]])
  assert.deepEqual((await rowsOf('contracts.signing', 'states', ['status', 'n'])).toSorted(), [
    ['draft', 1],
    ['running', 3],
    ['void', 1],
  ])
  const back = (returnedAs: string, returnedOn: string, owner: string) => ({ name: `回来 ${++count}`, owner, returnedAs, returnedOn })
  await laid('account', [back('renewed', '2030-03-31', anna), back('wonBack', '2030-04-01', anna), back('renewed', '2030-04-30', ben)])
  assert.deepEqual(await months('contracts.returns', 'months', ['renewed', 'wonBack']), [
    ['2030-03', 1, 0],
    ['2030-04', 1, 1],
  ])
  assert.deepEqual(await rowsOf('contracts.returns', 'owners', ['owner', 'renewed', 'wonBack']), [
    ['Anna', 1, 1],
    ['Ben', 1, 0],
  ])
})

test('golden: what statements came to, and what deals gained by whose they were', async () => {
  const statement = (owner: string, month: string) => one('commissionStatement', { owner, month })
  const line = (of: string, kind: string, result: number) => ({ statement: of, title: '行', kind, result, on: '2030-04-10' })
  const [a, b] = [await statement(anna, '2030-04'), await statement(ben, '2030-04')]
  await laid('commissionLine', [line(a, 'normal', 100), line(a, 'correction', -30), line(b, 'normal', 50)])
  assert.deepEqual(await rowsOf('commissions.earned', 'total', ['total', 'back', 'n']), [[120, -30, 3]])
  assert.deepEqual(await rowsOf('commissions.earned', 'people', ['statement.owner', 'total', 'n']), [
    ['Anna', 70, 2],
    ['Ben', 50, 1],
  ])
  assert.deepEqual(await rowsOf('commissions.earned', 'kinds', ['kind', 'total', 'n']), [
    ['normal', 150, 2],
    ['correction', -30, 1],
  ])
  const credit = (person: string, net: number, more: object = {}) => ({
    ...{ title: '归属', event: 'won', on: '2030-04-10', owner: ben, person, source: `x:${++count}`, share: 100, kind: 'normal' },
    ...{ amount: net, net, profit: null },
    ...more,
  })
  // Anna's then, Ben's now.
  await laid('saleCredit', [
    credit(anna, 1_000, { profit: 400 }),
    credit(ben, 1_000, { profit: 100, share: 50 }),
    credit(ben, 300),
    credit(ben, 999, { profit: 99, kind: 'overlay' }),
    credit(ben, 999, { profit: 99, event: 'signed' }),
  ])
  assert.deepEqual(await rowsOf('commissions.profit', 'people', ['person', 'net', 'gain', 'n']), [
    ['Anna', 1_000, 400, 1],
    ['Ben', 500, 50, 1],
  ])
  assert.deepEqual(await rowsOf('commissions.profit', 'total', ['net', 'gain', 'n']), [[1_500, 450, 2]])
})

test('golden: what customers cost: approved and paid, less the tax that comes back, at the rate of the day', async () => {
  const spent = (amount: unknown, more: object = {}) => ({
    purpose: '出差',
    kind: 'travel',
    side: 'serving',
    amount,
    account: other,
    owner: ben,
    status: 'paid',
    spentOn: '2030-04-12',
    ...more,
  })
  await laid('expense', [
    spent(usd(10)),
    spent(103, { tax: 3, status: 'approved', spentOn: '2030-05-02' }),
    spent(500, { status: 'draft' }),
  ])
  assert.deepEqual(await rowsOf('expenses.costs', 'total', ['n', 'cost', 'winning', 'serving']), [[3, 230, 60, 170]])
  assert.deepEqual(await months('expenses.costs', 'months', ['cost', 'n']), [
    ['2030-04', 130, 2],
    ['2030-05', 100, 1],
  ])
  assert.deepEqual(await rowsOf('expenses.costs', 'people', ['owner', 'cost', 'n']), [
    ['Ben', 170, 2],
    ['Anna', 60, 1],
  ])
})

test('golden: what is billed, by the day of issue', async () => {
  const its = await contract({ amount: 100_000 })
  const invoice = (status: string, amount: number, issuedOn: string | null) => ({
    invoiceNumber: issuedOn && `N-${issuedOn}`,
    account: buyer,
    owner: anna,
    legalEntity: entity,
    status,
    issuedOn,
    shares: [{ contract: its, amount }],
  })
  await laid('invoice', [invoice('issued', 1_000, '2030-03-31'), invoice('delivered', 500, '2030-04-01'), invoice('requested', 70, null)])
  assert.deepEqual(await rowsOf('payments.billed', 'total', ['amount', 'n']), [[1_500, 2]])
  assert.deepEqual(await months('payments.billed', 'months', ['amount', 'n']), [
    ['2030-03', 1_000, 1],
    ['2030-04', 500, 1],
  ])
  assert.deepEqual(await rowsOf('payments.billed', 'open', ['account', 'open', 'billed', 'n']), [['华瑞物流', 1_500, 1_500, 2]])
})

test('golden: what is billed without a contract comes in the month until which it is to be paid', async () => {
  const order = await one('order', {
    account: other,
    owner: ben,
    status: 'confirmed',
    orderedOn: '2030-04-01',
    lines: [{ description: '备件', quantity: 1, price: 180 }],
  })
  const bill = (amount: number, issuedOn: string, dueOn: string) => ({
    account: other,
    owner: ben,
    legalEntity: entity,
    status: 'issued',
    issuedOn,
    dueOn,
    invoiceNumber: `B-${issuedOn}`,
    shares: [{ order, description: '备件', amount }],
  })
  await laid('invoice', [bill(80, '2030-04-05', '2030-05-05'), bill(40, '2030-04-06', '2030-06-01'), bill(60, '2030-04-07', '2030-06-30')])
  assert.deepEqual(await months('payments.ageing-invoices', 'months', ['open', 'n']), [
    ['2030-05', 80, 1],
    ['2030-06', 100, 2],
  ])
})

test('golden: which goods were bought and what was paid out', async () => {
  const product = await one('product', { name: '铸件', price: 10 })
  const buy = (quantity: number, price: unknown, signedOn: string) =>
    contract({ kind: 'purchase', account: supplier, signedOn, lines: [{ product, quantity, price }] })
  const first = await buy(2, usd(10), '2030-04-10')
  const second = await buy(3, 50, '2030-05-10')
  await contract({ kind: 'sales', lines: [{ product, quantity: 9, price: 99 }] })
  assert.deepEqual(await rowsOf('payments.bought-goods', 'products', ['product', 'amount', 'quantity', 'price', 'least', 'n']), [
    ['铸件', 290, 5, 60, 50, 2],
  ])
  const out = (of: string, amount: unknown, status: string, paidOn: string | null) => ({
    contract: of,
    amount,
    status,
    paidOn,
    purpose: '货款',
    owner: anna,
  })
  await laid('supplierPayment', [
    out(first, usd(5), 'paid', '2030-04-20'),
    out(second, 100, 'paid', '2030-05-15'),
    out(second, 20, 'requested', null),
  ])
  assert.deepEqual(await months('payments.paid-out', 'months', ['amount', 'n']), [
    ['2030-04', 35, 1],
    ['2030-05', 100, 1],
  ])
})

test('golden: what will come when, as planned and as each customer usually pays', async () => {
  const account = await one('account', { name: '按期', owner: ben })
  await contract({
    account,
    owner: ben,
    amount: usd(300),
    plan: [
      { instalment: 1, dueOn: '2030-08-01', expectedOn: '2030-09-02', amount: usd(100) },
      { instalment: 2, dueOn: '2030-08-31', amount: usd(200) },
    ],
  })
  await contract({ account, owner: ben, kind: 'purchase', amount: 70, plan: [{ instalment: 1, dueOn: '2030-08-01', amount: 70 }] })
  const early = await contract({ account, owner: ben, amount: 500, plan: [{ instalment: 1, dueOn: '2030-07-01', amount: 500 }] })
  const [planLine] = (await admin.list('planLine', { filter: { contract: early } })).map(({ id }) => id)
  await laid('receipt', [
    { account, amount: 200, status: 'confirmed', countsOn: '2030-04-25', allocations: [{ contract: early, planLine, amount: 200 }] },
  ])
  assert.deepEqual(await months('payments.cash', 'planned', ['left', 'n']), [
    ['2030-07', 300, 1],
    ['2030-08', 2_100, 2],
  ])
  assert.deepEqual(await months('payments.cash', 'received', ['planned', 'received', 'left']), [
    ['2030-07', 500, 200, 300],
    ['2030-08', 2_100, null, 2_100],
  ])
  assert.deepEqual(await months('payments.cash', 'expected', ['left', 'n']), [['2030-09', 700, 1]])
  assert.deepEqual(await rowsOf('payments.cash', 'unknown', ['left', 'n']), [[1_700, 2]])
})
