import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales], { locale: 'zh-CN' })
const admin = await app.as('administrator')
const rep = await app.as('rep')
const cny = (amount: number) => ({ amount, currency: 'CNY' })
type Row = Record<string, unknown>
const made = async (object: string, row: Row, who = admin) => String((await who.create(object, [row]))[0]!.id)

const pump = await made('product', { name: '水泵', price: 1000, unit: '台' })
const valve = await made('product', { name: '阀门', price: 80 })
const trade = await made('priceList', { name: '经销价' })
await made('priceRow', { list: trade, product: pump, price: 800 })
await made('priceRow', { list: trade, product: pump, price: 700, minQuantity: 10 })
await made('priceRow', { list: trade, product: pump, price: { amount: 120, currency: 'USD' } })
const dealer = await made('account', { name: '经销商', priceList: trade, owner: rep.id })
const dealOf = (lines: readonly Row[], more: Row = {}) => made('opportunity', { name: '泵站', account: dealer, lines, ...more }, rep)
const see = (id: string) => rep.one('opportunity', id)
const linesOf = async (id: string) => ((await see(id)).lines as Row[]).map(({ price, unit, subtotal }) => [price, unit, subtotal])

test('lines of a deal take price and unit from the list of the customer where nobody said them, and its amount follows', async () => {
  const id = await dealOf([{ product: pump, quantity: 2 }, { product: valve }, { description: '运费', price: 50 }])
  assert.deepEqual(await linesOf(id), [
    [cny(800), '台', cny(1600)],
    [cny(80), null, cny(80)],
    [cny(50), null, cny(50)],
  ])
  assert.deepEqual([(await see(id)).amount, (await see(id)).amountFromLines], [cny(1730), true])
  await rep.create('opportunityLine', [{ opportunity: id, product: pump, quantity: 10, position: 9 }])
  assert.deepEqual([(await see(id)).amount, (await see(id)).amountFromLines], [cny(8730), true])
  const [line] = (await see(id)).lines as Row[]
  await rep.change('opportunityLine', String(line!.id), { price: 790, unit: '套' })
  assert.deepEqual([(await linesOf(id))[0], (await see(id)).amount], [[cny(790), '套', cny(1580)], cny(8710)])
  const dollars = await dealOf([{ description: '海运', price: { amount: 10, currency: 'USD' } }, { product: pump }])
  assert.deepEqual((await see(dollars)).amount, { amount: 130, currency: 'USD' })
})

test('an amount that somebody typed stays beside lines that take their price, and a closed deal takes none', async () => {
  const id = await dealOf([{ product: pump }], { amount: 500 })
  assert.deepEqual([(await linesOf(id))[0]![0], (await see(id)).amount, (await see(id)).amountFromLines], [cny(800), cny(500), false])
  const lost = await dealOf([], { stage: 'lost', lossKind: 'price', lostToNobody: true, lossReason: '太贵' })
  await rep.create('opportunityLine', [{ opportunity: lost, product: pump }])
  assert.equal((await linesOf(lost))[0]![0], null)
})
