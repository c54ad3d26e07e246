import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { customers } from '#manifest/customers'
import { findPrices, rounds } from '../index.ts'
import { catalog } from '../module.ts'

const app = await testApp([customers, catalog], { locale: 'zh-CN' })
const manager = await app.as('manager')
const rep = await app.as('rep')
const finance = await app.as('finance')
const cny = (amount: number) => ({ amount, currency: 'CNY' })
const idOf = (row: Record<string, unknown> | undefined) => String(row!.id)
const make = async (object: string, row: object) => idOf((await manager.create(object, [row as Record<string, unknown>]))[0])

const pump = await make('product', { name: '水泵', price: 1000, cost: 600, unit: '台' })
const valve = await make('product', { name: '阀门', price: 80 })
const everybody = await make('priceList', { name: '标准价', isDefault: true })
const trade = await make('priceList', { name: '经销价', parent: everybody })
const graded = await make('priceList', { name: 'A 级客户价', grades: ['A'], position: 1 })
const tagged = await make('priceList', { name: '展会价', tags: ['展会'], position: 2, validTo: '2030-12-31' })
const price = (list: string, product: string, more: object) => make('priceRow', { list, product, ...more })
await price(everybody, pump, { price: 950 })
await price(everybody, pump, { price: 900, minQuantity: 10 })
await price(everybody, pump, { price: { amount: 140, currency: 'USD' } })
await price(trade, pump, { price: 800, validFrom: '2030-01-01', validTo: '2030-06-30' })
await price(trade, pump, { price: 820, validFrom: '2030-07-01' })
await price(graded, pump, { price: 880 })
await price(tagged, pump, { price: 870 })

const byHand = { grade: 'A', gradeReason: '大客户', gradeUntil: '2999-12-31' }
const dealer = await make('account', { name: '经销商', priceList: trade, ...byHand })
const good = await make('account', { name: '优质客户', ...byHand, tags: ['展会'] })
const visitor = await make('account', { name: '展会客户', tags: ['展会'] })
const other = await make('account', { name: '普通客户' })

/** What a customer pays for so many on a day, and by which list. */
async function pays(account: string, o: { on?: string; quantity?: number; product?: string; currency?: string } = {}) {
  const { on = '2030-03-01', quantity = 1, product = pump, currency = 'CNY' } = o
  const [found] = await rep.work((work) => findPrices(work, { account, on, currency }, [{ product, quantity }]))
  return found && [found.price.amount, found.list?.name ?? null]
}

test('a price comes from the list of the customer, else of its grade or tag, else of everybody, else of the catalogue', async () => {
  assert.deepEqual(await pays(dealer), [800, '经销价'])
  assert.deepEqual(await pays(good), [880, 'A 级客户价'])
  assert.deepEqual(await pays(visitor), [870, '展会价'])
  assert.deepEqual(await pays(other), [950, '标准价'])
  assert.deepEqual(await pays(other, { product: valve }), [80, null])
})

test('a list that lacks the product on that day asks its parent; a list that is over or switched off is not asked', async () => {
  assert.deepEqual(await pays(dealer, { on: '2029-12-31' }), [950, '标准价'])
  assert.deepEqual(await pays(dealer, { on: '2030-07-01' }), [820, '经销价'])
  assert.deepEqual(await pays(visitor, { on: '2031-01-01' }), [950, '标准价'])
  await manager.change('priceList', graded, { isActive: false })
  assert.deepEqual(await pays(good), [870, '展会价'])
  await manager.change('priceList', graded, { isActive: true })
})

test('the largest quantity that is reached counts, and only the currency asked for', async () => {
  assert.deepEqual(await pays(other, { quantity: 9.9999 }), [950, '标准价'])
  assert.deepEqual(await pays(other, { quantity: 10 }), [900, '标准价'])
  assert.deepEqual(await pays(other, { currency: 'USD' }), [140, '标准价'])
  assert.equal(await pays(other, { product: valve, currency: 'USD' }), null)
})

