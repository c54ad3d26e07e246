import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allocate, confirm, refund } from '#modules/payments'
import { reopen } from '#modules/sales'
import { approveException } from '../actions/exceptions.ts'
import { end } from '../actions/plans.ts'
import { amount, faultOf, openCompany } from './company.ts'

/** Every number here was computed by hand; the sum stands beside it. */
const company = await openCompany()
const { rep, mate, stranger, manager, finance, admin, month, plan, won, signed, count, pay, statementOf, linesOf } = company

type Row = Record<string, unknown>
async function only(values: Row, rate?: number): Promise<string> {
  for (const row of await finance.list('commissionPlan', { filter: { state: 'active' } }))
    await finance.call(end, { commissionPlan: row.id, endsOn: `${month(4)}-02` })
  return plan({ startsOn: `${month(4)}-02`, ...values }, rate)
}
const told = async (person: { id: string }, of: string, kind?: string) =>
  (await linesOf(await statementOf(person, of)))
    .filter((line) => !kind || line.kind === kind)
    .map((line) => [line.kind, (line.whose as { id: string } | null)?.id ?? null, amount(line.counted), line.rate, amount(line.result)])

test('a superior earns of what counts for his people, and his lines say whose deal it was; what goes back takes it back to the cent', async () => {
  const first = await only({ overrides: [{ level: 1, basis: 'counted', rate: 1.5 }] }, 5)
  const deal = await won(333.33, `${month(3)}-10`)
  await won(1_000, `${month(3)}-11`, {}, mate)
  await count(first, month(3))
  // 333.33 × 5 % = 16.6665 → 16.67; 333.33 × 1.5 % = 4.99995 → 5.00; 1,000 × 1.5 % = 15.
  assert.deepEqual(await told(rep, month(3)), [['normal', null, 333.33, 5, 16.67]])
  assert.deepEqual(await told(manager, month(3)), [
    ['override', rep.id, 333.33, 1.5, 5],
    ['override', mate.id, 1_000, 1.5, 15],
  ])
  // Nobody stands above the stranger's department: nobody earns of him.
  await won(700, `${month(3)}-12`, {}, stranger)
  await count(first, month(3))
  assert.equal((await told(manager, month(3))).length, 2)
  for (const one of [rep, mate, manager]) await pay(one, month(3))
  await finance.change('commissionPlan', first, { overrides: [{ level: 1, basis: 'counted', rate: 9 }] })
  await manager.call(reopen, { opportunity: deal })
  await count(first, month(2))
  assert.deepEqual(await told(rep, month(2)), [['correction', null, -333.33, 5, -16.67]])
  assert.deepEqual(await told(manager, month(2)), [['override', rep.id, -333.33, 1.5, -5]])
  assert.equal(amount((await statementOf(manager, month(3)))!.total), 20)
})

test('an override of what sellers earn follows their tiers, and who is named earns of his department alone', async () => {
  const east = ((await company.app.system.one('member', rep.id)).department as { id: string }).id
  const first = await only({
    way: 'whole',
    tiers: [
      { from: 0, rate: 3 },
      { from: 1_000, rate: 5 },
    ],
    seats: [{ person: mate.id }, { person: stranger.id }],
    overrides: [{ person: finance.id, department: east, basis: 'commission', rate: 10 }],
  })
  await won(800, `${month(1)}-02`, {}, mate)
  await won(500, `${month(1)}-03`, {}, mate)
  await won(900, `${month(1)}-04`, {}, stranger)
  await count(first, month(1))
  // 800 × 3 % = 24, raised to 5 % by 16; 500 × 5 % = 25. Of (24 + 16) 10 % = 4, of 25 10 % = 2.50.
  assert.deepEqual(
    (await told(finance, month(1))).map(([, whose, counted, , result]) => [whose, counted, result]),
    [
      [mate.id, 40, 4],
      [mate.id, 25, 2.5],
    ],
  )
})

test('money that goes back takes the override of whoever had it, at the rate of then', async () => {
  const first = await only(
    { measure: 'received', seats: [{ person: rep.id }], overrides: [{ person: mate.id, basis: 'counted', rate: 2 }] },
    10,
  )
  const { contract, account } = await signed(2_000, `${month(3)}-01`)
  const [row] = await finance.create('receipt', [{ account: account.id, amount: 1_000, receivedOn: `${month(2)}-20` }])
  await finance.call(allocate, { receipt: row!.id, contract })
  await finance.call(confirm, { receipt: row!.id })
  await count(first, month(2))
  assert.deepEqual(await told(mate, month(2), 'override'), [['override', rep.id, 1_000, 2, 20]])
  for (const one of [rep, mate]) await pay(one, month(2))
  await finance.change('commissionPlan', first, { overrides: [{ person: stranger.id, basis: 'counted', rate: 7 }] })
  const back = await finance.call(refund, { receipt: row!.id, amount: 400, refundedOn: `${month(1)}-02`, reason: '退' })
  await finance.call(confirm, { receipt: back.receipt })
  await count(first, month(1))
  // −400 × 2 % = −8 of whoever had it, nothing of whoever would have it now.
  assert.deepEqual(await told(mate, month(1), 'override'), [['override', rep.id, -400, 2, -8]])
  assert.deepEqual(await told(stranger, month(1), 'override'), [])
})

