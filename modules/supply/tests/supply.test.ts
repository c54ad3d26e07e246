import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { contracts } from '#manifest/contracts'
import { customers } from '#manifest/customers'
import { orders } from '#manifest/orders'
import { payments } from '#manifest/payments'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { accept, arrive, callOff, drawUp, drop, expectFromContract, propose } from '../index.ts'
import { supply } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, company, quotes, contracts, payments, orders, supply], {
  locale: 'en',
  now: '2030-05-20T09:00:00Z',
})
const admin = await app.as('administrator')
const keeper = await app.as('warehouse')
const rep = await app.as('rep')
const places = await admin.create('warehouse', [{ name: 'North', keeper: keeper.id }, { name: 'South' }])
const [north, south] = places.map(({ id }) => String(id)) as [string, string]

type Row = Record<string, unknown>
let made = 0
const goods = async (more: Row = {}): Promise<string> => {
  made += 1
  return String((await admin.create('product', [{ name: `Pump ${made}`, code: `P${made}`, price: 100, isStocked: true, ...more }]))[0]!.id)
}
const stock = (product: string, warehouse: string, quantity: number, movedOn = '2030-05-01') =>
  keeper.create('stockMove', [{ product, warehouse, kind: quantity > 0 ? 'in' : 'out', quantity, movedOn, cause: 'test' }])
const faultOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => assert.fail('went through'),
    (fault: { code: string; issues?: readonly { code: string }[] }) => fault.issues?.[0]?.code ?? fault.code,
  )
const idOf = (value: unknown): string => String((value as Row | null)?.id ?? value)

test('whoever sells sees what comes on which day; what has come lies in its warehouse, the rest is still expected', async () => {
  const product = await goods()
  const [one] = await keeper.create('arrival', [
    { product, warehouse: north, quantity: 10, expectedOn: '2030-06-03', source: 'production' },
  ])
  await keeper.create('arrival', [{ product, warehouse: south, quantity: 5, expectedOn: '2030-07-01' }])
  const seen = await rep.one('product', product)
  assert.deepEqual([seen.incoming, seen.nextArrivalOn, seen.onHand], [15, '2030-06-03', null])
  assert.equal((await rep.list('arrival', { filter: { product } })).length, 2)
  await assert.rejects(rep.call(arrive, { arrival: one!.id } as never))
  assert.equal(((await keeper.call(arrive, { arrival: one!.id, quantity: 4 } as never)) as Row).left, 6)
  assert.equal((await rep.one('arrival', String(one!.id))).state, 'part')
  await keeper.change('arrival', String(one!.id), { expectedOn: '2030-08-01' })
  assert.equal((await rep.one('arrival', String(one!.id))).firstExpectedOn, '2030-06-03')
  await keeper.call(arrive, { arrival: one!.id } as never)
  const after = await rep.one('product', product)
  assert.deepEqual([after.incoming, after.nextArrivalOn, after.onHand], [5, '2030-07-01', 10])
  assert.equal(await faultOf(keeper.call(arrive, { arrival: one!.id } as never)), 'supply.no-such-step')
  await keeper.undo(String((await keeper.changeSets())[0]!.id))
  assert.deepEqual([(await rep.one('arrival', String(one!.id))).left, (await rep.one('product', product)).onHand], [6, 4])
})

test('what a purchase buys is expected once; what will not come is called off', async () => {
  const [first, second] = [await goods(), await goods()]
  const [supplier] = await admin.create('account', [{ name: 'Foundry' }])
  const [contract] = await app.system.create('contract', [
    {
      name: 'Pumps',
      kind: 'purchase',
      status: 'running',
      signedOn: '2030-05-02',
      account: supplier!.id,
      lines: [
        { product: first, quantity: 3, price: 10 },
        { product: second, quantity: 4, price: 10 },
        { product: first, quantity: 2, price: 10 },
        { description: 'Freight', quantity: 1, price: 10 },
      ],
    },
  ])
  const expect = () => admin.call(expectFromContract, { contract: contract!.id, warehouse: north, expectedOn: '2030-06-10' } as never)
  assert.equal(((await expect()) as Row).arrivals, 2)
  assert.equal(await faultOf(expect()), 'supply.nothing-to-expect')
  const rows = await admin.list('arrival', { filter: { contract: contract!.id }, sort: ['quantity'] })
  assert.deepEqual(
    rows.map(({ product, quantity, source, supplier: from }) => [idOf(product), quantity, source, idOf(from)]),
    [
      [second, 4, 'purchase', supplier!.id],
      [first, 5, 'purchase', supplier!.id],
    ],
  )
  await keeper.call(callOff, { arrival: rows[0]!.id, reason: 'Out of production' } as never)
  assert.equal((await rep.one('product', second)).incoming, 0)
  assert.equal(((await expect()) as Row).arrivals, 1)
})

