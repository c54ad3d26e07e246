import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound } from '#kernel'
import { allocate, confirm, refund } from '#modules/payments'
import { end } from '../actions/plans.ts'
import { rehearse } from '../actions/rehearse.ts'
import { wouldEarn } from '../actions/would-earn.ts'
import { rounds } from '../rounds.ts'
import { amount, faultOf, openCompany } from './company.ts'

type Row = Record<string, unknown>
const company = await openCompany()
const { rep, mate, stranger, manager, finance, admin, month, plan, won, signed, figures, count, pay, statementOf, app } = company
const tiers = [
  { from: 0, rate: 3 },
  { from: 1_000, rate: 5 },
]
/** One plan at a time: the one before is ended before it has paid anything. */
async function only(values: Row, rate?: number): Promise<string> {
  for (const row of await finance.list('commissionPlan', { filter: { state: 'active' } }))
    await finance.call(end, { commissionPlan: row.id, endsOn: `${month(4)}-02` })
  return plan({ startsOn: `${month(4)}-02`, ...values }, rate)
}
const kinds = async (person: { id: string }, of: string) =>
  (await figures(person, of)).map(([kind, counted, rate, result]) => `${kind} ${counted} ${rate} ${result}`)

test('money is paid for without tax and what goes to others; what goes back is taken at the rate at which it came', async () => {
  const first = await only({ measure: 'received', way: 'whole', tiers })
  const { contract, account } = await signed(2_260, `${month(3)}-01`, {
    lines: [{ description: '设备', quantity: 1, price: 2_260, taxRate: 13 }],
    amount: null,
  })
  const receive = async (value: number, on: string) => {
    const [row] = await finance.create('receipt', [{ account: account.id, amount: value, receivedOn: on }])
    await finance.call(allocate, { receipt: row!.id, contract })
    await finance.call(confirm, { receipt: row!.id })
    return row!.id as string
  }
  const came = await receive(1_130, `${month(2)}-10`)
  await count(first, month(2))
  assert.deepEqual(await kinds(rep, month(2)), ['normal 1000 5 50'])
  await pay(rep, month(2))
  const back = await finance.call(refund, { receipt: came, amount: 565, refundedOn: `${month(1)}-03`, reason: '退货' })
  await finance.call(confirm, { receipt: back.receipt })
  await receive(113, `${month(1)}-20`)
  await count(first, month(1))
  assert.deepEqual(await kinds(rep, month(1)), ['correction -500 5 -25', 'normal 100 3 3'])
  const rest = await finance.call(refund, { receipt: came, amount: 565, refundedOn: `${month(1)}-05`, reason: '全退' })
  await finance.call(confirm, { receipt: rest.receipt })
  await count(first, month(1))
  assert.deepEqual(await kinds(rep, month(1)), ['correction -500 5 -25', 'correction -500 5 -25', 'normal 100 3 3'])
  assert.equal(amount((await statementOf(rep, month(2)))!.total), 50)
})

test('what is bought for a contract is no success of it', async () => {
  const first = await only({ measure: 'received' }, 10)
  const { contract, account } = await signed(1_000, `${month(3)}-05`)
  const [bought] = await app.system.create('contract', [
    { name: '采购', account: account.id, kind: 'purchase', serves: contract, amount: 400, status: 'running', signedOn: `${month(3)}-06` },
  ])
  assert.ok(bought)
  const [row] = await finance.create('receipt', [{ account: account.id, amount: 500, receivedOn: `${month(3)}-10` }])
  await finance.call(allocate, { receipt: row!.id, contract })
  await finance.call(confirm, { receipt: row!.id })
  await count(first, month(3))
  assert.deepEqual(await kinds(rep, month(3)), ['normal 300 10 30'])
})

test('a table that pays each part at its rate cuts a deal in two; one that pays all of it rates what came before anew', async () => {
  const marginal = await only({ way: 'marginal', tiers, seats: [{ person: mate.id }] })
  await won(800, `${month(1)}-02`, {}, mate)
  await won(500, `${month(1)}-03`, {}, mate)
  await count(marginal, month(1))
  assert.deepEqual(await kinds(mate, month(1)), ['normal 800 3 24', 'normal 200 3 6', 'normal 300 5 15'])
  const whole = await only({ way: 'whole', tiers, seats: [{ person: mate.id }] })
  await count(whole, month(1))
  assert.deepEqual((await kinds(mate, month(1))).toSorted(), ['difference 0 5 16', 'normal 500 5 25', 'normal 800 3 24'])
})

test('cap and floor come after the month is summed up; factors of product groups weigh by value', async () => {
  const [group, sub] = await admin.create('productCategory', [{ name: '硬件' }, { name: '软件' }])
  await admin.change('productCategory', sub!.id as string, { parent: group!.id })
  const [goods] = await admin.create('product', [{ name: 'WMS', price: 100, category: sub!.id }])
  const first = await only({
    cap: 100,
    floor: 40,
    seats: [{ person: stranger.id }, { person: manager.id }],
    factors: [{ category: group!.id, factor: 2 }],
  })
  const lines = [
    { product: goods!.id, quantity: 3, price: 100 },
    { description: '服务', quantity: 1, price: 100 },
  ]
  await won(0, `${month(1)}-04`, { amount: null, lines }, stranger)
  await count(first, month(1))
  const [line] = await company.linesOf(await statementOf(stranger, month(1)))
  assert.deepEqual([line!.factor, amount(line!.result)], [1.75, 70])
  assert.deepEqual(await kinds(manager, month(1)), ['floor null null 40'])
  await won(1_000, `${month(1)}-06`, {}, stranger)
  await count(first, month(1))
  assert.deepEqual((await kinds(stranger, month(1))).toSorted(), ['cap null null -70', 'normal 1000 10 100', 'normal 400 10 70'])
})