test('pieces are paid by the piece: a tier from so many on, shares and factors by pieces', async () => {
  const [group] = await admin.create('productCategory', [{ name: '终端' }])
  const [goods] = await admin.create('product', [{ name: 'PDA', price: 100, category: group!.id }])
  const first = await only({
    measure: 'quantity',
    way: 'marginal',
    tiers: [
      { from: 0, fromUnits: 0, perUnit: 2 },
      { from: 0, fromUnits: 10, perUnit: 3.5 },
    ],
    seats: [{ person: rep.id }],
    factors: [{ category: group!.id, factor: 1.2 }],
  })
  assert.equal(await faultOf(finance.change('commissionPlan', first, { tiers: [{ from: 0, rate: 3 }] })), 'commissions.piece-has-price')
  await won(0, `${month(1)}-05`, { amount: null, lines: [{ product: goods!.id, quantity: 8, price: 100 }] })
  await won(0, `${month(1)}-06`, { amount: null, lines: [{ product: goods!.id, quantity: 6, price: 90 }] })
  await won(500, `${month(1)}-07`)
  await count(first, month(1))
  // 8 × 2 × 1.2 = 19.20; of 6 more 2 × 2 × 1.2 = 4.80 and 4 × 3.50 × 1.2 = 16.80. A deal without lines says nothing of pieces.
  const statement = await statementOf(rep, month(1))
  const lines = (await linesOf(statement))
    .filter(({ units }) => units !== null)
    .map((line) => [line.units, amount(line.perUnit), line.factor, amount(line.result), line.rate])
  assert.deepEqual(lines, [
    [8, 2, 1.2, 19.2, null],
    [2, 2, 1.2, 4.8, null],
    [4, 3.5, 1.2, 16.8, null],
  ])
  assert.equal(statement!.leftOut, 1)
})

test('whoever leaves is paid until the last day, or also for money that comes later, by plan', async () => {
  const [last] = await finance.create('commissionLeaver', [{ person: rep.id, lastDay: `${month(2)}-15` }])
  const { contract, account } = await signed(2_000, `${month(2)}-01`)
  for (const [value, on] of [
    [300, `${month(2)}-15`],
    [500, `${month(2)}-16`],
  ] as const) {
    const [row] = await finance.create('receipt', [{ account: account.id, amount: value, receivedOn: on }])
    await finance.call(allocate, { receipt: row!.id, contract })
    await finance.call(confirm, { receipt: row!.id })
  }
  const isIts = (line: Row) => !line.contract || (line.contract as { id: string }).id === contract
  const results = async (leavers: string) => {
    const first = await only({ measure: 'received', leavers, seats: [{ person: rep.id }], floor: 60 }, 10)
    await count(first, month(1))
    const all = await finance.list('commissionLine', { filter: { plan: first }, sort: ['on', 'createdAt'], limit: 200 })
    return all.filter(isIts).map((line) => [line.kind, line.on, amount(line.counted), amount(line.result)])
  }
  // The month before last is paid already: what happened in it stands in the next, where nobody is owed a floor any more.
  assert.deepEqual(await results('lastDay'), [['correction', `${month(2)}-15`, 300, 30]])
  assert.deepEqual(await results('openPlans'), [
    ['correction', `${month(2)}-15`, 300, 30],
    ['correction', `${month(2)}-16`, 500, 50],
  ])
  await finance.change('commissionLeaver', last!.id as string, { lastDay: `${month(0)}-01` })
})

test('an exception counts once somebody else has agreed to it, and is not undone', async () => {
  const first = await only({ seats: [{ person: mate.id }] }, 10)
  const deal = await won(1_000, `${month(0)}-01`, {}, mate)
  const [asked] = await manager.create('commissionException', [
    { name: '大单折半', plan: first, opportunity: deal, factor: 0.5, reason: '老客户续约' },
  ])
  await count(first, month(0))
  assert.deepEqual(await told(mate, month(0)), [['normal', null, 1_000, 10, 100]])
  assert.equal(await faultOf(manager.call(approveException, { commissionException: asked!.id })), 'kernel.forbidden')
  const [own] = await finance.create('commissionException', [{ name: '自己的', plan: first, opportunity: deal, factor: 2, reason: '试' }])
  assert.equal(await faultOf(finance.call(approveException, { commissionException: own!.id })), 'commissions.own-exception')
  const both = await Promise.allSettled([1, 2].map(() => finance.call(approveException, { commissionException: asked!.id })))
  assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1)
  const [approved] = await finance.changeSets()
  await count(first, month(0))
  // 1,000 × 10 % × 0.5 = 50.
  assert.deepEqual(await told(mate, month(0)), [['normal', null, 1_000, 10, 50]])
  assert.equal(await faultOf(finance.change('commissionException', asked!.id as string, { factor: 2 })), 'commissions.decided')
  assert.equal(await faultOf(finance.undo(String(approved?.id))), 'commissions.decided')
})