test('a season is planned from last year times a factor; what somebody says himself stays; missing goods come from elsewhere or are ordered', async () => {
  const [category] = await admin.create('productCategory', [{ name: 'Pumps' }])
  const product = await goods({ category: category!.id })
  await stock(product, north, 100, '2029-01-01')
  await stock(product, south, 100, '2029-01-01')
  await stock(product, north, -20, '2029-06-05')
  await stock(product, north, -10, '2029-07-05')
  await stock(product, south, -4, '2029-06-20')
  // Neither before nor after the months of the plan.
  await stock(product, north, -60, '2029-05-31')
  await stock(product, south, -80, '2029-08-01')
  const [plan] = await keeper.create('seasonPlan', [
    { name: 'Summer', firstMonth: '2030-06-15', months: 2, factor: 150, category: category!.id },
  ])
  const seasonPlan = String(plan!.id)
  assert.equal(await faultOf(keeper.call(propose, { seasonPlan } as never)), 'supply.no-lines')
  assert.equal(((await keeper.call(drawUp, { seasonPlan } as never)) as Row).lines, 3)
  const lines = await rep.list('seasonLine', { filter: { seasonPlan }, sort: ['month', '-wanted'] })
  assert.deepEqual(
    lines.map(({ month, warehouse, soldBefore, wanted }) => [month, idOf(warehouse), soldBefore, wanted]),
    [
      ['2030-06-01', north, 20, 30],
      ['2030-06-01', south, 4, 6],
      ['2030-07-01', north, 10, 15],
    ],
  )
  await keeper.change('seasonLine', String(lines[2]!.id), { wanted: 40 })
  await keeper.call(drawUp, { seasonPlan } as never)
  const again = await rep.list('seasonLine', { filter: { seasonPlan, isByHand: true } })
  assert.deepEqual(
    again.map(({ wanted }) => wanted),
    [40],
  )
  // North has 10 and wants 70, South has 16 and wants 6.
  assert.equal(((await keeper.call(propose, { seasonPlan } as never)) as Row).proposals, 2)
  const proposals = await rep.list('stockProposal', { filter: { seasonPlan }, sort: ['quantity'] })
  assert.deepEqual(
    proposals.map(({ kind, fromWarehouse, warehouse, quantity, neededOn, wanted, there }) => [
      kind,
      fromWarehouse && idOf(fromWarehouse),
      idOf(warehouse),
      quantity,
      neededOn,
      wanted,
      there,
    ]),
    [
      ['transfer', south, north, 10, '2030-06-01', 70, 10],
      ['order', null, north, 50, '2030-06-01', 70, 10],
    ],
  )
  const [transfer, order] = proposals.map(({ id }) => String(id))
  await keeper.change('stockProposal', order!, { quantity: 48 })
  await assert.rejects(rep.call(accept, { stockProposal: order } as never))
  const bought = (await keeper.call(accept, { stockProposal: order } as never)) as Row
  assert.equal((await rep.one('arrival', idOf(bought.arrival))).quantity, 48)
  assert.equal(await faultOf(keeper.change('stockProposal', order!, { quantity: 1 })), 'supply.decided')
  const moved = (await keeper.call(accept, { stockProposal: transfer } as never)) as Row
  await keeper.call(arrive, { arrival: idOf(moved.arrival) } as never)
  const lies = await admin.aggregate({
    object: 'stockMove',
    by: ['warehouse'],
    measures: { n: { sum: 'quantity' } },
    filter: { product },
    sort: ['n'],
  } as never)
  assert.deepEqual(
    lies.map(({ warehouse, n }) => [idOf(warehouse), n]),
    [
      [south, 6],
      [north, 20],
    ],
  )
  // What is decided stays and what it brings counts: two are missing.
  assert.equal(((await keeper.call(propose, { seasonPlan } as never)) as Row).proposals, 1)
  const [rest] = await rep.list('stockProposal', { filter: { seasonPlan, state: 'proposed' } })
  assert.deepEqual([rest!.kind, rest!.quantity], ['order', 2])
  await keeper.call(drop, { stockProposal: rest!.id } as never)
  assert.equal(await faultOf(keeper.call(drop, { stockProposal: rest!.id } as never)), 'supply.decided')
})

test('an arrival says how much, and a transfer from where; nobody types what has come', async () => {
  const product = await goods()
  const row = { product, warehouse: north, quantity: 1 }
  assert.equal(await faultOf(keeper.create('arrival', [{ ...row, quantity: 0 }])), 'supply.nothing')
  assert.equal(await faultOf(keeper.create('arrival', [{ ...row, source: 'transfer' }])), 'supply.from-where')
  assert.equal(await faultOf(keeper.create('arrival', [{ ...row, source: 'transfer', fromWarehouse: north }])), 'supply.same-warehouse')
  await assert.rejects(keeper.create('arrival', [{ ...row, came: 1 }]))
  await assert.rejects(rep.create('arrival', [row]))
  const [made] = await keeper.create('arrival', [{ ...row, source: 'transfer', fromWarehouse: south }])
  assert.equal(await faultOf(keeper.call(arrive, { arrival: made!.id } as never)), 'orders.not-in-stock')
})
