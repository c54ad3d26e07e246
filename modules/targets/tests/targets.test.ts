import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound } from '#kernel'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { commissions } from '#manifest/commissions'
import { company } from '#manifest/company'
import { contracts } from '#manifest/contracts'
import { customers } from '#manifest/customers'
import { expenses } from '#manifest/expenses'
import { orders } from '#manifest/orders'
import { payments } from '#manifest/payments'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { territories } from '#manifest/territories'
import { creditSales } from '#modules/commissions'
import { putInForce, sign, toSign } from '#modules/contracts'
import { confirm, refund } from '#modules/payments'
import { lose, reopen, win } from '#modules/sales'
import { achieve } from '../actions/achieve.ts'
import { followMove } from '../actions/follow-move.ts'
import { giveDown } from '../actions/give-down.ts'
import { spread } from '../actions/spread.ts'
import { targets } from '../module.ts'

const at = '2030-05-20T09:00:00Z'
const app = await testApp(
  [customers, activities, catalog, sales, company, quotes, contracts, payments, orders, expenses, commissions, territories, targets],
  {
    locale: 'zh-CN',
    now: at,
  },
)
const admin = await app.as('administrator')
await admin.create('legalEntity', [{ name: '知客科技', isDefault: true, fiscalMonth: 4 }])
const [north, south] = (await admin.create('department', [{ name: '华北' }, { name: '华南' }])).map(({ id }) => String(id))
const manager = await app.as('manager', { department: north! })
await admin.change('department', north!, { head: manager.id })
const rep = await app.as('rep', { department: north! })
const other = await app.as('rep', { department: south!, name: '南方' })
const finance = await app.as('finance')

type Row = Record<string, unknown>
type Line = Row & { whom: string; id: string; actual: number; target: number | null; department: string | null }
const cny = (amount: number) => ({ amount, currency: 'CNY' })
const faultOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => assert.fail('went through'),
    (fault: { code: string; issues?: readonly { code: string }[] }) => fault.issues?.[0]?.code ?? fault.code,
  )
const ask = async (who: typeof admin, measure: string, more: Row = {}) => {
  const { lines, days, missing } = await who.call(achieve, { from: '2030-05-01', months: 1, measure, ...more })
  return { lines: lines as Line[], days, missing }
}
const lineOf = (lines: readonly Line[], id: string) => lines.find((line) => line.id === id)

let made = 0
/** A deal that is won on that day, of a customer of its own. */
async function won(who: typeof admin, amount: number, closedOn = '2030-05-10', more: Row = {}) {
  made += 1
  const [customer] = more.account ? [{ id: more.account }] : await who.create('account', [{ name: `客户${made}` }])
  const [deal] = await who.create('opportunity', [{ name: `商机${made}`, account: customer!.id, amount, foundOn: '2030-01-05', ...more }])
  await who.call(win, { opportunity: deal!.id, closedOn })
  return { deal: deal!.id as string, account: customer!.id as string }
}

async function signed(who: typeof admin, amount: number, signedOn = '2030-05-12') {
  made += 1
  const [customer] = await who.create('account', [{ name: `客户${made}` }])
  const [row] = await who.create('contract', [{ name: `合同${made}`, account: customer!.id, amount }])
  await who.call(toSign, { contract: row!.id, acceptUnplanned: true })
  await who.call(sign, { contract: row!.id, signedOn })
  return { contract: row!.id as string, account: customer!.id as string }
}

