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
import { beginCheck, orderRefill } from '../index.ts'
import { stores } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, company, quotes, contracts, payments, orders, stores], {
  locale: 'en',
})
const admin = await app.as('administrator')
const rep = await app.as('rep')
const other = await app.as('rep', { name: 'Other' })
await admin.create('legalEntity', [{ name: 'House', isDefault: true }])

type Row = Record<string, unknown>
const idOf = (value: unknown): string => String((value as Row | null)?.id ?? value)
const faultOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => assert.fail('went through'),
    (fault: { code: string; issues?: readonly { code: string }[] }) => fault.issues?.[0]?.code ?? fault.code,
  )
let made = 0
const goods = async (): Promise<string> => {
  made += 1
  return idOf((await admin.create('product', [{ name: `Tea ${made}`, code: `T${made}`, price: 8, unit: 'box' }]))[0])
}
const customer = async (): Promise<string> => {
  made += 1
  return idOf((await rep.create('account', [{ name: `Retailer ${made}` }]))[0])
}
/** A store with as many items as are said, and its products in their order. */
async function storeWith(items: readonly Row[], more: Row = {}): Promise<{ store: string; account: string; products: string[] }> {
  const account = (more.account as string | undefined) ?? (await customer())
  const products = await Promise.all(items.map(goods))
  const assortment = items.map((item, i) => ({ product: products[i], ...item }))
  made += 1
  return { account, products, store: idOf((await rep.create('store', [{ name: `Shop ${made}`, account, assortment, ...more }]))[0]) }
}
const checkOf = async (store: string): Promise<string> => idOf(((await rep.call(beginCheck, { store } as never)) as Row).storeCheck)
const linesOf = async (check: string): Promise<Row[]> => (await rep.one('storeCheck', check)).lines as Row[]
/** Says of each line of a check what was seen. */
const see = async (check: string, seen: readonly Row[]) => {
  const lines = await linesOf(check)
  await rep.change('storeCheck', check, { lines: seen.map((one, i) => ({ id: lines[i]!.id, ...one })) })
}

test('a store belongs to a customer and says what it is to have; its check has a line for each listed item', async () => {
  const { store, account, products } = await storeWith([
    { facings: 4, agreedPrice: 12, minStock: 6 },
    { agreedPrice: 30, minStock: 2 },
    { isListed: false },
  ])
  const before = await rep.one('store', store)
  assert.deepEqual([before.listed, before.lastCheckOn, before.channel, before.state], [2, null, 'traditional', 'open'])
  assert.equal(await faultOf(rep.create('store', [{ name: 'Nobody’s' }])), 'kernel.required')
  const check = await checkOf(store)
  const lines = await linesOf(check)
  assert.deepEqual(
    lines.map((line) => [idOf(line.product), line.minStock, (line.agreedPrice as Row | null)?.amount, line.availability]),
    [
      [products[0], 6, 12, 'notSeen'],
      [products[1], 2, 30, 'notSeen'],
    ],
  )
  const after = await rep.one('store', store)
  assert.deepEqual(
    [after.checkCount, after.lastCheckOn, after.daysUnchecked, after.outOfStock],
    [1, (await rep.one('storeCheck', check)).checkedOn, 0, null],
  )
  assert.equal((await rep.list('store', { filter: { account } })).length, 1)
  const late = await storeWith([])
  await rep.create('storeCheck', [{ store: late.store, checkedOn: '2025-01-01', rating: 'bad' }])
  assert.equal(await rep.count('store', { account: { in: [account, late.account] }, daysUnchecked: { gte: 30 } }), 1)
  assert.equal(await faultOf(rep.create('storeCheck', [{ store: late.store, checkedOn: '2100-01-01' }])), 'stores.not-yet')
  await assert.rejects(rep.change('store', store, { assortment: [{ product: products[0] }, { product: products[0] }] }))
})

test('what is missing, too little or dearer than agreed is found, and the store shows its last check', async () => {
  const { store, products } = await storeWith([
    { agreedPrice: 10, minStock: 5 },
    { agreedPrice: 10, minStock: 5 },
    { agreedPrice: 10, minStock: 5 },
    { agreedPrice: 10 },
  ])
  const check = await checkOf(store)
  await see(check, [
    { shelf: 'there', stock: 5, shelfPrice: 10 },
    { shelf: 'there', stock: 4, shelfPrice: 9.5 },
    { shelf: 'missing', stock: 20 },
    { stock: 0, shelfPrice: 11 },
  ])
  assert.deepEqual(
    (await linesOf(check)).map((line) => [line.availability, line.priceState, (line.priceGap as Row | null)?.amount ?? null]),
    [
      ['there', 'agreed', 0],
      ['low', 'below', -0.5],
      ['missing', null, null],
      ['missing', 'above', 1],
    ],
  )
  const found = await rep.one('storeCheck', check)
  assert.deepEqual([found.seen, found.outOfStock, found.priceDeviations], [4, 3, 2])
  // The agreement of today does not rewrite the check of yesterday.
  await rep.change('store', store, { assortment: [{ product: products[0], agreedPrice: 20, minStock: 50 }] })
  assert.equal((await rep.one('storeCheck', check)).outOfStock, 3)
  assert.deepEqual([(await rep.one('store', store)).outOfStock, (await rep.one('store', store)).priceDeviations], [3, 2])
  // A check that was only begun says nothing of the goods.
  const next = await checkOf(store)
  assert.deepEqual([(await rep.one('store', store)).outOfStock, (await linesOf(next)).length], [3, 1])
  await see(next, [{ shelf: 'there', stock: 60 }])
  assert.equal((await rep.one('store', store)).outOfStock, 0)
  const [rate] = await rep.report('stores.on-shelf', 'channels')
  assert.deepEqual([rate!.seen, rate!.onShelf, rate!.missing, rate!.low, rate!.priced], [5, 3, 2, 1, 2])
})