test('what is pushed or held back counts by its own factor on the days on which it is, on top of that of its group', async () => {
  const [group] = await admin.create('productCategory', [{ name: '泵' }])
  const flag = (promotion: string, from: string, until: string) => ({
    promotion,
    promotionReason: '清库存',
    promotionFrom: from,
    promotionUntil: until,
  })
  const [pushed, held] = await admin.create('product', [
    { name: '新泵', price: 100, category: group!.id, ...flag('push', `${month(1)}-05`, `${month(1)}-10`) },
    { name: '旧泵', price: 100, ...flag('hold', `${month(1)}-01`, `${month(1)}-20`) },
  ])
  const factors = [
    { category: group!.id, factor: 2 },
    { standing: 'push', factor: 1.5 },
    { standing: 'hold', factor: 0.5 },
  ]
  const first = await only({ seats: [{ person: rep.id }], factors })
  const both = [pushed, held].map((product) => ({ product: product!.id, quantity: 1, price: 100 }))
  for (const day of ['04', '05', '21']) await won(0, `${month(1)}-${day}`, { amount: null, lines: both }, rep)
  await count(first, month(1))
  const lines = await company.linesOf(await statementOf(rep, month(1)))
  const mine = lines.filter(({ factor, on }) => factor !== 1 && /-(04|05|21)$/.test(String(on)))
  assert.deepEqual(
    mine.map(({ on, factor }) => [String(on).slice(-2), factor]),
    // (2 + 0.5) / 2, (2 × 1.5 + 0.5) / 2, (2 + 1) / 2
    [
      ['04', 1.25],
      ['05', 1.75],
      ['21', 1.5],
    ],
  )
  for (const wrong of [{ factor: 2 }, { category: group!.id, standing: 'push', factor: 2 }])
    assert.equal(await faultOf(company.finance.change('commissionPlan', first, { factors: [wrong] })), 'commissions.factor-names-one')
})

test('the owner of an open deal learns what it would earn on top of the month; nobody else does', async () => {
  await only({ way: 'whole', tiers, seats: [{ department: ((await app.system.one('member', rep.id)).department as { id: string }).id }] })
  const [deal] = await rep.create('opportunity', [{ name: '在谈', amount: 1_200 }])
  const earned = await rep.call(wouldEarn, { opportunity: deal!.id })
  assert.deepEqual([amount(earned.earns), (earned.parts as Row[]).length], [60, 1])
  assert.equal(await faultOf(manager.call(wouldEarn, { opportunity: deal!.id })), 'commissions.not-yours')
  assert.match(await faultOf(stranger.call(wouldEarn, { opportunity: deal!.id })), /kernel\.not-found/)
})

test('a changed plan is rehearsed over the last year: per person before and after, and nothing is paid', async () => {
  const first = await only({ seats: [{ person: mate.id }] }, 10)
  await count(first, month(1))
  const [draft] = await finance.create('commissionPlan', [
    { name: '新方案', measure: 'won', basis: 'gross', way: 'whole', tiers, startsOn: `${month(0)}-01`, seats: [{ person: mate.id }] },
  ])
  const before = await finance.count('commissionLine', {})
  const { commissionRehearsal } = await manager.call(rehearse, { commissionPlan: draft!.id })
  const row = await manager.one('commissionRehearsal', commissionRehearsal as string)
  assert.deepEqual([amount(row.before), amount(row.after), amount(row.difference)], [130, 65, -65])
  assert.deepEqual(
    (await manager.list('rehearsedPerson', { filter: { rehearsal: commissionRehearsal as string } })).map(({ name }) => name),
    ['许澄'],
  )
  assert.equal(await finance.count('commissionLine', {}), before)
  assert.equal(await faultOf(rep.call(rehearse, { commissionPlan: draft!.id })), 'kernel.not-found')
})

test('by night the figures of the month are counted, once', async () => {
  await only({ seats: [{ person: rep.id }], floor: 5 })
  // Two in the morning where the company is.
  const night = new Date(`${company.today}T02:00:00+08:00`)
  for (let n = 0; n < 2; n++) await runRound(app.engine, app.workspace, rounds[0]!, { now: night })
  const month = await statementOf(rep, company.month(0))
  assert.deepEqual([month!.status, amount(month!.total)], ['open', 5])
})

test('cap and floor of a plan that sums up by year are of the year: the cap is used up on the way, the floor comes at its end', async () => {
  const seller = await app.as('rep', { name: '年度' })
  const [isOneYear, isDecember] = [month(1).slice(0, 4) === month(0).slice(0, 4), month(0).endsWith('-12')]
  const years = { period: 'year', seats: [{ person: seller.id }] } as const
  await won(700, `${month(1)}-01`, {}, seller)
  await won(900, `${month(0)}-01`, {}, seller)
  const bounds = async (values: Row) => {
    const id = await only({ ...years, ...values })
    for (const n of [1, 0]) await count(id, month(n))
    const all = await Promise.all([1, 0].map((n) => kinds(seller, month(n))))
    return all.map((its) => its.filter((one) => /^(cap|floor)/.test(one)))
  }
  assert.deepEqual(await bounds({ cap: 100 }), [[], isOneYear ? ['cap null null -60'] : []])
  assert.deepEqual(await bounds({ floor: 500 }), [
    isOneYear ? [] : ['floor null null 430'],
    isDecember ? [`floor null null ${isOneYear ? 340 : 410}`] : [],
  ])
})