test('prices of many lines are found in as many statements as those of one', async () => {
  const wishes = Array.from({ length: 200 }, (_, i) => ({ product: i % 2 ? pump : valve, quantity: i }))
  const found = await app.atMost(8, () =>
    rep.work((work) => findPrices(work, { account: dealer, on: '2030-03-01', currency: 'CNY' }, wishes)),
  )
  assert.deepEqual([found.length, found.filter(Boolean).length], [200, 200])
})

test('one list is for everybody; a list is not above itself; nothing ends before it begins', async () => {
  const next = await make('priceList', { name: '新标准价', isDefault: true })
  assert.equal((await manager.one('priceList', everybody)).isDefault, false)
  await manager.change('priceList', everybody, { isDefault: true })
  assert.equal((await manager.one('priceList', next)).isDefault, false)
  const broke = (code: string) => (fault: { issues?: readonly { code: string }[] }) => fault.issues?.[0]?.code === code
  await assert.rejects(manager.change('priceList', next, { parent: next }), broke('catalog.own-parent'))
  await assert.rejects(price(next, pump, { price: 1, validFrom: '2030-02-01', validTo: '2030-01-31' }), broke('catalog.ends-before-begin'))
})

test('costs have a history: typed at the product or entered by day; the product shows that of today', async () => {
  const at = (id: string) => manager.list('productCost', { filter: { product: id }, sort: ['validFrom'] })
  assert.deepEqual(
    (await at(pump)).map(({ cost }) => cost),
    [cny(600)],
  )
  await manager.change('product', pump, { cost: 650 })
  assert.deepEqual(
    (await at(pump)).map(({ cost }) => cost),
    [cny(650)],
  )
  await finance.create('productCost', [
    { product: pump, validFrom: '2020-01-01', cost: 500, source: 'purchase' },
    { product: pump, validFrom: '2999-01-01', cost: 900, source: 'estimate' },
  ])
  assert.deepEqual((await manager.one('product', pump)).cost, cny(650))
  for (const round of rounds) await app.system.work((work) => round.run(work, []), { now: new Date('2999-01-01T08:00:00Z') } as never)
  assert.deepEqual((await manager.one('product', pump)).cost, cny(900))
})

test('what a product costs is nothing for a rep, by no road', async () => {
  await assert.rejects(rep.list('productCost'), { code: 'kernel.forbidden' })
  const [seen, known] = [await rep.one('product', pump), await manager.one('product', pump)]
  assert.deepEqual([known.marginRate, 'cost' in seen, 'marginRate' in seen], [10, false, false])
  const gift = await make('product', { name: '赠品', price: 0, cost: 5 })
  assert.equal((await manager.one('product', gift)).marginRate, null)
  await assert.rejects(rep.create('priceRow', [{ list: everybody, product: pump, price: 1 }]), { code: 'kernel.forbidden' })
  assert.equal(await rep.count('priceRow', { product: pump }), 7)
})

test('a product is pushed or held back for a reason and a time, and that begins and ends by itself', async () => {
  await assert.rejects(
    manager.change('product', valve, { promotion: 'push' }),
    (fault: { issues: { code: string }[] }) => fault.issues[0]?.code === 'catalog.reason-needed',
  )
  const tick = (at: string) => app.system.work((work) => rounds[0]!.run(work, []), { now: new Date(at) } as never)
  const standing = async () => (await rep.one('product', valve)).standing
  await manager.change('product', valve, {
    promotion: 'push',
    promotionReason: '毛利高',
    promotionFrom: '2998-02-01',
    promotionUntil: '2998-02-28',
  })
  assert.equal(await standing(), null)
  await tick('2998-02-01T04:00:00Z')
  assert.equal(await standing(), 'push')
  await tick('2998-03-01T04:00:00Z')
  assert.equal(await standing(), null)
  await manager.change('product', valve, { promotion: 'hold', promotionReason: '缺货', promotionFrom: null, promotionUntil: null })
  assert.equal(await standing(), 'hold')
})