test('what a store sold is told once per product and day, and counted on the store and by channel', async () => {
  const { store, products } = await storeWith([{}, {}], { channel: 'liveStream' })
  const [product, second] = products
  const [one] = await rep.create('sellOut', [{ store, product, soldOn: '2025-04-01', quantity: 12, amount: 144 }])
  assert.equal((await rep.one('sellOut', idOf(one))).title, `${(await rep.one('product', product!)).name} 2025-04-01`)
  await assert.rejects(rep.create('sellOut', [{ store, product, soldOn: '2025-04-01', quantity: 1 }]))
  await rep.create('sellOut', [
    { store, product, soldOn: '2025-05-01', quantity: 3, amount: 36 },
    { store, product: second, soldOn: '2025-04-01', quantity: 1, amount: 20 },
  ])
  assert.equal(((await rep.one('store', store)).sold as Row).amount, 200)
  assert.equal(await faultOf(rep.create('sellOut', [{ store, product, soldOn: '2100-06-01', quantity: 1 }])), 'stores.not-yet')
  const [channel] = await rep.report('stores.sell-out', 'channels', { store })
  assert.deepEqual([channel!['store.channel'], channel!.quantity, (channel!.amount as Row).amount], ['liveStream', 16, 200])
})

test('whoever reads the customer reads its stores, checks and sales; a stranger does not, and finance has no part', async () => {
  const { store, account, products } = await storeWith([{ minStock: 1 }])
  const check = await checkOf(store)
  await rep.create('sellOut', [{ store, product: products[0], soldOn: '2025-05-01', quantity: 1 }])
  for (const object of ['store', 'storeCheck', 'sellOut']) assert.equal((await other.list(object)).length, 0, object)
  await assert.rejects(other.one('store', store))
  await assert.rejects(other.call(beginCheck, { store } as never))
  await assert.rejects(other.create('sellOut', [{ store, product: products[0], soldOn: '2025-05-02', quantity: 1 }]))
  const finance = await app.as('finance')
  await assert.rejects(finance.list('store'))
  await admin.change('account', account, { owner: other.id })
  assert.equal((await other.one('store', store)).id, store)
  assert.equal((await other.one('storeCheck', check)).id, check)
  assert.equal((await other.list('sellOut', { filter: { store } })).length, 1)
  // Reading is not checking: the store is still whose it was.
  assert.equal(await faultOf(other.call(beginCheck, { store } as never)), 'kernel.forbidden')
})

test('what the last check found missing is ordered as a draft for the customer, once, and to the store', async () => {
  const { store, account, products } = await storeWith([{ minStock: 10 }, { minStock: 4 }, {}], {
    city: 'Hangzhou',
    address: '1 Lake Road',
  })
  assert.equal(await faultOf(rep.call(orderRefill, { store } as never)), 'stores.nothing-missing')
  const check = await checkOf(store)
  await see(check, [{ shelf: 'there', stock: 3 }, { shelf: 'there', stock: 4 }, { shelf: 'missing' }])
  const { order } = (await rep.call(orderRefill, { store } as never)) as Row
  const draft = await rep.one('order', idOf(order))
  assert.deepEqual([draft.status, idOf(draft.account), idOf(draft.store), idOf(draft.owner)], ['draft', account, store, rep.id])
  assert.equal(draft.deliveryAddress, 'Hangzhou1 Lake Road')
  assert.deepEqual(
    (draft.lines as Row[]).map((line) => [idOf(line.product), line.quantity, (line.price as Row).amount]),
    [
      [products[0], 7, 8],
      [products[2], 1, 8],
    ],
  )
  assert.equal(await faultOf(rep.call(orderRefill, { store } as never)), 'stores.refill-waits')
  await rep.change('store', store, { state: 'closed' })
  assert.equal(await faultOf(rep.call(beginCheck, { store } as never)), 'stores.closed')
  assert.equal(await faultOf(rep.call(orderRefill, { store } as never)), 'stores.closed')
})