test('there is one target of each; its month begins with its first day, its owner and department are found', async () => {
  const [row] = await manager.create('salesTarget', [{ person: rep.id, measure: 'won', month: '2030-05-17', amount: 100_000 }])
  const one = await admin.one('salesTarget', row!.id as string)
  assert.deepEqual(
    [one.month, (one.owner as Row).id, (one.department as Row).id, one.name],
    ['2030-05-01', rep.id, north, `${rep.session.actor.name} 2030-05`],
  )
  assert.equal(
    await faultOf(admin.create('salesTarget', [{ person: rep.id, measure: 'won', month: '2030-05-01', amount: 1 }])),
    'kernel.not-unique',
  )
  assert.equal(
    await faultOf(admin.create('salesTarget', [{ person: rep.id, measure: 'wonCount', month: '2030-05-01' }])),
    'kernel.required',
  )
  assert.equal(await faultOf(admin.create('salesTarget', [{ measure: 'won', month: '2030-05-01', amount: 1 }])), 'kernel.required')
  const twice = [0, 1].map(() => admin.create('salesTarget', [{ person: rep.id, measure: 'signed', month: '2030-05-01', amount: 60_000 }]))
  const done = await Promise.allSettled(twice)
  assert.deepEqual(done.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
})

test('who sells reads his own targets and sets none; a manager sets those of his departments alone', async () => {
  const [ofDepartment] = await admin.create('salesTarget', [
    { whom: 'department', department: north, measure: 'won', month: '2030-05-01', amount: 250_000 },
  ])
  await admin.create('salesTarget', [{ whom: 'company', measure: 'won', month: '2030-05-01', amount: 1_000_000 }])
  await admin.create('salesTarget', [{ person: other.id, measure: 'won', month: '2030-05-01', amount: 70_000 }])
  assert.deepEqual(
    (await rep.list('salesTarget')).map(({ person }) => (person as Row | null)?.id),
    [rep.id, rep.id],
  )
  assert.equal(
    await faultOf(rep.create('salesTarget', [{ person: rep.id, measure: 'wonCount', month: '2030-05-01', count: 1 }])),
    'kernel.forbidden',
  )
  assert.equal((await manager.one('salesTarget', ofDepartment!.id as string)).whom, 'department')
  assert.equal(await manager.count('salesTarget', { or: [{ whom: 'company' }, { person: other.id }] }), 0)
  const foreign = { measure: 'won', month: '2030-06-01', amount: 1 }
  assert.equal(await faultOf(manager.create('salesTarget', [{ ...foreign, person: other.id }])), 'kernel.forbidden')
  assert.equal(await faultOf(manager.create('salesTarget', [{ ...foreign, whom: 'department', department: south }])), 'targets.not-yours')
  assert.equal(await faultOf(manager.create('salesTarget', [{ ...foreign, whom: 'company' }])), 'targets.not-yours')
})

// Of May 2030, 23 days are worked; on Monday the 20th the 14th of them has begun and ten are left.
test('won: 64,000 of 100,000 are 64 % with 36,000 to come in ten working days; the department and the company hold it, each record once', async () => {
  await won(rep, 40_000)
  await won(rep, 24_000, '2030-05-31')
  await won(rep, 9_999, '2030-04-30')
  await won(other, 35_000)
  const { lines, days, missing } = await ask(admin, 'won')
  assert.deepEqual([days, missing], [{ all: 23, passed: 14, left: 10 }, 0])
  const mine = lineOf(lines, rep.id)!
  assert.deepEqual([mine.target, mine.actual, mine.rate, mine.gap, mine.perDay], [100_000, 64_000, 0.64, 36_000, 3_600])
  const unit = lineOf(lines, north!)!
  assert.deepEqual([unit.target, unit.given, unit.actual, unit.rate], [250_000, 100_000, 64_000, 0.256])
  assert.deepEqual([lines[0]!.whom, lines[0]!.target, lines[0]!.actual, lines[0]!.given], ['company', 1_000_000, 99_000, 170_000])
  assert.equal(lineOf(lines, south!)!.target, null)
  assert.equal(lineOf(lines, south!)!.rate, null, 'no target is not 0 %')
  const year = await ask(admin, 'won', { from: '2030-04-01', months: 12 })
  assert.equal(lineOf(year.lines, rep.id)!.actual, 73_999)
})

test('each sees what he reads targets of: himself, his departments, or all', async () => {
  const whose = async (who: typeof admin) => (await ask(who, 'won')).lines.map(({ whom, id }) => (whom === 'company' ? whom : id))
  assert.deepEqual(await whose(rep), [rep.id])
  assert.deepEqual((await whose(manager)).toSorted(), [north, rep.id].toSorted())
  assert.ok((await whose(finance)).includes('company'))
})

test('a transfer after winning and a person who moves leave the result where it was; reopened it is nobody’s', async () => {
  const mover = await app.as('rep', { department: north!, name: '调动' })
  const { deal } = await won(mover, 10_000)
  await admin.change('opportunity', deal, { owner: other.id })
  const second = await won(mover, 5_000)
  await admin.change('member', mover.id, { department: south })
  const { lines } = await ask(admin, 'won')
  assert.deepEqual([lineOf(lines, mover.id)!.actual, lineOf(lines, mover.id)!.department], [15_000, north])
  assert.equal(lineOf(lines, north!)!.actual, 79_000)
  const seen = await ask(manager, 'won')
  assert.equal(lineOf(seen.lines, mover.id)!.actual, 15_000, 'the department that he left keeps it')
  await admin.call(reopen, { opportunity: second.deal })
  assert.equal((await admin.one('opportunity', second.deal)).creditedTo, null)
  assert.equal(lineOf((await ask(admin, 'won')).lines, mover.id)!.actual, 10_000)
})

test('signed: contracts by day of signing and change orders by theirs, of whoever had the contract', async () => {
  const { contract } = await signed(rep, 50_000)
  await signed(rep, 8_000, '2030-04-30')
  for (const { id } of await admin.list('approvalFlow', { filter: { active: true } }))
    await admin.change('approvalFlow', id as string, { active: false })
  const [change] = await admin.create('contractChange', [{ contract, reason: '增购', newAmount: 56_000, signedOn: '2030-05-15' }])
  await admin.call(putInForce, { contractChange: change!.id })
  const { lines } = await ask(admin, 'signed')
  assert.deepEqual([lineOf(lines, rep.id)!.actual, lineOf(lines, rep.id)!.target], [56_000, 60_000])
})

test('received: confirmed money of whoever has the contract it pays, less what went back; brought in, it is credited by the round', async () => {
  const { contract, account } = await signed(rep, 30_000)
  const receipt = { account, amount: 20_000, receivedOn: '2030-05-16', status: 'confirmed', allocations: [{ contract, amount: 20_000 }] }
  await finance.work((work) => app.engine.writes.create(work, 'receipt', [{ ...receipt, bankReference: 'A1' }]), { via: 'import' })
  assert.equal(lineOf((await ask(admin, 'received')).lines, rep.id), undefined)
  await runRound(app.engine, app.workspace, creditSales, { now: new Date(at) })
  assert.equal(lineOf((await ask(admin, 'received')).lines, rep.id)!.actual, 20_000)
  const [paid] = await admin.list('receipt', { filter: { bankReference: 'A1' } })
  const back = await finance.call(refund, { receipt: paid!.id, amount: 5_000, refundedOn: '2030-05-18', reason: '退货' })
  await finance.call(confirm, { receipt: back.receipt })
  assert.equal(lineOf((await ask(admin, 'received')).lines, rep.id)!.actual, 15_000)
  assert.equal(await faultOf(ask(admin, 'received', { category: contract })), 'targets.no-line')
})

test('new customers: those who bought for the first time in the period, once each', async () => {
  const before = lineOf((await ask(admin, 'newCustomers')).lines, rep.id)!.actual
  const { account } = await won(rep, 1_000, '2030-05-03')
  await won(rep, 1_000, '2030-05-04', { account })
  const old = await won(rep, 1_000, '2030-03-03')
  await won(rep, 1_000, '2030-05-04', { account: old.account })
  assert.equal(lineOf((await ask(admin, 'newCustomers')).lines, rep.id)!.actual, before + 1)
  assert.equal(lineOf((await ask(admin, 'wonCount')).lines, rep.id)!.actual, 2 + 3)
})

test('of one line of products: deals of its products, with what is below it', async () => {
  const [top] = await admin.create('productCategory', [{ name: '硬件' }])
  const [below] = await admin.create('productCategory', [{ name: '终端', parent: top!.id }])
  const [product] = await admin.create('product', [{ name: '手持终端', code: 'T1', category: below!.id, price: 1 }])
  await won(rep, 2_500, '2030-05-11', { product: product!.id })
  await admin.create('salesTarget', [{ person: rep.id, measure: 'won', month: '2030-05-01', amount: 5_000, category: top!.id }])
  const line = lineOf((await ask(admin, 'won', { category: top!.id })).lines, rep.id)!
  assert.deepEqual([line.actual, line.target, line.rate], [2_500, 5_000, 0.5])
  assert.equal(lineOf((await ask(admin, 'won')).lines, rep.id)!.target, 100_000, 'targets of a line stand beside the others')
  const lines = [
    { product: product!.id, quantity: 1, price: 600 },
    { description: '服务', quantity: 1, price: 400 },
  ]
  await won(rep, 1_000, '2030-05-11', { lines })
  const of = async (measure: string) => lineOf((await ask(admin, measure, { category: top!.id })).lines, rep.id)!.actual
  assert.deepEqual([await of('won'), await of('wonCount'), await of('newCustomers')], [3_100, 2, 2], 'lines say what of a deal counts')
})

test('a year is spread over the months of the fiscal year to the cent, even or by last year’s season; what is there is replaced only where that is meant', async () => {
  const [row] = await admin.create('salesTarget', [
    { person: other.id, measure: 'signed', level: 'stretch', month: '2030-05-01', amount: 1 },
  ])
  const salesTarget = row!.id as string
  assert.equal(await faultOf(admin.call(spread, { salesTarget, amount: 100, way: 'even', replace: false })), 'targets.there')
  assert.deepEqual(await admin.call(spread, { salesTarget, amount: cny(100_000), way: 'even' }), { made: 11, changed: 1 })
  const year = await admin.list('salesTarget', { filter: { person: other.id, measure: 'signed', level: 'stretch' }, sort: ['month'] })
  assert.deepEqual(
    [year.length, year[0]!.month, year[11]!.month, year[0]!.amount, year[11]!.amount],
    [12, '2030-04-01', '2031-03-01', cny(8_333.33), cny(8_333.37)],
  )
  assert.equal(await faultOf(admin.call(spread, { salesTarget, amount: 100, way: 'season' })), 'targets.no-season')
  await signed(other, 3_000, '2029-05-07')
  await signed(other, 1_000, '2029-09-07')
  await admin.call(spread, { salesTarget, amount: 100, way: 'season' })
  const bySeason = await admin.list('salesTarget', { filter: { person: other.id, level: 'stretch', amount: { gt: 0 } }, sort: ['month'] })
  assert.deepEqual(
    bySeason.map(({ month, amount }) => [month, amount]),
    [
      ['2030-05-01', cny(75)],
      ['2030-09-01', cny(25)],
    ],
  )
})

test('a department’s target is given down to those who sell in it; two at once leave one of each', async () => {
  const [row] = await manager.create('salesTarget', [
    { whom: 'department', department: north, measure: 'signed', level: 'challenge', month: '2030-05-01', amount: 100 },
  ])
  const salesTarget = row!.id as string
  const done = await Promise.allSettled([0, 1].map(() => manager.call(giveDown, { salesTarget, way: 'even' })))
  assert.ok(done.some(({ status }) => status === 'fulfilled'))
  const people = await admin.list('salesTarget', { filter: { whom: 'person', level: 'challenge' } })
  assert.equal(people.length, 2)
  const { lines } = await ask(admin, 'signed', { level: 'challenge' })
  assert.deepEqual([lineOf(lines, north!)!.target, lineOf(lines, north!)!.given], [100, 100])
  await manager.call(giveDown, { salesTarget, way: 'results' })
  assert.equal(
    lineOf((await ask(admin, 'signed', { level: 'challenge' })).lines, rep.id)!.target,
    100,
    'the one who signed anything gets all',
  )
  assert.equal(await faultOf(rep.call(giveDown, { salesTarget: people[0]!.id, way: 'even' })), 'kernel.forbidden')
})

// Of 1,000 sixty and forty in one team, of 500 seventy and thirty in two; 10 % on top belong to a third alone.
test('a deal that is split counts by shares: once for the team that shares it, by parts for two; overlays are in no sum of a team', async () => {
  const june = { from: '2030-06-01' }
  const mate = await app.as('rep', { department: north!, name: '同组' })
  const [customer] = await rep.create('account', [{ name: '分成客户' }])
  const share = (person: string, part: number, kind = 'normal') => ({ person, share: part, kind })
  const shared = async (amount: number, splits: readonly Row[]) => {
    const [deal] = await admin.create('opportunity', [
      { name: `分成${amount}`, account: customer!.id, amount, owner: rep.id, foundOn: '2030-01-05', splits },
    ])
    await admin.call(win, { opportunity: deal!.id, closedOn: '2030-06-10' })
  }
  await shared(1_000, [share(rep.id, 60), share(mate.id, 40), share(other.id, 10, 'overlay')])
  await shared(500, [share(rep.id, 70), share(other.id, 30)])
  const { lines } = await ask(admin, 'won', june)
  const actual = (id: string) => lineOf(lines, id)!.actual
  assert.deepEqual([actual(rep.id), actual(mate.id), actual(other.id)], [950, 400, 250])
  assert.deepEqual([actual(north!), actual(south!), lines[0]!.actual], [1_350, 150, 1_500])
  const counts = (await ask(admin, 'wonCount', june)).lines
  assert.deepEqual([lineOf(counts, rep.id)!.actual, lineOf(counts, north!)!.actual, counts[0]!.actual], [1.3, 1.7, 2])
})

// 100 USD at 7 in February, 8 since March: written in May, the deal of February is worth 700.
test('what is won in another currency is worth what it was on the closing day; without a rate it is counted beside until there is one', async () => {
  const usd = { amount: 100, currency: 'USD' }
  await won(other, usd as never, '2028-02-10', { foundOn: '2028-01-05' })
  const february = { from: '2028-02-01' }
  const before = await ask(admin, 'won', february)
  assert.deepEqual([before.missing, before.lines[0]!.actual], [1, 0])
  await admin.create('exchangeRate', [
    { currency: 'USD', validFrom: '2028-03-01', rate: 8 },
    { currency: 'USD', validFrom: '2028-01-01', rate: 7 },
  ])
  const after = await ask(admin, 'won', february)
  assert.deepEqual([after.missing, lineOf(after.lines, other.id)!.actual], [0, 700])
})

test('a result counts for the territory in which the customer lay then, won and lost; a new cut moves nothing', async () => {
  const [model] = await admin.create('territoryModel', [{ name: '方案' }])
  const [one, two] = await admin.create('territory', [
    { name: '浙北', model: model!.id },
    { name: '浙南', model: model!.id },
  ])
  const [customer] = await rep.create('account', [{ name: '区域客户' }])
  const put = (territory: unknown) => app.system.change('account', customer!.id as string, { territory } as never)
  await put(one!.id)
  const first = await won(rep, 100, '2030-04-02', { account: customer!.id })
  const [gone] = await rep.create('opportunity', [{ name: '丢单', account: customer!.id, amount: 9, foundOn: '2030-01-05' }])
  await rep.call(lose, { opportunity: gone!.id, kind: 'price', lostToNobody: true, reason: '价格', closedOn: '2030-04-03' } as never)
  await put(two!.id)
  await won(rep, 30, '2030-04-04', { account: customer!.id })
  const figures = async (report: string, key: string, name: string, filter: Row) => {
    const rows = await admin.report(report, key, filter as never)
    return rows.map((row) => [((row.creditedTerritory ?? row['opportunity.account.territory']) as Row | null)?.title, amountIn(row[name])])
  }
  const amountIn = (value: unknown) => (typeof value === 'object' ? Number((value as { amount: number } | null)?.amount) : value)
  const its = { 'opportunity.account': customer!.id }
  assert.deepEqual(await figures('targets.territories', 'then', 'won', its), [
    ['浙北', 100],
    ['浙南', 30],
  ])
  assert.deepEqual(await figures('targets.territories', 'present', 'won', its), [['浙南', 130]])
  assert.deepEqual(await figures('targets.territory-rates', 'then', 'closed', { account: customer!.id }), [
    ['浙北', 2],
    ['浙南', 1],
  ])
  await admin.call(reopen, { opportunity: first.deal })
  assert.equal((await admin.one('opportunity', first.deal)).creditedTerritory, null)
})

test('margin: net less cost of what was won; deals without a known cost are counted beside', async () => {
  const july = { from: '2030-07-01' }
  const [known, unknown] = await admin.create('product', [
    { name: '有成本', code: 'M1', price: 1_000, cost: 600 },
    { name: '无成本', code: 'M2', price: 1_000 },
  ])
  const line = (product: unknown) => ({ lines: [{ product, quantity: 2, price: 1_000 }], amountFromLines: true })
  await won(rep, 2_000, '2030-07-03', line(known!.id))
  await won(rep, 2_000, '2030-07-04', line(unknown!.id))
  await admin.create('salesTarget', [{ person: rep.id, measure: 'margin', month: '2030-07-01', amount: 1_000 }])
  const { lines, missing } = await ask(manager, 'margin', july)
  const mine = lineOf(lines, rep.id)!
  assert.deepEqual([mine.actual, mine.target, mine.rate, missing], [800, 1_000, 0.8, 1])
  assert.match(await faultOf(ask(rep, 'margin', july)), /^kernel\./, 'who may not read profits is told none of their sums')
})

// September has 30 days: moved on the 11th, 10 stay with the old department and 20 go along.
test('a target follows somebody who moves: by days, or with what is typed; both parts stand in the month', async () => {
  const mover = await app.as('rep', { department: north!, name: '调任' })
  const [september, october] = await admin.create('salesTarget', [
    { person: mover.id, measure: 'won', month: '2030-09-01', amount: 3_000 },
    { person: mover.id, measure: 'won', month: '2030-10-01', amount: 5_000 },
  ])
  await admin.change('member', mover.id, { department: south })
  const moved = (salesTarget: unknown, more: Row = {}) => admin.call(followMove, { salesTarget, on: '2030-09-11', ...more } as never)
  assert.deepEqual(await moved(september!.id), { made: 1, changed: 1 })
  assert.deepEqual(await moved(october!.id), { made: 0, changed: 1 })
  const parts = async (from: string) =>
    (await ask(admin, 'won', { from })).lines.filter(({ id }) => id === mover.id).map(({ department, target }) => [department, target])
  assert.deepEqual(
    (await parts('2030-09-01')).toSorted((a, b) => Number(a[1]) - Number(b[1])),
    [
      [north, 1_000],
      [south, 2_000],
    ],
  )
  assert.deepEqual(await parts('2030-10-01'), [[south, 5_000]])
  const [november] = await admin.create('salesTarget', [
    { person: mover.id, measure: 'wonCount', month: '2030-11-01', count: 9, department: north },
  ])
  const byHand = (count: number) => moved(november!.id, { on: '2030-11-20', way: 'hand', count })
  assert.equal(await faultOf(byHand(10)), 'targets.over-total')
  await byHand(2)
  assert.deepEqual(
    (await admin.list('salesTarget', { filter: { person: mover.id, measure: 'wonCount' }, sort: ['count'] })).map(({ count }) => count),
    [2, 7],
  )
  assert.equal(await faultOf(moved(october!.id, { on: '2030-10-05' })), 'targets.same-department')
})

test('what was reached is three statements of figures however many records there are', async () => {
  const cost = () => app.atMost(9, () => ask(admin, 'won'))
  await cost()
  for (let i = 0; i < 5; i += 1) await won(rep, 1)
  await cost()
})
