import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contracts } from '#manifest/contracts'
import { payments } from '#manifest/payments'
import { sales } from '#manifest/sales'
import { putInForce, terminate } from '#modules/contracts'
import { allocate, confirm } from '#modules/payments'
import { lose } from '#modules/sales'
import { reports } from '../reports.ts'
import { amount, openCompany } from './company.ts'

type Row = Record<string, unknown>
const { today, rep, mate, stranger, finance, admin, account, won, signed } = await openCompany()
await admin.create('exchangeRate', [
  { currency: 'USD', validFrom: '2025-01-01', rate: 7 },
  { currency: 'USD', validFrom: '2025-03-01', rate: 8 },
])
const usd = (value: number) => ({ amount: value, currency: 'USD' })
const all = [...sales.reports, ...contracts.reports, ...payments.reports, ...reports]
const ask = (name: string, key: string, filter: Row = {}): Promise<readonly Row[]> => {
  const report = all.find((one) => one.name === name)!
  const its = report.tiles.find((tile) => tile.key === key)!.ask
  return admin.aggregate({ object: report.object, ...its, filter: { and: [its.filter ?? {}, filter] } } as never)
}
/** Rows by what they are grouped by, each with some of its figures. */
const figures = (rows: readonly Row[], by: string, ...names: string[]) =>
  Object.fromEntries(
    rows.map((row) => [
      String((row[by] as { title?: string } | null)?.title ?? row[by]),
      names.map((name) => (typeof row[name] === 'object' ? amount(row[name]) : row[name])),
    ]),
  )
const one = (rows: readonly Row[], ...names: string[]) =>
  names.map((name) => (typeof rows[0]![name] === 'object' ? amount(rows[0]![name]) : rows[0]![name]))

// A: 1,130 with 13 % tax on 10 February, 565 more on 5 May. B: 100 dollars at 7 on 12 February, of which 50 come in March; what is left ends on 1 June at 8.
const line = { description: '设备', quantity: 1, price: 1_130, taxRate: 13 }
const a = await signed(1_130, '2025-02-10', { lines: [line], owner: rep.id })
await admin.change('account', a.account.id, { province: '浙江省' })
const [change] = await admin.create('contractChange', [{ contract: a.contract, reason: '增购', newAmount: 1_695, signedOn: '2025-05-05' }])
// Change orders wait for a superior where nobody has said otherwise.
for (const flow of await admin.list('approvalFlow', { filter: { object: 'contractChange' } }))
  await admin.change('approvalFlow', String(flow.id), { active: false })
await admin.call(putInForce, { contractChange: change!.id })
const b = await signed(usd(100) as never, '2025-02-12', { plan: [{ instalment: 1, amount: usd(100), dueOn: '2025-02-20' }] })
const came = async (of: typeof a | null, value: unknown, on: string) => {
  const [row] = await finance.create('receipt', [{ account: (of ?? a).account.id, amount: value, receivedOn: on }])
  if (of) await finance.call(allocate, { receipt: row!.id, contract: of.contract })
  await finance.call(confirm, { receipt: row!.id })
}
await came(a, 400, '2025-03-03')
await came(b, usd(50), '2025-03-05')
await came(null, 77, '2025-03-06')
await admin.call(terminate, { contract: b.contract, endedOn: '2025-06-01', reason: '客户取消', openPlan: 'keep' } as never)
await admin.change('contract', a.contract, { owner: stranger.id })

test('signed: contracts and change orders each on their day, gross and net, and less what a termination left undone', async () => {
  const names = ['signed', 'net', 'changes', 'ended', 'lessEnded', 'n', 'noRate']
  assert.deepEqual(one(await ask('contracts.signed', 'total'), ...names), [2_395, 2_200, 565, -400, 1_995, 2, 0])
  assert.deepEqual(figures(await ask('contracts.signed', 'quarters'), 'quarter', 'signed', 'lessEnded'), {
    '2025-01-01': [1_830, 1_830],
    '2025-04-01': [565, 165],
  })
})

test('signed goes to whoever had the contract then, with his department; who has it now stands beside, and says so', async () => {
  assert.deepEqual(figures(await ask('contracts.signed', 'people'), 'person', 'signed'), { 林知夏: [2_395] })
  assert.deepEqual(figures(await ask('contracts.signed', 'departments'), 'department', 'signed'), { 华东: [2_395] })
  assert.deepEqual(figures(await ask('contracts.signed', 'branches'), 'branch', 'signed'), { 华东: [2_395] })
  assert.deepEqual(figures(await ask('contracts.signed', 'presentOwners'), 'contract.owner', 'signed'), { 陈屿: [1_695], 林知夏: [700] })
  const provinces = await ask('contracts.signed', 'provinces')
  assert.deepEqual(
    provinces.map((row) => amount(row.signed)),
    [1_695, 700],
  )
})

test('received goes to whoever has the contract, not to who booked it, at the rate of its day; what is allocated to nothing stands apart', async () => {
  assert.deepEqual(figures(await ask('commissions.received', 'people'), 'person', 'amount', 'n'), { 林知夏: [800, 2] })
  assert.deepEqual(figures(await ask('commissions.received', 'quarters'), 'quarter', 'amount'), { '2025-01-01': [800] })
  assert.deepEqual(figures(await ask('commissions.received', 'departments'), 'department', 'amount'), { 华东: [800] })
  assert.deepEqual(one(await ask('payments.received', 'total'), 'amount', 'unallocated'), [877, 77])
})

test('plan rate: of 1,130 due 400 has come', async () => {
  const [row] = await ask('payments.plan-rate', 'total', { contract: a.contract })
  assert.deepEqual([amount(row!.planned), amount(row!.came), amount(row!.late)], [1_130, 400, 730])
})

test('goods signed for, by their lines, whatever the change orders', async () => {
  const [row] = await ask('contracts.signed-goods', 'products')
  assert.deepEqual([amount(row!.amount), row!.quantity, row!.n], [1_130, 1, 1])
})

// Won: 100 dollars at 7, written long after the rate has risen to 8. Lost: 300, and one of nobody knows what.
test('won by the rate of the closing day and by whoever had it then, whatever is written later; win rate by amount of what is known', async () => {
  const deal = await won(usd(100) as never, '2025-02-10')
  await admin.change('opportunity', deal, { need: '后来补写' })
  for (const value of [300, 0]) {
    const [row] = await rep.create('opportunity', [{ name: '丢', account: await account(), amount: value, foundOn: '2020-01-01' }])
    await rep.call(lose, { opportunity: row!.id, kind: 'price', lostToNobody: true, reason: '价格', closedOn: '2025-02-20' } as never)
  }
  await admin.change('opportunity', deal, { owner: stranger.id })
  assert.deepEqual(figures(await ask('sales.won-by-month', 'months'), 'month', 'amount'), { '2025-02-01': [700] })
  assert.deepEqual(
    one(await ask('sales.win-rate', 'amounts'), 'wonAmount', 'lostAmount', 'closedAmount', 'lostWithoutAmount'),
    [700, 300, 1_000, 1],
  )
  assert.deepEqual(figures(await ask('sales.win-rate', 'byOwner'), 'creditedTo', 'won', 'lost'), { 林知夏: [1, 2] })
  assert.deepEqual(figures(await ask('sales.win-rate', 'regions'), 'region', 'won', 'lost'), { 华东: [1, 2] })
  assert.deepEqual(figures(await ask('sales.win-rate', 'presentOwners'), 'owner', 'won', 'lost'), { 陈屿: [1, 0], 林知夏: [0, 2] })
  assert.deepEqual(figures(await ask('commissions.results', 'people'), 'person', 'credited'), { 林知夏: [700] })
  assert.deepEqual(figures(await ask('commissions.results', 'presentOwners'), 'opportunity.owner', 'credited'), { 陈屿: [700] })
})

test('a deal split 60 to 40 in one department is one deal of it', async () => {
  const split = (person: string, share: number) => ({ person, share })
  await won(1_000, '2025-08-08', { splits: [split(rep.id, 60), split(mate.id, 40)] })
  const august = { on: { gte: '2025-08-01', lt: '2025-09-01' } }
  assert.deepEqual(figures(await ask('commissions.results', 'people', august), 'person', 'credited'), { 林知夏: [600], 许澄: [400] })
  assert.deepEqual(figures(await ask('commissions.results', 'departments', august), 'department', 'credited', 'n'), { 华东: [1_000, 1] })
})

test('the cycle from the lead: closing day less the day on which it came in', async () => {
  const [lead] = await rep.create('lead', [{ name: '来访者', company: '访客公司', im: 'fangke' }])
  const deal = await won(10, today, { lead: lead!.id })
  const row = await admin.one('opportunity', deal)
  assert.deepEqual([row.leadOn, row.leadDays], [today, 0])
  const [cycle] = await ask('sales.cycle', 'leads')
  assert.deepEqual([Number(cycle!.median), cycle!.n], [0, 1])
})
